import { HOSTILE_NAMES, hostileFacts } from '../report/hostile-facts.ts';
import { drawn, isTooWide, ReportFile } from './support/opened-report.ts';

describe('A report full of hostile names', () => {
  let report: ReportFile;
  const facts = hostileFacts();
  beforeAll(async () => {
    report = await ReportFile.of(facts);
  });
  afterAll(async () => {
    await report.close();
  });

  it('shows them and does nothing that they say, in every section', async () => {
    const page = await report.open('', { viewport: { width: 320, height: 640 } });
    const hashes = await Promise.all(
      (await page.locator('.sections a').all()).map((link) => link.getAttribute('href')),
    );
    const harm: unknown[] = [];
    for (const hash of [...hashes, ...facts.clients.slice(0, 12).map(({ id }) => `#/clients/${id}`)]) {
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      await page.waitForTimeout(120);
      const made = await page.evaluate(
        '({ harmed: globalThis.harmed ?? null, foreign: document.querySelectorAll("main img, main script, main iframe, main a[href^=javascript]").length })',
      );
      harm.push(made);
      if (await isTooWide(page)) harm.push(`${hash} is too wide`);
    }
    expect(new Set(harm.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"harmed":null,"foreign":0}']));
    expect(report.complaints).toEqual([]);
  });

  it('names each character that cannot be seen', async () => {
    const page = await report.open('#/clients');
    const text = await page.innerText('main');
    for (const sign of ['U+202E', 'U+0007', 'U+001B', 'U+200B', 'U+2028', 'U+D83D']) expect(text).toContain(sign);
    expect(text).toContain(HOSTILE_NAMES[0]);
    expect(text).not.toMatch(/[\u202e\u200b\u2066]/);
  });

  it('draws them as text, in tips too', async () => {
    const page = await report.open('#/timeline');
    await drawn(page);
    await page.locator('.chart-place svg path[fill="#a3133c"][d^="M1 0A1"]').last().hover({ force: true });
    await page.waitForTimeout(200);
    expect(await page.locator('.chart-place img, .chart-place div[style*="position: absolute"] b').count()).toBe(0);
    expect(await page.evaluate('globalThis.harmed ?? null')).toBeNull();
    expect(report.complaints).toEqual([]);
  });
});

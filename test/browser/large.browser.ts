import { LARGE, sampleFacts } from '../report/sample-facts.ts';
import { drawn, ReportFile } from './support/opened-report.ts';

describe('A report of 500 clients and 400 days', () => {
  let report: ReportFile;
  beforeAll(async () => {
    report = await ReportFile.of(sampleFacts(LARGE));
  });
  afterAll(async () => {
    await report.close();
  });

  it('paints its words before it has unpacked its facts', async () => {
    const page = await report.open();
    const paint = await page.evaluate(() => {
      const [first] = performance.getEntriesByName('first-contentful-paint');
      return Math.round(first?.startTime ?? -1);
    });
    const before = await page.evaluate('performance.getEntriesByName("report-opened")[0].startTime');
    process.stdout.write(`first paint after ${paint} ms, all sections after ${Math.round(Number(before))} ms\n`);
    expect(paint).toBeGreaterThan(0);
    expect(paint).toBeLessThan(Number(before));
  });

  it('never draws more rows at once than somebody reads', async () => {
    const page = await report.open();
    await drawn(page);
    const counts: Record<string, number> = {};
    for (const section of ['overview', 'findings', 'timeline', 'matrix', 'divisions', 'quota', 'residue', 'clients']) {
      await page.evaluate(`location.hash = '#/${section}'`);
      await page.waitForSelector(`main .section-${section}`);
      counts[section] = await page.locator('main *').count();
    }
    process.stdout.write(`elements by section: ${JSON.stringify(counts)}\n`);
    expect(Math.max(...Object.values(counts))).toBeLessThan(12_000);
    expect(report.complaints).toEqual([]);
  });
});

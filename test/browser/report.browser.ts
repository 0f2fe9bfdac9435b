import { sampleFacts } from '../report/sample-facts.ts';
import { drawn, isTooWide, ReportFile } from './support/opened-report.ts';

const FACTS = sampleFacts({ clients: 40, days: 120, findings: 90 });

describe('A report in a browser', () => {
  let report: ReportFile;
  beforeAll(async () => {
    report = await ReportFile.of(FACTS);
  });
  afterAll(async () => {
    await report.close();
  });
  afterEach(() => {
    expect(report.complaints.splice(0)).toEqual([]);
  });

  it('shows what was not seen before any count', async () => {
    const page = await report.open();
    const text = await page.innerText('main');
    expect(text.indexOf('Not everything was seen')).toBeGreaterThan(0);
    expect(text.indexOf('Not everything was seen')).toBeLessThan(text.indexOf('Critical'));
  });

  it('filters as somebody types, and says so in the address', async () => {
    const page = await report.open('#/findings');
    const all = await page.locator('tbody tr').count();
    await page.fill('input[name=q]', 'reaches every');
    await page.selectOption('select[name=severity]', 'critical');
    const titles = await page.locator('tbody summary').allInnerTexts();
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.length).toBeLessThan(all);
    expect(titles.every((title) => title.includes('reaches every division'))).toBe(true);
    expect(new URL(page.url()).hash).toBe('#/findings?q=reaches+every&severity=critical');
  });

  it('shows the resolved ones to whoever asks for them', async () => {
    const page = await report.open('#/findings');
    const rows = () => page.locator('tbody tr').count();
    const unresolved = await rows();
    expect(unresolved).toBe(FACTS.findings.filter(({ state }) => state !== 'resolved').length);
    await page.click('.count a');
    await page.waitForSelector(`text=${FACTS.findings.length} findings of ${FACTS.findings.length}`);
    expect(await page.inputValue('select[name=state]')).toBe('all');
    expect(await rows()).toBe(FACTS.findings.length);
  });

  it('sorts by a heading, the other way when asked again', async () => {
    const page = await report.open('#/findings');
    const first = async () => page.locator('tbody tr').first().locator('time').first().getAttribute('datetime');
    await page.click('th >> text=Age');
    await expectSort(page, 'ascending');
    const youngest = await first();
    await page.click('th >> text=Age');
    await expectSort(page, 'descending');
    const oldest = await first();
    const times = FACTS.findings
      .filter(({ state }) => state !== 'resolved')
      .map(({ firstSeen }) => firstSeen)
      .sort();
    expect([oldest, youngest]).toEqual([times[0], times.at(-1)]);
  });

  it('opens at a deep link, with what it asks for', async () => {
    const page = await report.open('#/findings?severity=high&sort=-age&q=allowance');
    expect(await page.inputValue('input[name=q]')).toBe('allowance');
    expect(await page.inputValue('select[name=severity]')).toBe('high');
    const [client] = FACTS.clients;
    await page.goto(`${page.url().split('#')[0]}#/clients/${client?.id}`);
    await page.waitForSelector(`h2:has-text("${client?.name}")`);
    expect(await page.locator('.sections [aria-current=page]').innerText()).toBe('Clients');
  });

  it('goes back to where somebody was', async () => {
    const page = await report.open('#/findings?severity=critical');
    const rows = await page.locator('tbody tr').count();
    await page.locator('tbody td[data-label=Client] a').first().click();
    await page.waitForSelector('h3:has-text("Revisions")');
    await page.goBack();
    await page.waitForSelector('input[name=q]');
    expect(await page.locator('tbody tr').count()).toBe(rows);
    expect(await page.inputValue('select[name=severity]')).toBe('critical');
  });

  it('can be used by keys alone', async () => {
    const page = await report.open();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('main');
    await page.keyboard.press('/');
    expect(await page.locator(':focus').getAttribute('name')).toBe('q');
    await page.focus('.sections a[aria-current=page]');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h2:has-text("Timeline")');
    expect(await page.locator(':focus').innerText()).toBe('Timeline');
    await page.goto(`${page.url().split('#')[0]}#/findings`);
    await page.waitForSelector('tbody summary');
    await page.locator('tbody summary').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.locator('tbody tr:nth-child(2) details').getAttribute('open')).not.toBeNull();
  });

  it('is dark where the system is, and as somebody chose it after that', async () => {
    const page = await report.open('', { colorScheme: 'dark' });
    await drawn(page);
    expect(await background(page)).toBe('rgb(16, 22, 29)');
    await page.click('text=Light or dark');
    expect(await background(page)).toBe('rgb(245, 246, 248)');
    await page.reload();
    await page.waitForSelector('.sections');
    expect(await background(page)).toBe('rgb(245, 246, 248)');
  });

  it('fits a narrow phone in every section', async () => {
    const page = await report.open('', { viewport: { width: 320, height: 640 } });
    const wide: string[] = [];
    const sections = await page.locator('.sections a').all();
    const hashes = await Promise.all(sections.map((link) => link.getAttribute('href')));
    for (const hash of [...hashes, `#/clients/${FACTS.clients[0]?.id}`]) {
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      await page.waitForTimeout(150);
      if (await isTooWide(page)) wide.push(String(hash));
    }
    expect(hashes).toHaveLength(8);
    expect(wide).toEqual([]);
  });

  it.each(['findings', 'timeline', 'residue'])('gives titles the whole card on a phone, in %s', async (section) => {
    const page = await report.open(`#/${section}`, { viewport: { width: 390, height: 844 } });
    const share = await page.locator('table.cards td.main').first().evaluate(shareOfRow);
    expect(share).toBeGreaterThan(0.85);
  });

  it('prints every section, light and without controls', async () => {
    const page = await report.open('', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    await page.waitForSelector('.printed');
    expect(await page.locator('h2').allInnerTexts()).toEqual([
      'Overview',
      'Findings',
      'Timeline',
      'Scopes',
      'Divisions',
      'Quota',
      'Residue',
      'Clients',
    ]);
    expect(await page.locator('.filters, .tools, .sections').count()).toBe(0);
    expect(await background(page)).toBe('rgb(255, 255, 255)');
    expect(await page.locator('.printed .chart-place svg').count()).toBe(5);
    await page.setViewportSize({ width: 700, height: 1000 });
    expect(await isTooWide(page)).toBe(false);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'screen' });
    await page.waitForSelector('.sections');
  });

  it('leads from a point of the timeline to its client', async () => {
    const page = await report.open('#/timeline');
    await drawn(page);
    await page.locator('.chart-place svg path[fill="#a3133c"][d^="M1 0A1"]').last().click({ force: true });
    await page.waitForSelector('h3:has-text("Revisions")');
    expect(new URL(page.url()).hash).toMatch(/^#\/clients\//);
  });

  it('can be read without scripts', async () => {
    const page = await report.open('', { javaScriptEnabled: false });
    const text = await page.innerText('main');
    expect(text).toContain('Not everything was seen');
    expect(text).toContain(FACTS.findings[0]?.title);
    await page.locator('tbody summary').first().click();
    expect(await page.locator('tbody details[open] h4').first().innerText()).toBe('What to do');
  });

  it('says so in a browser that is too old, and can be read all the same', async () => {
    const page = await report.open('', { isOld: true });
    await page.waitForSelector('text=This browser is too old');
    expect(await page.innerText('main')).toContain(FACTS.findings[0]?.title);
  });

  it('of one client begins with it', async () => {
    const [client] = FACTS.clients;
    if (!client) throw new Error('the sample has clients');
    const one = await ReportFile.of({ ...FACTS, only: { id: client.id, name: client.name } });
    const page = await one.open();
    expect(await page.innerText('h2')).toBe(client.name);
    expect(await page.locator('.sections a').allInnerTexts()).not.toContain('Scopes');
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  it('shows local time with its offset, and UTC when pointed at', async () => {
    const page = await report.open('', { timezoneId: 'America/St_Johns' });
    const made = page.locator('.made time').first();
    expect(await made.innerText()).toBe('23 Nov 2026, 05:00 -03:30');
    expect(await made.getAttribute('title')).toBe('2026-11-23 08:30 UTC');
  });
});

type ReportPage = Awaited<ReturnType<ReportFile['open']>>;

async function background(page: ReportPage): Promise<string> {
  return page.evaluate('getComputedStyle(document.body).backgroundColor');
}

async function expectSort(page: ReportPage, order: string): Promise<void> {
  await page.waitForSelector(`th[aria-sort=${order}]:has-text("Age")`);
}

function shareOfRow(cell: HTMLElement): number {
  return cell.offsetWidth / (cell.parentElement?.offsetWidth ?? Number.POSITIVE_INFINITY);
}

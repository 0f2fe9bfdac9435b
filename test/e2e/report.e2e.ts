import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ReportDocument } from '../support/documents.ts';
import { complaints, Desk } from './support/guardian.ts';

/** The page for people who would rather look than read, as somebody gets it who types the command. */
describe('guardian report', () => {
  const desk = new Desk();
  beforeAll(async () => {
    await desk.run(['start', '--quiet']);
  });
  afterAll(() => desk.clear());

  const textOf = (...path: string[]) => readFileSync(join(desk.folder, ...path), 'utf8');

  it('was written at the end of the story, beside the mails', () => {
    expect(textOf('.guardian', 'guardian-report-demo.html')).toMatch(/^<!doctype html>\n[\s\S]*<\/html>\n$/);
  });

  it('writes one file that asks nothing of any network, and says where it is and how large', async () => {
    const { code, stdout, stderr } = await desk.run(['report', '--quiet']);
    expect({ code, complaints: complaints(stderr) }).toEqual({ code: 0, complaints: [] });
    const file = join(desk.folder, 'guardian-report-demo.html');
    expect(stdout).toMatch(new RegExp(`^Report of org demo: ${file} \\(\\d+(\\.\\d)? (KB|MB)\\)$`, 'm'));
    expect(stdout).toMatch(/^Open: 2 CRITICAL/m);
    expect(stdout).toMatch(/^Since the last report \(.*\): nothing new\.$/m);
    expect(stdout).toMatch(/^Everything that is switched on was seen, and lately\.$/m);
    const page = textOf('guardian-report-demo.html');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/(src|href)="https?:/);
  });

  it('answers one document with what is new since the last report', async () => {
    const { code, document } = await desk.ask(ReportDocument, ['report', '--since', '400d', '--out', 'other.html']);
    expect(code).toBe(0);
    expect(document).toMatchObject({ org: 'demo', file: join(desk.folder, 'other.html'), unseen: [] });
    expect(document).toMatchObject({
      run: { sequence: 6 },
      open: { critical: 2 },
      sinceLast: { opened: [], clients: [] },
    });
    expect(document.bytes).toBe(Buffer.byteLength(textOf('other.html')));
    expect(Date.parse(document.until) - Date.parse(document.since)).toBe(400 * 86_400_000);
  });

  it('is about one client where one is named, under a name of its own, and moves no mark', async () => {
    const before = await desk.ask(ReportDocument, ['report', '--out', 'a.html']);
    const { code, document } = await desk.ask(ReportDocument, ['report', '--client', 'Acme']);
    expect(code).toBe(0);
    expect(document.file).toBe(join(desk.folder, 'guardian-report-demo-Acme-Recorder-Transcription.html'));
    const after = await desk.ask(ReportDocument, ['report', '--out', 'a.html']);
    expect(document.sinceLast?.at).toBe(before.document.until);
    expect(after.document.sinceLast?.at).toBe(before.document.until);
  });

  it('goes to stdout, and nothing else does', async () => {
    const { code, stdout } = await desk.run(['report', '--out', '-', '--quiet']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>\n[\s\S]*<\/html>\n$/);
  });

  it('leaves no draft behind', () => {
    expect(readdirSync(desk.folder).filter((name) => name.startsWith('.') && name !== '.guardian')).toEqual([]);
  });

  it.each([
    ['a folder that is not there', ['--out', 'nowhere/report.html'], /nowhere\/report\.html: there is no folder/],
    ['a folder in its place', ['--out', '.guardian'], /\.guardian: a folder is there; name a file/],
    ['a file where a folder is meant', ['--out', 'other.html/report.html'], /other\.html is no folder/],
    ['no ordinary file', ['--out', '/dev/null'], /no ordinary file/],
    ['a time that is to come', ['--since', '2100-01-01'], /is later than now/],
    ['more years than are kept', ['--since', '1990-01-01'], /looks back 1100 days at most/],
    ['a client that nobody knows', ['--client', 'Zanzibar'], /no client 'Zanzibar'/],
    ['two wishes for stdout', ['--out', '-', '--json'], /both want stdout/],
  ])('refuses %s with 2, and writes nothing', async (_what, args, message) => {
    const before = readdirSync(desk.folder);
    const { code, stdout, stderr } = await desk.run(['report', '--quiet', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(readdirSync(desk.folder)).toEqual(before);
  });

  it('keeps the old file where the new one cannot be written', async () => {
    // Nothing keeps a superuser from writing.
    if (process.getuid?.() === 0) return;
    mkdirSync(join(desk.folder, 'locked'));
    desk.write('locked/report.html', 'the old one');
    chmodSync(join(desk.folder, 'locked'), 0o500);
    const { code, stderr } = await desk.run(['report', '--quiet', '--out', 'locked/report.html']);
    chmodSync(join(desk.folder, 'locked'), 0o700);
    expect({ code, text: textOf('locked', 'report.html') }).toEqual({ code: 2, text: 'the old one' });
    expect(stderr).toMatch(/not allowed/);
  });

  it('leaves a link alone, and what it leads to', async () => {
    desk.write('precious.txt', 'precious');
    symlinkSync('precious.txt', join(desk.folder, 'link.html'));
    expect(await desk.run(['report', '--quiet', '--out', 'link.html'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no ordinary file'),
    });
    expect(textOf('precious.txt')).toBe('precious');
    expect(textOf('link.html')).toBe('precious');
  });
});

describe('guardian report before the first run', () => {
  const desk = new Desk();
  afterAll(() => desk.clear());

  it('writes a page of nothing, says so in big letters, and ends with 3', async () => {
    const { code, stdout } = await desk.run(['report', '--quiet']);
    expect(code).toBe(3);
    expect(stdout).toContain('NOTHING IS KNOWN YET');
    expect(existsSync(join(desk.folder, 'guardian-report-demo.html'))).toBe(true);
    const { document } = await desk.ask(ReportDocument, ['report']);
    expect(document).toMatchObject({ run: null, asOf: null, sinceLast: null });
    expect(document.unseen).toHaveLength(1);
  });
});

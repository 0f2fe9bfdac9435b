import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DiffDocument,
  DoctorDocument,
  FindingsDocument,
  HistoryDocument,
  ScanDocument,
  ShowDocument,
  UsageDocument,
} from '../support/documents.ts';
import { complaints, Desk, type Finished } from './support/guardian.ts';

/** What somebody sees who has no credentials: `npm start`, and the commands that it names at its end. */
describe('guardian start without credentials', () => {
  const desk = new Desk();
  let story: Finished;
  beforeAll(async () => {
    story = await desk.run(['start']);
  });
  afterAll(() => desk.clear());

  it('plays the story and ends with 0', () => {
    expect(story.code).toBe(0);
    expect(story.stdout.match(/^Step \d of 6: .*/gm)).toEqual([
      'Step 1 of 6: An ordinary morning: the guardian takes stock (hour 0)',
      'Step 2 of 6: Northwind CRM Connector gains scopes (hour 1)',
      "Step 3 of 6: The role Acme Recorder is edited behind its client's back (hour 2)",
      'Step 4 of 6: Lumen Wallboard is granted all divisions (hour 3)',
      "Step 5 of 6: Lumen Wallboard used more than half of yesterday's API budget (hour 24)",
      'Step 6 of 6: The scopes of Northwind CRM Connector are taken back (hour 25)',
    ]);
  });

  it('shows every alert as its recipient sees it, under its step', () => {
    const shown = story.stdout.split(/^Step \d of 6/m).map((step) => step.match(/^Subject: \[(\w+)\]/gm) ?? []);
    expect(shown).toEqual([
      [],
      ['Subject: [MEDIUM]'],
      ['Subject: [HIGH]'],
      ['Subject: [HIGH]'],
      ['Subject: [CRITICAL]'],
      ['Subject: [HIGH]', 'Subject: [MEDIUM]'],
      ['Subject: [RESOLVED]'],
    ]);
    expect(story.stdout).toContain('SMS: CRITICAL demo: Lumen Wallboard');
  });

  it('ends with a table of what is open', () => {
    const table = story.stdout.slice(story.stdout.indexOf('What is open now'));
    for (const rule of ['all-divisions-grant', 'division-widened', 'role-permissions-widened', 'quota-share']) {
      expect(table).toMatch(new RegExp(`${rule}-[0-9a-f]{12}$`, 'm'));
    }
    expect(table).not.toContain('scope-added');
  });

  it('says on stderr only how far it is, and carries no colour into a pipe', () => {
    expect(complaints(story.stderr)).toEqual([]);
    expect(story.stdout + story.stderr).not.toContain('\u001b');
  });

  it('leaves each alert as a mail that mail programs open', () => {
    const folder = join(desk.folder, '.guardian', 'outbox', 'demo');
    const mails = readdirSync(folder).map((name) => mailOf(readFileSync(join(folder, name), 'utf8')));
    expect(mails).toHaveLength(7);
    for (const { headers, body } of mails) {
      expect(headers.get('subject')).toMatch(/^\[[A-Z]+\] [\x20-\x7e]+ \| org demo$/);
      expect(headers.get('subject')?.length).toBeLessThan(100);
      expect(headers.get('date')).toBeDefined();
      expect(headers.get('message-id')).toMatch(/^<[0-9a-f]{32}@/);
      expect(headers.get('content-type')).toMatch(/^multipart\/alternative/);
      expect(body).toContain('org demo');
    }
  });

  it('says where its report is', () => {
    const [, file = ''] = /^The report, one page for your browser: (.*)$/m.exec(story.stdout) ?? [];
    expect(file).toBe(join(desk.folder, '.guardian', 'guardian-report-demo.html'));
    expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('ends with commands that work as they stand', async () => {
    const named = [...story.stdout.matchAll(/^ {2}npx guardian (.*)$/gm)].map(([, words = '']) => words);
    expect(named).toHaveLength(8);
    for (const words of named) {
      const args = [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
      const { code, stdout, stderr } = await desk.run(args);
      expect({ words, code, complaints: complaints(stderr) }).toEqual({
        words,
        code: words.startsWith('findings') ? 1 : 0,
        complaints: [],
      });
      expect(stdout).not.toBe('');
    }
  });

  it('answers findings with what the story left open', async () => {
    const { code, document } = await desk.ask(FindingsDocument, ['findings']);
    expect(code).toBe(1);
    expect(document.findings.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([
      'critical all-divisions-grant',
      'critical division-widened',
      'high role-permissions-widened',
      'high quota-share',
      'medium implicit-grant',
      'medium usage-spike',
    ]);
    const filtered = await desk.run(['findings', '--severity', 'critical', '--vendor', 'lumen wallboard']);
    expect(filtered.stdout.match(/^CRITICAL /gm)).toHaveLength(2);
    const none = await desk.run(['findings', '--client', 'Northwind']);
    expect(none).toMatchObject({ code: 0, stdout: expect.stringContaining('No finding fits.') });
  });

  it('answers history, newest first, with who did it', async () => {
    const { code, document } = await desk.ask(HistoryDocument, ['history']);
    expect(code).toBe(0);
    const times = document.records.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    expect(document.records.filter(({ to }) => to === 'resolved')).toHaveLength(4);
    const gained = document.records.find(({ finding }) => finding.subject === 'recordings' && finding.state === 'open');
    expect(gained?.finding.actor).toMatchObject({ name: 'Sam Ortiz', kind: 'user', source: 'audit' });
    const { stdout } = await desk.run(['history', '--limit', '2']);
    const [head, ...lines] = stdout.trim().split('\n');
    expect(head).toMatch(/^when /);
    expect(lines).toEqual([expect.any(String), expect.any(String), expect.stringMatching(/^Older ones: .*--cursor /)]);
  });

  it('answers show with a client as it was', async () => {
    const then = await desk.ask(ShowDocument, ['show', 'Northwind CRM', '--at', '24h']);
    expect(then.document.client?.scopes).toContain('recordings');
    const now = await desk.ask(ShowDocument, ['show', '--client', 'Northwind CRM Connector']);
    expect(now.document.client?.scopes).not.toContain('recordings');
    expect(now.document.effective).toMatchObject({ restrictedBy: 'scopes', divisions: [] });
    const before = await desk.run(['show', 'Northwind', '--at', '30d', '--json']);
    expect(before).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('the history begins at') });
  });

  it('answers diff with what changed between two times, and nothing between equal ones', async () => {
    const gained = await desk.ask(DiffDocument, ['diff', 'Northwind', '--from', '25h', '--to', '24h']);
    expect(gained.document.added).toEqual(['scope analytics:readonly', 'scope recordings', 'scope users']);
    const reverted = await desk.ask(DiffDocument, ['diff', 'Northwind', '--from', '25h']);
    expect(reverted.document).toMatchObject({ added: [], removed: [], changed: [] });
    const wall = await desk.ask(DiffDocument, ['diff', 'Lumen', '--from', '25h']);
    expect(wall.document.added.join()).toContain('division * (all divisions)');
  });

  it('answers usage with shares of the quota', async () => {
    const { code, document } = await desk.ask(UsageDocument, ['usage', '--limit', '2']);
    expect(code).toBe(0);
    expect(document.clients[0]).toMatchObject({ client: { name: 'Lumen Wallboard' }, vendor: 'Lumen Wallboard' });
    expect(document.clients[0]?.share).toBeGreaterThan(0.5);
    expect(document.clients).toHaveLength(2);
  });

  it('answers doctor with every check', async () => {
    const { code, document } = await desk.ask(DoctorDocument, ['doctor']);
    expect(code).toBe(0);
    expect(document.ok).toBe(true);
    expect(document.checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['credentials', 'least privilege', 'source clients', 'usage freshness', 'last run']),
    );
  });

  it('can be scanned on from where the story ended', async () => {
    const { code, document, stderr } = await desk.ask(ScanDocument, ['scan', '--quiet']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(document.transitions).toEqual([]);
    expect(document.run).toMatchObject({ sequence: 7, warnings: [] });
    expect(document.open).toEqual({ critical: 2, high: 2, medium: 2, low: 0, info: 0 });
  });

  it('writes long answers whole into a pipe that is read slowly', async () => {
    const child = desk.spawn(['history', '--json']);
    const chunks: string[] = [];
    child.stdout?.setEncoding('utf8');
    for await (const chunk of child.stdout ?? []) {
      chunks.push(String(chunk));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const text = chunks.join('');
    expect(HistoryDocument.parse(JSON.parse(text)).records.length).toBeGreaterThan(10);
  });

  it('ends quietly when its reader leaves early', async () => {
    const child = desk.spawn(['history', '--json']);
    const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
    let stderr = '';
    child.stderr?.on('data', (text: Buffer) => {
      stderr += text.toString();
    });
    child.stdout?.destroy();
    expect(await ended).toBe(0);
    expect(complaints(stderr)).toEqual([]);
    expect(stderr).not.toContain('EPIPE');
  });

  it('is told again from its beginning by a second start, and keeps the mails of other orgs', async () => {
    mkdirSync(join(desk.folder, '.guardian', 'outbox', 'prod'), { recursive: true });
    desk.write('.guardian/outbox/prod/000001-high-alert.eml', 'Subject: of another org');
    const again = await desk.run(['start', '--quiet']);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout.match(/^Step \d of 6/gm)).toHaveLength(6);
    expect(readdirSync(join(desk.folder, '.guardian', 'outbox', 'prod'))).toHaveLength(1);
    const { document } = await desk.ask(ScanDocument, ['scan']);
    expect(document.run.sequence).toBe(7);
  });
});

describe('guardian start in the hour after midnight (UTC)', () => {
  const desk = new Desk();
  afterAll(() => desk.clear());

  it('tells the same story, though yesterday becomes another day between its last two steps', async () => {
    const { code, stdout } = await desk.run(['start', '--quiet'], { GUARDIAN_NOW: '2026-11-23T00:30:00Z' });
    expect(code).toBe(0);
    expect(stdout.match(/^Subject: \[(\w+)\]/gm)).toHaveLength(7);
    expect(stdout.slice(stdout.indexOf('What is open now'))).toMatch(/^HIGH .* quota-share-[0-9a-f]{12}$/m);
  });
});

describe('guardian start in a folder that has seen things', () => {
  const desk = new Desk();
  afterAll(() => desk.clear());

  it('makes a damaged demo anew, and names its org beside a guardian.yaml of others', async () => {
    desk.write('guardian.yaml', 'orgs: [{ name: prod }]\n');
    mkdirSync(join(desk.folder, '.guardian', 'demo', 'db'), { recursive: true });
    writeFileSync(join(desk.folder, '.guardian', 'demo', 'store.json'), 'not a note');
    writeFileSync(join(desk.folder, '.guardian', 'demo', 'db', 'CURRENT'), 'nothing');
    const { code, stdout } = await desk.run(['start', '--quiet']);
    expect(code).toBe(0);
    expect(stdout).toContain('npx guardian show --org demo "Northwind CRM" --at 24h');
    const findings = await desk.run(['findings', '--org', 'demo', '--severity', 'critical']);
    expect(findings).toMatchObject({ code: 1, stdout: expect.stringContaining('Lumen Wallboard') });
  });

  it('refuses an org that it has no credentials for', async () => {
    expect(await desk.run(['start', '--org', 'prod'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining("there is only the org 'demo'"),
    });
  });

  it.each(['start', 'scan', 'doctor'])('refuses a home that is a file: %s', async (command) => {
    const home = desk.write('occupied', 'a file');
    const { code, stdout, stderr } = await desk.run([command, '--quiet'], { GUARDIAN_HOME: home, GUARDIAN_CONFIG: '' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/occupied.*name another one in GUARDIAN_HOME/);
  });
});

/** Headers, unfolded, and body of a mail (RFC 5322). */
function mailOf(text: string): { headers: Map<string, string>; body: string } {
  const end = text.indexOf('\r\n\r\n');
  const lines = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { headers, body: text.slice(end + 4) };
}

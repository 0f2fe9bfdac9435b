import { fileName } from '../../lib/cli/commands/report.ts';
import { PLAIN_PAPER } from '../../lib/cli/render/paper.ts';
import { reportText } from '../../lib/cli/render/report-text.ts';
import type { ReportDesk } from '../../lib/cli/report-desk.ts';
import type { ReportFacts } from '../../lib/domain/report.ts';
import { UsageError } from '../../lib/errors.ts';
import { client, clientRevision, ORG, payload, run } from '../store/fixtures.ts';
import { ReportDocument } from '../support/documents.ts';
import { call, memoryStore, NOW } from './support/surroundings.ts';

/** A desk that draws nothing and keeps what it is given. */
function deskFor(drawn: ReportFacts[]): ReportDesk {
  return {
    page: async (facts) => {
      drawn.push(facts);
      return '<!doctype html>\n';
    },
    assertPlace: async (path) => {
      if (path.includes('nowhere')) throw new UsageError(`${path}: there is no folder`);
    },
    write: async (path) => `/here/${path}`,
  };
}

describe('The name of a report', () => {
  it.each([
    ['prod', undefined, 'guardian-report-prod.html'],
    ['../../etc/passwd', undefined, 'guardian-report-etc-passwd.html'],
    ['a/b\\c:d*e"f<g>|h', undefined, 'guardian-report-a-b-c-d-e-f-g-h.html'],
    ['Zürich', 'Acme\u202e\u0000 Recorder', 'guardian-report-Zu-rich-Acme-Recorder.html'],
    ['日本', '...', 'guardian-report-unnamed-unnamed.html'],
  ])('of %j and %j stays in its folder and needs no quotes', (org, of, name) => {
    expect(fileName(org, of)).toBe(name);
  });

  it('is not longer than a file system takes', () => {
    expect(fileName('x'.repeat(500), 'y'.repeat(500)).length).toBeLessThan(200);
  });
});

describe('guardian report', () => {
  const store = memoryStore();
  const drawn: ReportFacts[] = [];
  const around = { openReports: async () => deskFor(drawn) };

  it('refuses a place where nothing can be written before it does the work', async () => {
    const before = drawn.length;
    const { code, stdout, stderr } = await call(['report', '--out', 'nowhere/r.html'], {
      store: store.current,
      around,
    });
    expect({ code, stdout, drawn: drawn.length }).toEqual({ code: 2, stdout: '', drawn: before });
    expect(stderr).toContain('nowhere/r.html: there is no folder');
  });

  const hostile = 'Acme\u001b[31m <script>alert(1)</script>';

  beforeAll(async () => {
    const body = client(hostile);
    await store.current.commit(
      run(1, { at: '2026-11-20T09:00:00.000Z' }),
      payload({ revisions: [clientRevision(body)] }),
    );
  });

  it('says in words what was not seen, ends with 3, and marks what it told', async () => {
    const { code, stdout } = await call(['report'], { store: store.current, around });
    expect(code).toBe(3);
    expect(stdout).toContain('Report of org prod: /here/guardian-report-prod.html (1 KB)');
    expect(stdout).toContain('NOT THE WHOLE TRUTH\n  The list of clients was never read whole yet.');
    expect(await store.current.deliveryMark(ORG, 'report')).toMatchObject({ seq: 1, toldUpTo: NOW });
  });

  it('looks back 90 days unless somebody says otherwise', async () => {
    await call(['report'], { store: store.current, around });
    expect(drawn.at(-1)).toMatchObject({ since: '2026-08-22T10:00:00.000Z', until: NOW });
  });

  it('takes nothing from a name but its letters', async () => {
    const { stdout } = await call(['report', '--client', 'acme'], { store: store.current, around });
    expect(stdout).toContain('guardian-report-prod-Acme-31m-script-alert-1-script.html');
    expect(stdout).not.toContain('\u001b');
    const { stdout: json } = await call(['report', '--client', 'acme', '--json'], { store: store.current, around });
    expect(ReportDocument.parse(JSON.parse(json)).run).toMatchObject({ sequence: 1 });
  });

  it('of a deployed guardian, or of one client, is not the one that the next counts from', async () => {
    const before = await store.current.deliveryMark(ORG, 'report');
    await store.current.commit(run(2, { at: '2026-11-20T09:30:00.000Z' }), payload());
    await call(['report', '--stack', 'OAuthGuardian'], { store: store.current, around });
    await call(['report', '--client', 'acme'], { store: store.current, around });
    expect(await store.current.deliveryMark(ORG, 'report')).toEqual(before);
  });

  it('is not marked as told where it could not be written', async () => {
    const desk = { ...deskFor(drawn), write: () => Promise.reject(new Error('the disk is full')) };
    const before = await store.current.deliveryMark(ORG, 'report');
    await call(['report'], { store: store.current, around: { openReports: async () => desk } });
    expect(await store.current.deliveryMark(ORG, 'report')).toEqual(before);
  });

  it('writes on stdout the page and nothing else, and what was not seen on stderr', async () => {
    const { code, stdout, stderr } = await call(['report', '--out', '-'], { store: store.current, around });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '<!doctype html>\n' });
    expect(stderr).toContain('was never read whole yet.');
  });

  it('counts what is new in words', () => {
    const [facts] = drawn;
    if (!facts) throw new Error('nothing was drawn');
    const sinceLast = { at: NOW, opened: ['a', 'b'], resolved: ['c'], changed: [], clients: ['d'] };
    const text = reportText({ ...facts, sinceLast }, { file: 'r.html', bytes: 2_500_000, paper: PLAIN_PAPER });
    expect(text).toContain('r.html (2.5 MB)');
    expect(text).toMatch(/: 2 findings opened, 1 finding resolved, 1 client came, changed or went\./);
  });
});

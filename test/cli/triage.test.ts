import type { ActingBench } from '../../lib/cli/acting-bench.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { openDigest } from '../../lib/domain/finding.ts';
import type { ManifestEdit, ManifestFile } from '../../lib/domain/manifest-edit.ts';
import { evidenceDigest } from '../../lib/domain/triage.ts';
import type { Store } from '../../lib/ports.ts';
import { openEmbeddedStore } from '../../lib/store/index.ts';
import { finding, opened, payload, run } from '../store/fixtures.ts';
import {
  AcceptListDocument,
  AckListDocument,
  ActDocument,
  FindingsDocument,
  HistoryDocument,
  WaiverListDocument,
} from '../support/documents.ts';
import { actingOn, call } from './support/surroundings.ts';

const USERS = finding('users');
const ROUTING = finding('routing', { severity: 'critical' });
const HOSTILE = '\u001b[2J\u202eSam\r\n# x';

/** The clock of these calls stands at 10:00 UTC on 20 November 2026. */
describe('the commands by which people decide', () => {
  let store: Store;
  let bench: Partial<ActingBench>;
  beforeEach(async () => {
    bench = {};
    store = await openEmbeddedStore({});
    const findings = [USERS, ROUTING];
    await store.commit(run(1, { openDigest: openDigest(findings) }), payload({ transitions: findings.map(opened) }));
  });
  afterEach(() => store.close());
  const guardian = (...args: string[]) =>
    call(args, { store, around: { openActing: async () => actingOn(store, bench) } });
  const asked = async <T>(schema: { parse(value: unknown): T }, ...args: string[]) => {
    const { code, stdout, stderr } = await guardian(...args, '--json');
    if (code !== 0 && stdout === '') throw new Error(stderr);
    return schema.parse(JSON.parse(stdout));
  };

  it('take what alerts print, pasted, with a name and a reason put in', async () => {
    const ack = await guardian('ack', USERS.id, '--org', 'prod', '--owner', 'Voice');
    expect(ack).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('open → acknowledged') });
    const waive = await guardian('waive', ROUTING.id, '--org', 'prod', '--reason', 'the contract ends', '--days', '90');
    expect(waive).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('open → waived') });
  });

  it('answer one document, and file who decided and why', async () => {
    const acted = await asked(ActDocument, 'ack', USERS.id, ROUTING.id, '--owner', 'Voice', '--note', ' two\n lines ');
    expect(acted).toMatchObject({
      org: 'prod',
      dryRun: false,
      act: { kind: 'ack', by: 'sam', note: 'two lines' },
      run: { sequence: 2 },
      transitions: [
        { from: 'open', to: 'acknowledged', cause: { kind: 'acknowledged', by: 'sam' } },
        { from: 'open', to: 'acknowledged' },
      ],
      manifest: null,
    });
    const { records } = HistoryDocument.parse(JSON.parse((await guardian('history', '--json')).stdout));
    expect(records[0]).toMatchObject({ cause: { kind: 'acknowledged', by: 'sam', note: 'two lines' } });
    expect((await guardian('history')).stdout).toContain('sam: two lines');
  });

  it('tell findings with who looks after them, or until when they are waived', async () => {
    await guardian('ack', USERS.id, '--owner', 'Voice', '--by', 'bo', '--note', 'ticket 1');
    await guardian('waive', ROUTING.id, '--reason', 'migration', '--until', '2026-12-31');
    const { stdout } = await guardian('findings');
    expect(stdout).toMatch(/owner {3}Voice, said bo at 2026-11-20 .*: ticket 1/);
    expect(stdout).toMatch(/waived {2}until 2027-01-01 .* by sam: migration/);
    FindingsDocument.parse(JSON.parse((await guardian('findings', '--json')).stdout));
  });

  it('are as of the last scan, for an act has read nothing', async () => {
    await guardian('ack', USERS.id, '--owner', 'Voice');
    const { asOf } = FindingsDocument.parse(JSON.parse((await guardian('findings', '--json')).stdout));
    expect(asOf).toBe(run(1).at);
  });

  it('change nothing in a dry run, and say so', async () => {
    const { stdout } = await guardian('waive', USERS.id, '--reason', 'x', '--dry-run');
    expect(stdout).toMatch(/^Dry run: nothing was changed\./);
    expect(await asked(ActDocument, 'ack', USERS.id, '--owner', 'x', '--dry-run')).toMatchObject({
      dryRun: true,
      act: null,
      run: null,
      transitions: [{ to: 'acknowledged' }],
    });
    expect((await store.latestRun('prod'))?.seq).toBe(1);
  });

  it('take back what was decided, once', async () => {
    await guardian('ack', USERS.id, '--owner', 'Voice');
    expect((await guardian('ack', USERS.id, '--undo', '--note', 'mistake')).stdout).toContain('1 finding open again');
    expect(await guardian('ack', USERS.id, '--undo')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is not acknowledged but open'),
    });
    await guardian('waive', USERS.id, '--reason', 'x');
    expect((await guardian('waive', USERS.id, '--undo')).code).toBe(0);
  });

  it('list who looks after what', async () => {
    expect((await guardian('ack', '--list')).stdout).toBe('Nothing is acknowledged.\n');
    await guardian('ack', USERS.id, '--owner', 'Voice', '--note', 'ticket 1');
    expect((await guardian('ack', '--list')).stdout).toMatch(/HIGH .* Voice .* sam .* ticket 1/);
    expect(await asked(AckListDocument, 'ack', '--list')).toMatchObject({
      acknowledged: [{ owner: 'Voice', by: 'sam', note: 'ticket 1', at: '2026-11-20T10:00:00.000Z' }],
    });
  });

  it('list waivers with what deserves another look', async () => {
    const written = (id: string, changes: object = {}) => ({
      finding: id,
      evidence: evidenceDigest(USERS),
      reason: 'r',
      by: 'bo',
      at: '2026-11-01T00:00:00.000Z',
      until: '2027-02-01T00:00:00.000Z',
      ...changes,
    });
    const { config } = parseConfig('orgs: [{ name: prod }]', 'guardian.yaml');
    config.waivers.push(
      written('x-0123456789ab'),
      written(ROUTING.id),
      written(USERS.id, { until: '2026-11-02T00:00:00.000Z' }),
    );
    bench = { config };
    await guardian('waive', USERS.id, '--reason', 'short', '--days', '14');
    const { waivers } = await asked(WaiverListDocument, 'waive', '--list');
    expect(waivers.map(({ id, source, holds, stale }) => [id, source, holds, stale])).toEqual([
      [USERS.id, 'manifest', false, ['ended']],
      [USERS.id, 'command', true, ['ends-soon']],
      [ROUTING.id, 'manifest', false, ['other-evidence']],
      ['x-0123456789ab', 'manifest', false, ['no-such-finding']],
    ]);
    expect((await guardian('waive', '--list')).stdout).toMatch(/14 days .* short .* ends soon/);
  });

  it('list clients that are not as approved', async () => {
    const { clients } = await asked(AcceptListDocument, 'accept', '--list');
    expect(clients).toMatchObject([
      { client: USERS.client, vendor: 'Acme', findings: [{ id: ROUTING.id }, { id: USERS.id }] },
    ]);
    expect((await guardian('accept', '--list')).stdout).toContain(USERS.title);
  });

  it('write a waiver into guardian.yaml, and nothing into the history', async () => {
    const edits: ManifestEdit[] = [];
    let saves = 0;
    bench = { stack: 'Guardian', manifest: () => recordingFile(edits, () => (saves += 1)) };
    const args = ['waive', USERS.id, '--reason', 'migration', '--days', '30', '--to-manifest'];
    expect((await guardian(...args, '--dry-run')).stdout).toContain('would be edited');
    expect(saves).toBe(0);
    expect((await guardian(...args)).stdout).toContain('deploy it to make it count in Guardian');
    expect(saves).toBe(1);
    expect(edits).toEqual([
      {
        kind: 'write-waiver',
        waiver: {
          finding: USERS.id,
          evidence: evidenceDigest(USERS),
          reason: 'migration',
          by: 'sam',
          on: '2026-11-20',
          until: '2026-12-20',
        },
      },
    ]);
    expect((await store.latestRun('prod'))?.seq).toBe(1);
  });

  it('take a waiver out of guardian.yaml that stands there, whatever became of its finding', async () => {
    const edits: ManifestEdit[] = [];
    const { config } = parseConfig(
      `waivers: [{ finding: x-0123456789ab, evidence: "0011223344556677", reason: r, by: b, on: 2026-01-01 }]`,
      'guardian.yaml',
    );
    bench = { config: { ...config, orgs: actingOn(store).config.orgs }, manifest: () => recordingFile(edits) };
    expect((await guardian('waive', 'x-0123456789ab', '--undo', '--to-manifest')).code).toBe(0);
    expect(edits).toEqual([{ kind: 'take-out-waiver', finding: 'x-0123456789ab' }]);
    expect((await guardian('waive', USERS.id, '--undo', '--to-manifest')).stderr).toContain(
      'guardian.yaml has no waiver of',
    );
  });

  it.each<[string, string[], RegExp]>([
    ['no ids', ['ack', '--owner', 'x'], /name the findings by their ids: 'guardian findings'.*'guardian ack --list'/],
    ['no ids', ['waive', '--reason', 'x'], /'guardian waive --list'/],
    ['no owner', ['ack', USERS.id], /--owner NAME/],
    ['a reason that nobody sees', ['waive', USERS.id, '--reason', '\u200b\u2060'], /--reason says nothing/],
    [
      'a name that only looks like one',
      ['ack', USERS.id, '--owner', 'x', '--by', 'guard\u200bian'],
      /'guardian' is the name of what scans/,
    ],
    ['an owner who is nobody', ['ack', USERS.id, '--owner', ' '], /--owner says nothing/],
    ['an owner of an undo', ['ack', USERS.id, '--undo', '--owner', 'x'], /leave --owner out/],
    ['no reason', ['waive', USERS.id], /--reason "WHY"/],
    ['the NAME of a message, pasted', ['ack', USERS.id, '--owner', 'NAME'], /write your own in place of NAME/],
    ['the WHY of a message, pasted', ['waive', USERS.id, '--reason', 'WHY'], /write your own in place of WHY/],
    ['a reason beyond measure', ['waive', USERS.id, '--reason', 'x'.repeat(501)], /501 characters, and 500/],
    ['no days', ['waive', USERS.id, '--reason', 'x', '--days', '0'], /days from 1 to 365/],
    ['days beyond a year', ['waive', USERS.id, '--reason', 'x', '--days', '366'], /days from 1 to 365/],
    [
      'two ends',
      ['waive', USERS.id, '--reason', 'x', '--days', '3', '--until', '2026-12-01'],
      /either --days or --until/,
    ],
    [
      'an end that is over',
      ['waive', USERS.id, '--reason', 'x', '--until', '2026-11-19'],
      /is over: allowed is from 2026-11-20 to 2027-11-20/,
    ],
    ['an end too far away', ['waive', USERS.id, '--reason', 'x', '--until', '2027-11-21'], /more than 365 days away/],
    ['an end that is no day', ['waive', USERS.id, '--reason', 'x', '--until', 'Easter'], /'Easter' is no day/],
    ['the guardian as author', ['ack', USERS.id, '--owner', 'x', '--by', 'Guardian'], /say who you are with --by/],
    ['an id with a slip', ['ack', `${USERS.id.slice(0, -1)}z`, '--owner', 'x'], new RegExp(`did you mean ${USERS.id}`)],
    ['an id of nothing', ['ack', 'what', '--owner', 'x'], /no finding 'what': 'guardian findings' lists them/],
    ['one wrong id of two', ['ack', USERS.id, 'what', '--owner', 'x'], /no finding 'what'/],
    [
      'a file that is not there',
      ['waive', USERS.id, '--reason', 'x', '--to-manifest'],
      /there is no guardian\.yaml here/,
    ],
    ['no client', ['accept'], /name the client.*guardian accept --list/],
    ['a client that nobody knows', ['accept', '--client', 'x'], /no client 'x'/],
    ['ids beside a list', ['ack', USERS.id, '--list'], /leave the ids out/],
  ])('refuse %s with 2, and change nothing', async (_, args, message) => {
    const { code, stdout, stderr } = await guardian(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.replaceAll('\n', ' ')).toMatch(message);
    expect((await store.latestRun('prod'))?.seq).toBe(1);
  });

  it('ask who decides where the machine does not know', async () => {
    const { person: _, ...nobody } = actingOn(store);
    const openActing = async () => nobody;
    const { stderr } = await call(['ack', USERS.id, '--owner', 'x'], { around: { openActing } });
    expect(stderr).toContain('say who decides: --by NAME');
  });

  it('print no name that could steer a terminal', async () => {
    bench = { person: HOSTILE };
    const texts = [
      await guardian('ack', USERS.id, '--owner', HOSTILE, '--note', HOSTILE),
      await guardian('ack', '--list'),
      await guardian('waive', ROUTING.id, '--reason', HOSTILE),
      await guardian('waive', '--list'),
      await guardian('findings'),
      await guardian('history'),
    ];
    for (const { code, stdout } of texts) {
      expect([0, 1]).toContain(code);
      expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  it.each([['ack'], ['waive'], ['accept']])('name the deployed guardian that %s is about', async (name) => {
    const opened: unknown[] = [];
    const openActing = async (options: object) => {
      opened.push(options);
      return actingOn(store);
    };
    await call([name, '--list', '--stack', 'Guardian', '--config', 'x.yaml'], { around: { openActing } });
    expect(opened).toEqual([{ stack: 'Guardian', configFile: 'x.yaml' }]);
  });
});

/** A guardian.yaml that only remembers what was to be written. */
function recordingFile(edits: ManifestEdit[], save: () => unknown = () => undefined): ManifestFile {
  return {
    file: 'guardian.yaml',
    draft: (given) => ({
      file: 'guardian.yaml',
      config: parseConfig('', 'guardian.yaml').config,
      removed: [],
      added: ['waivers:'],
      save: async () => {
        edits.push(...given);
        save();
      },
    }),
  };
}

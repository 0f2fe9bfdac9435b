import { type Finding, openDigest } from '../../../lib/domain/finding.ts';
import { evidenceDigest } from '../../../lib/domain/triage.ts';
import { acknowledge, reopen, waive, waiverEntries } from '../../../lib/jobs/acts/triage.ts';
import type { Store } from '../../../lib/ports.ts';
import { DEMO_CLIENTS, DEMO_ROLES } from '../../../lib/simulator/index.ts';
import { told, type WatchedOrg, watchOrg } from '../../support/watched-org.ts';

const ORG = 'demo';

describe('deciding about findings', () => {
  let watched: WatchedOrg;
  let finding: Finding;
  beforeEach(async () => {
    watched = await watchOrg();
    await watched.scan();
    watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:edit'] });
    finding = only((await watched.scan()).transitions.map((transition) => transition.finding));
    await watched.clock.sleep(60_000);
  });
  afterEach(() => watched.close());

  const about = (ids: readonly string[] = [finding.id], store: Store = watched.store) => ({
    store,
    clock: watched.clock,
    org: ORG,
    config: watched.config,
    by: 'sam',
    ids,
    suggest: (id: string, known: readonly string[]) => ` (${id} is none of ${known.length})`,
  });
  const present = async (id = finding.id) => only([...(await watched.store.findingsById(ORG, [id])).values()]);
  const inDays = (days: number) => new Date(watched.clock.now().getTime() + days * 86_400_000).toISOString();

  it('commits an acknowledgement as a run of its own that carries on what is known', async () => {
    const scanned = await watched.store.latestRun(ORG);
    const { run, transitions } = await acknowledge({ ...about(), owner: 'Voice', note: 'ticket 12' });
    expect(transitions).toMatchObject([
      { from: 'open', to: 'acknowledged', cause: { kind: 'acknowledged', by: 'sam', note: 'ticket 12' } },
    ]);
    expect(run).toEqual({
      ...scanned,
      id: run?.id,
      attempt: run?.attempt,
      job: 'act',
      act: { kind: 'ack', by: 'sam', note: 'ticket 12' },
      seq: 3,
      at: run?.at,
      startedAt: run?.at,
      finishedAt: run?.at,
      apiCalls: 0,
      counts: { revisions: 0, transitions: 1, usageRows: 0 },
      chunks: 0,
      judged: {},
      openDigest: openDigest(await watched.store.unresolvedFindings(ORG)),
      open: { ...scanned?.open, high: (scanned?.open.high ?? 0) - 1 },
      wakeAt: run?.wakeAt,
      lastScan: { at: scanned?.at, startedAt: scanned?.startedAt },
    });
    expect(await present()).toMatchObject({ state: 'acknowledged', acknowledgement: { owner: 'Voice', by: 'sam' } });
    expect((await watched.store.history(ORG, { limit: 1 })).items).toMatchObject([{ seq: 3, to: 'acknowledged' }]);
  });

  it('is followed by a scan that judges anew, and has nothing to say', async () => {
    await acknowledge({ ...about(), owner: 'Voice' });
    const { run, transitions } = await watched.scan();
    expect(transitions).toEqual([]);
    expect(run).toMatchObject({ seq: 4, job: 'all' });
    expect(run.lastScan).toBeUndefined();
    expect(await present()).toMatchObject({ state: 'acknowledged' });
  });

  it('ends when the evidence grows beyond what was acknowledged', async () => {
    await acknowledge({ ...about(), owner: 'Voice' });
    watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:delete'] });
    expect((await watched.scan()).transitions).toMatchObject([{ from: 'acknowledged', to: 'open' }]);
  });

  it('waives for a time, after which the finding is open again', async () => {
    const { run } = await waive({ ...about(), reason: 'migration', until: inDays(2) });
    expect(run).toMatchObject({ act: { kind: 'waive', by: 'sam', note: 'migration' }, wakeAt: expect.anything() });
    expect(await present()).toMatchObject({ state: 'waived', waiver: { source: 'command', reason: 'migration' } });
    expect((await watched.scan({ afterHours: 24 })).transitions).toEqual([]);
    const { transitions } = await watched.scan({ afterHours: 24 });
    expect(transitions).toMatchObject([{ from: 'waived', to: 'open', cause: { kind: 'waiver-expired' } }]);
  });

  it('takes back an acknowledgement or a waiver, once', async () => {
    await acknowledge({ ...about(), owner: 'Voice' });
    await expect(reopen({ ...about(), from: 'waived' })).rejects.toThrow(
      `${finding.id} is not waived but acknowledged`,
    );
    await reopen({ ...about(), from: 'acknowledged', note: 'oops' });
    expect(await present()).toMatchObject({ state: 'open' });
    await expect(reopen({ ...about(), from: 'acknowledged' })).rejects.toThrow('is not acknowledged but open');
    expect((await watched.store.history(ORG, { limit: 1 })).items).toMatchObject([
      { cause: { kind: 'reopened', by: 'sam', note: 'oops' } },
    ]);
  });

  it('decides about all findings that are named, or about none', async () => {
    const other = only((await watched.store.unresolvedFindings(ORG)).filter(({ rule }) => rule === 'implicit-grant'));
    await expect(acknowledge({ ...about([finding.id, 'x-1', other.id]), owner: 'Voice' })).rejects.toThrow(
      "org 'demo' has no finding 'x-1' (x-1 is none of 2)",
    );
    expect((await watched.store.latestRun(ORG))?.seq).toBe(2);
    const { run, transitions } = await acknowledge({ ...about([finding.id, other.id, finding.id]), owner: 'Voice' });
    expect(transitions).toHaveLength(2);
    expect(Object.values(run?.open ?? {})).toEqual([0, 0, 0, 0, 0]);
    expect(run?.wakeAt).toBeUndefined();
  });

  it('has nothing to decide about what is resolved, and nothing before the first run', async () => {
    watched.world.editRole(DEMO_ROLES.recorder, { remove: ['directory:user:edit'] });
    await watched.scan();
    await expect(acknowledge({ ...about(), owner: 'x' })).rejects.toThrow(/is resolved since 2026-03-03T15/);
    await expect(acknowledge({ ...about(), org: 'other', owner: 'x' })).rejects.toThrow("run 'guardian scan' first");
  });

  it('commits nothing in a dry run, and says what would follow', async () => {
    const { run, transitions } = await waive({ ...about(), reason: 'x', until: inDays(1), isDryRun: true });
    expect(run).toBeUndefined();
    expect(transitions).toMatchObject([{ to: 'waived' }]);
    expect((await watched.store.latestRun(ORG))?.seq).toBe(2);
  });

  it('takes in what a scan found out meanwhile about others', async () => {
    const store = interrupted(watched.store, async () => {
      watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
      expect(told(await watched.scan())).toEqual([`scope-added ${DEMO_CLIENTS.crm}`]);
    });
    const { run } = await acknowledge({ ...about([finding.id], store), owner: 'Voice' });
    expect(run).toMatchObject({ seq: 4 });
    expect((await watched.store.unresolvedFindings(ORG, run?.openDigest)).map(({ rule }) => rule).sort()).toEqual([
      'implicit-grant',
      'role-permissions-widened',
      'scope-added',
    ]);
  });

  it('refuses to cover what its author did not see', async () => {
    const store = interrupted(watched.store, async () => {
      watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:delete'] });
      await watched.scan();
    });
    await expect(waive({ ...about([finding.id], store), reason: 'x', until: inDays(9) })).rejects.toThrow(
      /in this very moment.*nothing was decided: look at it again/,
    );
    expect(await present()).toMatchObject({ state: 'open' });
  });

  it('covers what shrank in that moment', async () => {
    watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:delete'] });
    await watched.scan();
    const store = interrupted(watched.store, async () => {
      watched.world.editRole(DEMO_ROLES.recorder, { remove: ['directory:user:delete'] });
      await watched.scan();
    });
    await waive({ ...about([finding.id], store), reason: 'x', until: inDays(9) });
    watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:delete'] });
    expect((await watched.scan()).transitions).toMatchObject([{ from: 'waived', to: 'open', cause: { kind: 'grew' } }]);
  });

  it('lets the first of two people decide', async () => {
    const store = interrupted(watched.store, async () => {
      await acknowledge({ ...about(), owner: 'Sales', by: 'bo' });
    });
    await expect(waive({ ...about([finding.id], store), reason: 'x', until: inDays(9) })).rejects.toThrow(
      /changed by somebody else or a scan in this very moment \(it is acknowledged now\)/,
    );
    expect(await present()).toMatchObject({ acknowledgement: { owner: 'Sales', by: 'bo' } });
  });

  it('gives up where it is overtaken again and again, and says that nothing was changed', async () => {
    const store = interrupted(watched.store, async () => void (await watched.scan({ afterHours: 0.01 })), 99);
    await expect(acknowledge({ ...about([finding.id], store), owner: 'Voice' })).rejects.toThrow(
      /5 runs of org 'demo' were committed meanwhile, so nothing was changed/,
    );
  });

  it('is filed after the last run, even by a machine whose clock is behind', async () => {
    const latest = await watched.store.latestRun(ORG);
    const clock = { ...watched.clock, now: () => new Date('2020-01-01T00:00:00Z'), sleep: async () => {} };
    const { run } = await acknowledge({ ...about(), clock, owner: 'Voice' });
    expect((run?.at ?? '') > (latest?.at ?? '')).toBe(true);
  });

  it('writes a waiver for guardian.yaml that the next scan takes up, and that nobody else may end', async () => {
    const { entries } = await waiverEntries({ ...about(), reason: 'migration', until: '2026-04-01' });
    expect(entries).toEqual([
      {
        finding: finding.id,
        evidence: evidenceDigest(finding),
        reason: 'migration',
        by: 'sam',
        on: '2026-03-03',
        until: '2026-04-01',
      },
    ]);
    expect((await watched.store.latestRun(ORG))?.seq).toBe(2);
    watched.config.waivers.push({
      finding: finding.id,
      evidence: entries[0]?.evidence ?? '',
      reason: 'migration',
      by: 'sam',
      at: '2026-03-03T00:00:00.000Z',
      until: '2026-04-02T00:00:00.000Z',
    });
    expect((await watched.scan()).transitions).toMatchObject([
      { to: 'waived', finding: { waiver: { source: 'manifest' } } },
    ]);
    await expect(reopen({ ...about(), from: 'waived' })).rejects.toThrow(
      /is waived in guardian\.yaml until 2026-04-02/,
    );
    await expect(acknowledge({ ...about(), owner: 'x' })).rejects.toThrow(/is waived in guardian\.yaml/);
    await expect(waive({ ...about(), reason: 'x', until: inDays(1) })).rejects.toThrow(/is waived in guardian\.yaml/);
  });
});

/** A store in which something happens just before the first commit (or the first so many). */
function interrupted(store: Store, happen: () => Promise<void>, times = 1): Store {
  let left = times;
  return new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== 'commit') return value.bind(target);
      return async (...args: Parameters<Store['commit']>) => {
        if (left > 0) {
          left -= 1;
          await happen();
        }
        return target.commit(...args);
      };
    },
  });
}

function only<T>(items: readonly T[]): T {
  const [item, second] = items;
  if (item === undefined || second !== undefined) throw new Error(`expected one, found ${items.length}`);
  return item;
}

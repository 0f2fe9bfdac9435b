import type { Finding } from '../../../../lib/domain/finding.ts';
import type { HistoryRecord, RunRecord } from '../../../../lib/domain/run.ts';
import { sinceLastOf } from '../../../../lib/jobs/queries/report/events.ts';
import { lastReport, markReport } from '../../../../lib/jobs/queries/report/index.ts';
import type { Store } from '../../../../lib/ports.ts';
import { openEmbeddedStore } from '../../../../lib/store/index.ts';
import {
  clientRevision,
  finding,
  goneRevision,
  ORG,
  opened,
  payload,
  resolved,
  roleRevision,
} from '../../../store/fixtures.ts';
import {
  approvalOf,
  BEGIN,
  crm,
  factsOf,
  fullRun,
  knownUsage,
  LATEST,
  NOW,
  RECORDER,
  recorder,
  SINCE,
  storeOf,
} from './past.ts';

const OCTOBER = '2026-10-10T06:00:00.000Z';
const NOVEMBER = '2026-11-10T06:00:00.000Z';

const ofRecorder = (subject: string, changes: Partial<Finding> = {}) =>
  finding(subject, { client: { id: recorder().id, name: 'Acme Recorder' }, ...changes });
const ofCrm = (subject: string, changes: Partial<Finding> = {}) =>
  finding(`crm ${subject}`, {
    client: { id: crm().id, name: 'Northwind CRM' },
    id: `scope-added-${subject}`,
    ...changes,
  });

let store: Store;
afterEach(() => store.close());

/** Two clients; `users` is open, `routing` came and went in October, `crm` opened in November. */
async function watched(latest: Partial<RunRecord> = {}): Promise<Store> {
  const users = ofRecorder('users', { severity: 'critical' });
  const routing = ofRecorder('routing');
  const later = ofCrm('later');
  return storeOf(
    [
      fullRun(1, BEGIN, [users, routing]),
      {
        revisions: [clientRevision(crm()), clientRevision(recorder())],
        approvals: [approvalOf(crm()), approvalOf(recorder())],
        transitions: [opened(users), opened(routing)],
      },
    ],
    [fullRun(2, OCTOBER, [users]), { transitions: [resolved(routing)] }],
    [
      fullRun(3, NOVEMBER, [users, later]),
      { transitions: [opened(later)], revisions: [clientRevision(crm({ scopes: ['users'] }))] },
    ],
    [fullRun(4, LATEST, [users, later], latest), { usage: knownUsage({ 'Acme Recorder': 240, 'Northwind CRM': 480 }) }],
  );
}

describe('The facts of a report', () => {
  it('hold what is open, and what was resolved within the range, worst and oldest first', async () => {
    store = await watched();
    const { findings, events, eventsCut, overview } = await factsOf(store);
    expect(findings.map(({ subject, state }) => [subject, state])).toEqual([
      ['users', 'open'],
      ['routing', 'resolved'],
      ['crm later', 'open'],
    ]);
    expect(events.map(({ at, to }) => [at, to])).toEqual([
      [NOVEMBER, 'open'],
      [OCTOBER, 'resolved'],
    ]);
    expect(eventsCut).toBe(false);
    expect(overview.open).toMatchObject({ critical: 1, high: 1 });
    expect(overview).toMatchObject({ run: { seq: 4, at: LATEST }, clients: 2, unmanaged: 2, unseen: [] });
    expect(overview.worst.map(({ subject }) => subject)).toEqual(['users', 'crm later']);
  });

  it('are about one client where one is named; of the org only counts and totals stay beside it', async () => {
    store = await watched();
    const facts = await factsOf(store, { clientId: crm().id });
    expect(facts.only).toEqual({ id: crm().id, name: 'Northwind CRM' });
    expect(facts.clients.map(({ name }) => name)).toEqual(['Northwind CRM']);
    expect(facts.findings.map(({ client }) => client.name)).toEqual(['Northwind CRM']);
    expect(facts.events.map(({ client }) => client.name)).toEqual(['Northwind CRM']);
    expect(facts.overview.open.critical).toBe(1);
    expect(facts.quota.vendors.map(({ clients }) => clients)).toEqual([[crm().id]]);
    expect(facts.quota.total).toEqual((await factsOf(store)).quota.total);
  });

  it('name nobody else where they are about one client: its vendor will read them', async () => {
    store = await watched();
    const { overview, quota, ...facts } = await factsOf(store, { clientId: crm().id });
    expect(JSON.stringify({ overview, quota, facts })).not.toContain(recorder().id);
    expect(JSON.stringify([overview.usage, overview.waiversEnding, quota])).not.toContain(recorder().name);
    expect(JSON.stringify(await factsOf(store))).toContain(recorder().id);
  });

  it('tell of a client what roles it left behind, as guardian residue does', async () => {
    const gone = { ...goneRevision(recorder()), at: OCTOBER };
    store = await storeOf(
      [
        fullRun(1, BEGIN, []),
        {
          revisions: [clientRevision(recorder()), roleRevision({ ...RECORDER, userCount: 3 })],
          approvals: [approvalOf(recorder())],
        },
      ],
      [fullRun(2, OCTOBER, []), { revisions: [gone] }],
    );
    const { residue } = await factsOf(store, { clientId: recorder().id });
    expect(residue.items.map(({ kind, subject }) => [kind, subject.name])).toEqual([['role-on-people', RECORDER.name]]);
  });

  it('leave the oldest events out where there are too many, and say so', async () => {
    const many = Array.from({ length: 2_050 }, (_, n) => ofRecorder(`scope-${n}`, { id: `scope-added-${n}` }));
    store = await storeOf([fullRun(1, OCTOBER, []), { transitions: many.map(resolved) }]);
    const { events, eventsCut } = await factsOf(store);
    expect({ events: events.length, eventsCut }).toEqual({ events: 2_000, eventsCut: true });
  });

  it('are JSON through and through: what was read of them is what they were', async () => {
    store = await watched();
    const facts = await factsOf(store);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  it('cost no more requests for clients that never change', async () => {
    store = await watched();
    const before = store.consumption.requests;
    await factsOf(store);
    expect(store.consumption.requests - before).toBeLessThan(40);
  });
});

describe('What a report does not know', () => {
  it('is everything before the first run', async () => {
    store = await openEmbeddedStore({});
    const { overview, clients, residue, sinceLast } = await factsOf(store);
    expect(overview.run).toBeNull();
    expect(overview.unseen).toEqual([expect.stringContaining('nothing is known')]);
    expect({ clients, sinceLast }).toEqual({ clients: [], sinceLast: null });
    expect(residue.unknown).toHaveLength(6);
  });

  it.each<[string, Partial<RunRecord>, RegExp]>([
    [
      'a source that was read in part',
      {
        coverage: {
          ...fullRun(4, LATEST, []).coverage,
          roles: { status: 'incomplete', count: 1, asOf: LATEST, reason: 'page 3 failed' },
        },
      },
      /^The list of roles was read only in part: page 3 failed\.$/,
    ],
    [
      'a source that was never read',
      { sources: { ...fullRun(4, LATEST, []).sources, divisions: { failures: 0 } } },
      /^The list of divisions was never read whole yet\.$/,
    ],
    [
      'an org that was read too long ago',
      {
        sources: {
          ...fullRun(4, LATEST, []).sources,
          clients: { completeAt: '2026-11-17T11:00:00.000Z', failures: 0 },
        },
      },
      /^The org was last read at 2026-11-17T11:00:00\.000Z, 49 hours ago/,
    ],
    ['calls of too few days', { endpointsFrom: '2026-11-10' }, /^Calls by operation are known from 2026-11-10 on/],
    [
      'calls that were never read',
      { endpointsFrom: undefined, endpointsThrough: undefined } as object,
      /never read: which grants/,
    ],
  ])('is said of %s', async (_what, latest, sentence) => {
    store = await watched(latest);
    expect((await factsOf(store)).overview.unseen).toEqual([expect.stringMatching(sentence)]);
  });

  it('is how old anything is, by a clock that was set back', async () => {
    store = await watched();
    const { overview } = await factsOf(store, { now: new Date('2026-11-19T11:10:00.000Z') });
    expect(overview.unseen).toContainEqual(
      `The newest run is of ${LATEST}, which is still to come by the clock here: how old anything is cannot be told.`,
    );
    const other = await factsOf(store, { now: new Date('2026-11-19T11:20:00.000Z') });
    expect(other.overview.unseen.filter((sentence) => /clock/.test(sentence))).toEqual([]);
  });

  it('is said of old usage, and of usage that is not known at all', async () => {
    store = await watched();
    const later = new Date('2026-11-22T12:00:00.000Z');
    const { overview } = await factsOf(store, { now: later });
    expect(
      overview.unseen.some((sentence) => /API usage is known up to .* only: older than 48 hours/.test(sentence)),
    ).toBe(true);
    await store.close();
    store = await storeOf([fullRun(1, LATEST, []), {}]);
    expect((await factsOf(store)).overview.unseen[0]).toMatch(/^No day of API usage is known yet/);
  });
});

describe('A report while a run commits', () => {
  /** Commits runs in the middle of gathering: after the heads and the findings were read. */
  function disturbed(target: Store, commit: (round: number) => Promise<unknown>): Store {
    let rounds = 0;
    return new Proxy(target, {
      get: (of, name) => {
        if (name === 'callProfiles') {
          return async (org: string) => {
            rounds += 1;
            await target.heads(org, 'client');
            await commit(rounds);
            return target.callProfiles(org);
          };
        }
        const value: unknown = Reflect.get(of, name, of);
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });
  }

  /** The fifth run and those after it, a minute apart: each opens one finding and gives the CRM one more scope. */
  const next = (seq: number, before: readonly Finding[]) => {
    const at = new Date(Date.parse(LATEST) + (seq - 4) * 60_000).toISOString();
    const news = ofCrm(`news-${seq}`, { firstSeen: at });
    const scopes = ['users', `scope-${seq}`];
    const open = [...before, news];
    return {
      open,
      run: fullRun(seq, at, open),
      found: payload({ transitions: [opened(news)], revisions: [clientRevision(crm({ scopes }))] }),
    };
  };

  it('is of one state: findings, clients and events of the same run', async () => {
    store = await watched();
    const before = await store.unresolvedFindings(ORG);
    const { run, found } = next(5, before);
    const reader = disturbed(store, async (round) => {
      if (round === 1) await store.commit(run, found);
    });
    const { overview, findings, clients, events } = await factsOf(reader);
    expect(overview.run?.seq).toBe(5);
    expect(overview.unseen).toEqual([]);
    expect(findings.map(({ subject }) => subject)).toContain('crm news-5');
    expect(clients.find(({ name }) => name === 'Northwind CRM')?.scopes.map(({ name }) => name)).toContain('scope-5');
    expect(events[0]?.findingId).toBe('scope-added-news-5');
  });

  it('says so where runs are committed faster than it can read', async () => {
    store = await watched();
    let open: readonly Finding[] = await store.unresolvedFindings(ORG);
    const reader = disturbed(store, async (round) => {
      const made = next(4 + round, open);
      open = made.open;
      await store.commit(made.run, made.found);
    });
    const { overview } = await factsOf(reader);
    expect(overview.unseen.at(-1)).toMatch(/^Runs were committed while this was read/);
  });
});

describe('What is new since the last report', () => {
  it('is nothing that can be told of the first one', async () => {
    store = await watched();
    expect(await lastReport(store, ORG, NOW)).toBeUndefined();
    expect((await factsOf(store)).sinceLast).toBeNull();
  });

  it('is the net of it, told by runs and not by the clock', async () => {
    store = await watched();
    // The report before knew the second run, whatever its clock said.
    await markReport(store, ORG, { at: '2026-11-18T00:00:00.000Z', run: { seq: 2 } });
    const users = ofRecorder('users', { severity: 'critical' });
    const brief = ofRecorder('brief', { id: 'scope-added-brief' });
    const commit = (seq: number, minute: number, transitions: Pick<HistoryRecord, 'from' | 'to' | 'finding'>[]) =>
      store.commit(fullRun(seq, `2026-11-19T11:${minute}:00.000Z`, [users, ofCrm('later')]), payload({ transitions }));
    await commit(5, 40, [
      opened(brief),
      { from: 'open', to: 'acknowledged', finding: { ...users, state: 'acknowledged' } },
    ]);
    await commit(6, 41, [resolved(brief)]);
    const last = await lastReport(store, ORG, NOW);
    expect(last).toEqual({ at: '2026-11-18T00:00:00.000Z', seq: 2, runAt: OCTOBER });
    expect((await factsOf(store, { last })).sinceLast).toEqual({
      at: '2026-11-18T00:00:00.000Z',
      opened: ['scope-added-later'],
      resolved: [],
      changed: [users.id],
      clients: [crm().id],
    });
  });

  it('reaches back beyond the range of the report', async () => {
    store = await watched();
    await markReport(store, ORG, { at: BEGIN, run: { seq: 1 } });
    const last = await lastReport(store, ORG, NOW);
    const { sinceLast, events } = await factsOf(store, { last, since: '2026-11-15T00:00:00.000Z' });
    expect(sinceLast?.resolved).toEqual([ofRecorder('routing').id]);
    expect(events).toEqual([]);
  });

  it('is of the one client that a report is about', async () => {
    store = await watched();
    const last = { at: BEGIN, seq: 1, runAt: BEGIN };
    const { sinceLast } = await factsOf(store, { last, clientId: recorder().id });
    expect(sinceLast).toMatchObject({ opened: [], resolved: [ofRecorder('routing').id], clients: [] });
  });

  it('says so where more happened than a report reads', () => {
    const last = { at: OCTOBER, seq: 2, runAt: OCTOBER };
    const { from, to, finding: of } = opened(ofRecorder('users'));
    const recordOf = (seq: number): HistoryRecord => ({ at: NOVEMBER, run: `run-${seq}`, seq, from, to, finding: of });
    const heads = { client: new Map(), role: new Map(), division: new Map() };
    const cut = (...seqs: number[]) => sinceLastOf(last, { records: seqs.map(recordOf), isCut: true, heads });
    expect(cut(4, 3)).toMatchObject({ isPartial: true });
    expect(cut(4, 3, 2)).not.toHaveProperty('isPartial');
  });

  it('is not told of another history, or by a clock that was ahead', async () => {
    store = await watched();
    await markReport(store, ORG, { at: '2027-01-01T00:00:00.000Z', run: { seq: 4 } });
    expect(await lastReport(store, ORG, NOW)).toBeUndefined();
    await markReport(store, ORG, { at: SINCE, run: { seq: 9 } });
    expect(await lastReport(store, ORG, NOW)).toBeUndefined();
  });

  it('leaves no mark of a report that knew no run', async () => {
    store = await openEmbeddedStore({});
    await markReport(store, ORG, { at: SINCE, run: null });
    expect(await store.deliveryMark(ORG, 'report')).toEqual({ seq: 0, sent: [] });
  });
});

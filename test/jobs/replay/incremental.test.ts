import fc from 'fast-check';
import { addDays, startOfDay } from '../../../lib/domain/day.ts';
import type { EntityKind, EntityOf } from '../../../lib/domain/org.ts';
import type { ApprovalChange, RunState } from '../../../lib/domain/run.ts';
import { entityHash } from '../../../lib/domain/snapshot.ts';
import type { UsageDay } from '../../../lib/domain/usage/day.ts';
import { momentsOf } from '../../../lib/jobs/replay/moments.ts';
import type { EntityChange, Past, PastChange } from '../../../lib/jobs/replay/past.ts';
import { PastJudge } from '../../../lib/jobs/replay/past-judge.ts';
import { RULES } from '../../../lib/rules/index.ts';
import { arbitraryGrants, arbitraryPermissions, arbitraryScopes } from '../../support/arbitraries.ts';
import { aClient, aRole, HOME, SALES, SUPPORT } from '../../support/facts.ts';
import { configFor } from './support.ts';

const DAY = '2026-03-02';
const HOURS = 200;

/**
 * Which clients a change touches is reckoned, to spare the others. Judging everybody anew at every moment is what that
 * has to agree with: a change of what is known of a source makes the judge do so.
 */
describe('Judging only what a change can have touched', () => {
  it('says the same as judging everybody at every moment', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryPast, async (past) => {
        expect(await verdictsOf(past)).toEqual(await verdictsOf(asAboutAll(past)));
      }),
      { numRuns: 60 },
    );
  });

  it('has something to say about most of these pasts', async () => {
    const pasts = fc.sample(arbitraryPast, { numRuns: 30, seed: 4 });
    const counts = await Promise.all(pasts.map(async (past) => (await verdictsOf(past)).length));
    expect(counts.filter((count) => count > 2).length).toBeGreaterThan(20);
  });
});

const { config, org } = configFor({
  orgs: [{ name: 'prod', hourlyQuota: 100, enforceScopes: true, readAuthorizations: true }],
  vendors: [
    { name: 'Acme', clients: ['Acme *'], roles: { 'Role 1': ['Sales'], Spare: ['home'] } },
    { name: 'Lumen', clients: ['Lumen *'], scopes: ['users:readonly'], quotaShare: 0.2 },
  ],
  thresholds: { unusedDays: 3, minimumRequests: 10, deletedClientDays: 1 },
});

const RULES_ASKED = RULES.filter(({ id }) => !id.startsWith('guardian-'));

async function verdictsOf(past: Past): Promise<string[]> {
  const judge = new PastJudge({ org, config, rules: RULES_ASKED, past, readCalls: async () => [] });
  const verdicts: string[] = [];
  for (const moment of momentsOf(past)) {
    for (const { from, to, finding, shrank } of await judge.at(moment)) {
      const { id, severity, evidence, client } = finding;
      verdicts.push(JSON.stringify([moment.at, id, client.id, from, to, severity, shrank, evidence]));
    }
  }
  return verdicts.sort();
}

/** The same past, of which every change is about everybody. */
function asAboutAll(past: Past): Past {
  const times = new Map<string, PastChange>();
  let sources = past.start.sources;
  for (const change of past.changes) {
    if (change.what === 'coverage') sources = change.sources;
    times.set(change.at, { at: change.at, what: 'coverage', sources });
  }
  const changes = [...past.changes, ...times.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return { ...past, changes };
}

const CLIENT_IDS = [1, 2, 3, 4].map((index) => `c0000000-0000-4000-8000-00000000000${index}`);
const ROLE_IDS = [1, 2, 3, 4].map((index) => `a0000000-0000-4000-8000-00000000000${index}`);
const hour = fc.integer({ min: 1, max: HOURS });
const isGone = fc.integer({ min: 0, max: 5 }).map((one) => one === 0);

const arbitraryClientState = fc
  .record({
    id: fc.constantFrom(...CLIENT_IDS),
    name: fc.constantFrom('Acme Recorder', 'Acme Desk', 'Lumen Wall', 'Nobody'),
    grantType: fc.constantFrom('CLIENT-CREDENTIALS', 'CODE', 'TOKEN'),
    scopes: arbitraryScopes,
    grants: arbitraryGrants,
    tokenSeconds: fc.constantFrom(3600, 200_000),
  })
  .map((client) => aClient(client));

const arbitraryRoleState = fc
  .record({
    id: fc.constantFrom(...ROLE_IDS),
    name: fc.constantFrom('Role 1', 'Role 2', 'Spare'),
    permissions: arbitraryPermissions,
  })
  .map((role) => aRole(role));

const arbitraryDivisionState = fc
  .tuple(fc.constantFrom(SALES, SUPPORT), fc.constantFrom('Sales', 'Support', 'Elsewhere'))
  .map(([division, name]) => ({ ...division, name }));

const arbitrarySources = fc
  .constantFrom<keyof RunState['sources'] | 'none'>('clients', 'roles', 'divisions', 'none')
  .map((failed): RunState['sources'] => {
    const whole = { completeAt: startOfDay(DAY), failures: 0 };
    const sources = {
      clients: whole,
      roles: whole,
      divisions: whole,
      integrations: whole,
      authorizations: whole,
    };
    return failed === 'none' ? sources : { ...sources, [failed]: { ...whole, failures: 1 } };
  });

const arbitraryChange: fc.Arbitrary<PastChange> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(hour, arbitraryClientState, isGone)
      .map(([at, body, gone]) => revision('client', at, body, gone)),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(hour, arbitraryRoleState, isGone).map(([at, body, gone]) => revision('role', at, body, gone)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(hour, arbitraryDivisionState).map(([at, body]) => revision('division', at, body, false)),
  },
  { weight: 2, arbitrary: fc.tuple(hour, arbitraryClientState).map(([at, body]) => acceptance(at, body)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(hour, arbitrarySources)
      .map(([at, sources]) => ({ at: timeOf(at), what: 'coverage' as const, sources })),
  },
);

const arbitraryPast: fc.Arbitrary<Past> = fc
  .record({
    first: fc.array(fc.oneof(arbitraryClientState, arbitraryClientState), { minLength: 2, maxLength: 5 }),
    roles: fc.array(arbitraryRoleState, { minLength: 1, maxLength: 4 }),
    changes: fc.array(arbitraryChange, { maxLength: 14 }),
    requests: fc.array(fc.constantFrom(0, 0, 600, 3_000), { minLength: 36, maxLength: 36 }),
  })
  .map(({ first, roles, changes, requests }): Past => {
    const baseline: PastChange[] = [
      { at: timeOf(0), what: 'coverage', sources: fc.sample(arbitrarySources, { numRuns: 1, seed: 1 })[0] ?? {} },
      ...[HOME, SALES, SUPPORT].map((body) => revision('division', 0, body, false)),
      ...roles.map((body) => revision('role', 0, body, false)),
      ...first.map((body) => revision('client', 0, body, false)),
    ];
    return {
      since: startOfDay(DAY),
      until: timeOf(HOURS),
      start: {
        heads: { client: [], role: [], division: [], integration: [], authorization: [] },
        approvals: { client: new Map(), authorization: new Map() },
        sources: {},
      },
      changes: [...baseline, ...changes.sort((a, b) => (a.at < b.at ? -1 : 1))],
      roleBodies: new Map(),
      usageDays: usageOf(requests),
      baselineAt: timeOf(0),
      assumptions: [],
    };
  });

function revision<K extends 'client' | 'role' | 'division'>(
  kind: K,
  at: number,
  body: EntityOf[K],
  gone: boolean,
): PastChange {
  const common = { id: body.id, at: timeOf(at), seq: at + 1, run: `run ${at}` };
  const state = { hash: entityHash<EntityKind>(kind, body), body: gone ? null : body, last: body };
  return { at: timeOf(at), what: 'revision', revision: { kind, ...common, ...state } as EntityChange };
}

function acceptance(at: number, body: EntityOf['client']): PastChange {
  const approval: ApprovalChange = { kind: 'client', id: body.id, by: 'accepted', body, roles: {} };
  return { at: timeOf(at), what: 'approval', approval };
}

/** Nine days, from the day before on: each client's requests by turns. */
function usageOf(requests: readonly number[]): UsageDay[] {
  return Array.from({ length: 9 }, (_, index): UsageDay => {
    const date = addDays(DAY, index - 1);
    const end = startOfDay(addDays(date, 1));
    const rows = CLIENT_IDS.map((clientId, client) => {
      const count = requests[index * CLIENT_IDS.length + client] ?? 0;
      const counts = { requests: count, status200: count, status300: 0, status400: 0, status500: 0, status429: 0 };
      return [clientId, { clientId, clientName: `Client ${client}`, counts }] as const;
    });
    return { date, clients: new Map(rows), firstTick: end, lastTick: end };
  });
}

function timeOf(hours: number): string {
  return new Date(Date.parse(startOfDay(DAY)) + hours * 3_600_000 + 600_000).toISOString();
}

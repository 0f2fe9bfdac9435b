import { effectiveAccess } from '../../lib/domain/access.ts';
import { addDays } from '../../lib/domain/day.ts';
import type { Thresholds } from '../../lib/domain/manifest.ts';
import type { Authorization } from '../../lib/domain/org.ts';
import type { RuleContext, UsageFacts } from '../../lib/rules/rule.ts';
import {
  aClient,
  aRole,
  byId,
  type Difference,
  HOME,
  perfectApp,
  perfectVendor,
  RECORDER_ROLE,
  type Situation,
  SUPPORT,
  storedApproval,
  unmanagedClient,
} from './facts.ts';
import { roleUse, withUse } from './grant-use.ts';
import { aCall, alikeDays, counts, usageFacts, wholeDay, YESTERDAY } from './usage.ts';

/** Orgs in which much is wrong at once: together they violate every rule. */
export const DISORDER: Readonly<Record<string, (thresholds: Partial<Thresholds>) => RuleContext>> = {
  'a vendor whose roles grew in every way': (thresholds) => contextOf(grownVendor({ thresholds })),
  'an app whose scopes and addresses drifted': (thresholds) => contextOf(driftedApp({ thresholds })),
  'an app that selected all scopes': (thresholds) =>
    contextOf(perfectApp({ thresholds, client: { scopes: ['analytics', 'oauth', 'recordings', 'routing', 'users'] } })),
  'a vendor that uses too much': (thresholds) => busyVendor({ thresholds }),
  'a vendor that lost its role': (thresholds) => contextOf(perfectVendor({ thresholds, client: { grants: [] } })),
  'a client that nobody uses': (thresholds) =>
    perfectVendor({ thresholds, context: { usage: usageFacts({ days: alikeDays(62, { other: 5 }) }) } }).context,
  'an app with an implicit grant that is new': (thresholds) =>
    contextOf(
      perfectApp({
        thresholds,
        client: { grantType: 'TOKEN' },
        vendor: { clients: ['Acme *'] },
        stored: storedApproval(perfectApp().facts.client, [], 'first-sighting'),
      }),
    ),
  'an unmanaged client with the password grant': (thresholds) =>
    contextOf(
      unmanagedClient({
        thresholds,
        client: { grantType: 'PASSWORD', tokenSeconds: 200_000 },
        stored: storedApproval(aClient({ tokenSeconds: 200_000 }), [RECORDER_ROLE], 'first-sighting'),
      }),
    ),
  'a guardian that sees little and may do much': (thresholds) => strayGuardian({ thresholds }),
};

function grownVendor(difference: Difference): Situation {
  const grown = {
    ...RECORDER_ROLE,
    permissions: [...RECORDER_ROLE.permissions, 'authorization:grant:add', 'recording:*:view'],
    userCount: 3,
  };
  const added = aRole({
    id: 'a0000000-0000-4000-8000-000000000009',
    name: 'Extra Hands',
    permissions: ['users:user:edit'],
  });
  return perfectVendor({
    ...difference,
    roles: [grown, added],
    vendor: { roles: { 'Acme Recorder': ['Sales', 'Support'] }, permissions: RECORDER_ROLE.permissions },
    client: {
      tokenSeconds: 100_000,
      state: 'inactive',
      deletesAt: '2026-12-01T00:00:00.000Z',
      grants: [
        { roleId: grown.id, divisionId: '*' },
        { roleId: grown.id, divisionId: HOME.id },
        { roleId: added.id, divisionId: SUPPORT.id },
      ],
    },
    others: [
      {
        client: aClient({ id: 'c0000000-0000-4000-8000-000000000009', name: 'Umbrella Bot' }),
        vendor: { name: 'Umbrella', clients: ['Umbrella *'] },
      },
    ],
  });
}

function driftedApp(difference: Difference): Situation {
  return perfectApp({
    ...difference,
    client: {
      scopes: ['analytics', 'recordings', 'routing:readonly'],
      redirectUris: ['http://wallboard.acme.example/oauth/Callback'],
    },
  });
}

/** Spikes, is refused, takes most of the quota, calls what is not approved, and lacks what it calls for. */
function busyVendor(difference: Difference): RuleContext {
  const { id } = aClient({});
  const busy = { [id]: counts({ requests: 16_800, status400: 12_400, status429: 5_200 }) };
  const usage = usageFacts({
    days: [...alikeDays(61, { [id]: 3000 }, addDays(YESTERDAY, -1)), wholeDay(YESTERDAY, busy)],
    endpoints: [aCall(id, 'DELETE /api/v2/users/{userId}')],
    quota: { hourlyQuota: 1000 },
  });
  const situation = perfectVendor({
    ...difference,
    vendor: { endpoints: ['GET /api/v2/users'] },
    context: { usage: withLowAllowance(usage) },
  });
  return withUse(situation, {
    roles: [roleUse()],
    missing: [
      { kind: 'ALL', permissions: ['routing:queue:view'], refused: ['GET /api/v2/routing/queues'], declared: [] },
    ],
  });
}

/** The hours are as they are, and the month allows less than it will use. */
function withLowAllowance(usage: UsageFacts): UsageFacts {
  const { budget } = usage;
  return budget && budget.basis !== 'unknown' ? { ...usage, budget: { ...budget, monthlyAllowance: 50_000 } } : usage;
}

function strayGuardian(difference: Difference): RuleContext {
  const client = aClient({ id: 'c-guardian', name: 'Watchful', grants: [{ roleId: 'r-guardian', divisionId: '*' }] });
  const role = aRole({
    id: 'r-guardian',
    name: 'Watch',
    permissions: ['authorization:grant:add', 'recording:*:view', 'users:user:edit'],
  });
  const { context } = perfectVendor({ ...difference, roles: [RECORDER_ROLE, role] });
  const app = (given: Partial<Authorization> & Pick<Authorization, 'id' | 'name'>): Authorization => ({
    scopes: ['analytics'],
    roles: [RECORDER_ROLE.id],
    state: 'Authorized',
    pending: false,
    ...given,
  });
  const present = [
    app({ id: 'app-1', name: 'Wallboard Cloud' }),
    app({ id: 'app-2', name: 'Dialler Cloud', state: 'Requested' }),
    app({ id: 'app-3', name: 'Survey Cloud', roles: [RECORDER_ROLE.id, role.id] }),
  ];
  return {
    ...context,
    self: { client: { id: client.id, name: client.name }, access: effectiveAccess(client, () => role) },
    sources: { roles: { failures: 2, lastCompleteAt: '2026-11-19T09:00:00.000Z' } },
    usage: usageFacts({ days: alikeDays(1, { other: 5 }, '2026-11-16') }),
    snapshot: { ...context.snapshot, authorization: byId(present) },
    approvedAuthorizations: byId([app({ id: 'app-3', name: 'Survey Cloud', scopes: [], roles: [] })]),
    gone: [
      {
        client: aClient({ id: 'c0000000-0000-4000-8000-0000000000de', name: 'Old Dialler' }),
        goneSince: '2026-11-19T09:00:00.000Z',
      },
    ],
  };
}

function contextOf(situation: Situation): RuleContext {
  return withUse(situation, { unusedScopes: ['routing:readonly'] });
}

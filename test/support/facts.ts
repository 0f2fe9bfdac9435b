import { effectiveAccess } from '../../lib/domain/access.ts';
import { clientApproval, type StoredApproval } from '../../lib/domain/approval.ts';
import type { OAuthClient } from '../../lib/domain/client.ts';
import { type Coverage, SOURCES } from '../../lib/domain/coverage.ts';
import {
  type OrgConfig,
  OrgSchema,
  type Thresholds,
  ThresholdsSchema,
  VendorSchema,
} from '../../lib/domain/manifest.ts';
import type { Division, OrgSnapshot, Role } from '../../lib/domain/org.ts';
import type { ClientFacts, RuleContext } from '../../lib/rules/rule.ts';
import { canonicalClient, canonicalRole } from './canonical.ts';

/**
 * Named fixtures for rules. Each starts from a situation in which nothing is wrong; a test names the one difference
 * that it is about. Facts are put together by the real domain code, so nothing in them can contradict itself.
 */

export const NOW = '2026-11-20T09:00:00.000Z';
export const BASELINE_AT = '2026-09-01T09:00:00.000Z';

export const HOME: Division = { id: 'd0000000-0000-4000-8000-000000000001', name: 'Home', isHome: true };
export const SALES: Division = { id: 'd0000000-0000-4000-8000-000000000002', name: 'Sales', isHome: false };
export const SUPPORT: Division = { id: 'd0000000-0000-4000-8000-000000000003', name: 'Support', isHome: false };

/** The role of the perfect vendor: reads recordings and conversations, and nobody else holds it. */
export const RECORDER_ROLE: Role = aRole({
  id: 'a0000000-0000-4000-8000-000000000001',
  name: 'Acme Recorder',
  permissions: ['analytics:conversationDetail:view', 'recording:recording:view'],
});

/** What the manifest says of the perfect vendor's client-credentials client. */
const RECORDER_VENDOR = {
  name: 'Acme',
  owner: 'voice-platform@example.com',
  clients: ['c0000000-0000-4000-8000-000000000001'],
  grantType: 'CLIENT-CREDENTIALS',
  roles: { 'Acme Recorder': ['Sales'] },
  maxTokenSeconds: 3600,
} as const;

/** What the manifest says of the perfect app's code-grant client. */
const WALLBOARD_VENDOR = {
  name: 'Acme',
  owner: 'voice-platform@example.com',
  clients: ['c0000000-0000-4000-8000-000000000002'],
  grantType: 'CODE',
  scopes: ['analytics:readonly', 'routing', 'users:readonly'],
  redirectUris: ['https://wallboard.acme.example/oauth/callback'],
  maxTokenSeconds: 3600,
} as const;

/** The guardian's own client: another one than those of the fixtures. */
const GUARDIAN_ID = 'c0000000-0000-4000-8000-0000000000ff';

export interface Difference {
  /** Merged over the fixture's client. */
  readonly client?: Partial<OAuthClient>;
  /** Merged over the fixture's manifest entry as in `guardian.yaml`; `undefined` leaves a member out; `null`: unmanaged. */
  readonly vendor?: { readonly [member: string]: unknown } | null;
  /**
   * The stored half of the approval. Left out: the client as the fixture has it, without the difference, seen at the
   * baseline. `null`: never seen before.
   */
  readonly stored?: StoredApproval | null;
  readonly integrationVendor?: string;
  readonly isUnsettled?: boolean;
  /** All roles of the org as they are now; left out: the fixture's one role. */
  readonly roles?: readonly Role[];
  /** All divisions of the org as they are now; left out: Home, Sales and Support. */
  readonly divisions?: readonly Division[];
  /** Further clients of the org. */
  readonly others?: readonly OtherClient[];
  /** Merged over the org's entry in `guardian.yaml`. */
  readonly org?: Partial<OrgConfig>;
  readonly thresholds?: Partial<Thresholds>;
  /** Merged over the context last: usage, sources, coverage, self, gone, … */
  readonly context?: Partial<RuleContext>;
}

export interface OtherClient {
  readonly client: OAuthClient;
  /** Manifest entry as in `guardian.yaml`; left out: unmanaged. */
  readonly vendor?: { readonly [member: string]: unknown };
  readonly integrationVendor?: string;
}

/** The facts of one client and the context in which a rule judges it. */
export interface Situation {
  readonly facts: ClientFacts;
  readonly context: RuleContext;
}

/** A managed client-credentials client that holds exactly the role and division that its manifest entry approves. */
export function perfectVendor(difference: Difference = {}): Situation {
  return situation(difference, { client: aClient({}), vendor: RECORDER_VENDOR });
}

/** A managed code-grant client with exactly the scopes and the redirect URI that its manifest entry approves. */
export function perfectApp(difference: Difference = {}): Situation {
  const client = aClient({
    id: 'c0000000-0000-4000-8000-000000000002',
    name: 'Acme Wallboard',
    grantType: 'CODE',
    scopes: ['analytics:readonly', 'routing', 'users:readonly'],
    grants: [],
    redirectUris: ['https://wallboard.acme.example/oauth/callback'],
  });
  return situation(difference, { client, vendor: WALLBOARD_VENDOR });
}

/** A client in no manifest, just as it was at its first complete sighting. */
export function unmanagedClient(difference: Difference = {}): Situation {
  return perfectVendor({ vendor: null, ...difference });
}

/** A client-credentials client with the perfect vendor's role in Sales, and whatever differs. */
export function aClient(difference: Partial<OAuthClient>): OAuthClient {
  return canonicalClient({
    id: 'c0000000-0000-4000-8000-000000000001',
    name: 'Acme Recorder',
    description: '',
    grantType: 'CLIENT-CREDENTIALS',
    scopes: [],
    grants: [{ roleId: RECORDER_ROLE.id, divisionId: SALES.id }],
    redirectUris: [],
    tokenSeconds: 3600,
    state: 'active',
    ...difference,
  });
}

/** A role that no person holds and whose permissions are unconditional, unless the difference says so. */
export function aRole(difference: Partial<Role>): Role {
  return canonicalRole({
    id: 'a0000000-0000-4000-8000-000000000002',
    name: 'Another role',
    permissions: ['routing:queue:view'],
    conditional: [],
    userCount: 0,
    ...difference,
  });
}

/** A stored approval of a client with the roles as they were then. */
export function storedApproval(
  client: OAuthClient,
  roles: readonly Role[] = [RECORDER_ROLE],
  by: StoredApproval['by'] = 'first-sighting',
): StoredApproval {
  const held = new Set(client.grants.map(({ roleId }) => roleId));
  return { client, roles: byId(roles.filter(({ id }) => held.has(id))), at: BASELINE_AT, by };
}

/** Every source read completely just now. */
export function completeCoverage(): Coverage {
  const complete = { status: 'complete', count: 1, asOf: NOW } as const;
  return Object.fromEntries(SOURCES.map((source) => [source, complete])) as unknown as Coverage;
}

/** Members of `items` by their id. */
export function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item] as const));
}

interface Fixture {
  readonly client: OAuthClient;
  readonly vendor: { readonly [member: string]: unknown };
}

function situation(difference: Difference, fixture: Fixture): Situation {
  const snapshot: OrgSnapshot = {
    role: byId(difference.roles ?? [RECORDER_ROLE]),
    division: byId(difference.divisions ?? [HOME, SALES, SUPPORT]),
    integration: new Map(),
  };
  const stored = difference.stored === undefined ? storedApproval(fixture.client) : difference.stored;
  const facts = factsOf(
    {
      client: canonicalClient({ ...fixture.client, ...difference.client }),
      ...(difference.vendor !== null && { vendor: { ...fixture.vendor, ...difference.vendor } }),
      ...(difference.integrationVendor && { integrationVendor: difference.integrationVendor }),
      ...(stored && { stored }),
    },
    snapshot,
  );
  const clients = [
    { ...facts, isUnsettled: difference.isUnsettled ?? false },
    ...(difference.others ?? []).map((other) => factsOf({ ...other, stored: storedApproval(other.client) }, snapshot)),
  ] as const;
  return { facts: clients[0], context: contextOf(difference, clients, snapshot) };
}

function factsOf(known: OtherClient & { readonly stored?: StoredApproval }, snapshot: OrgSnapshot): ClientFacts {
  const { client, integrationVendor, stored } = known;
  const vendor = known.vendor && VendorSchema.parse(known.vendor);
  return {
    client,
    ...(vendor && { vendor }),
    ...(integrationVendor && { integrationVendor }),
    access: effectiveAccess(client, (id) => snapshot.role?.get(id)),
    approval: clientApproval({ vendor, stored, snapshot }),
    isUnsettled: false,
  };
}

function contextOf(difference: Difference, clients: readonly ClientFacts[], snapshot: OrgSnapshot): RuleContext {
  return {
    org: OrgSchema.parse({ name: 'prod', enforceScopes: true, ...difference.org }),
    thresholds: ThresholdsSchema.parse(difference.thresholds),
    now: NOW,
    coverage: completeCoverage(),
    sources: {},
    snapshot: { ...snapshot, client: byId(clients.map(({ client }) => client)) },
    clients,
    gone: [],
    approvedAuthorizations: new Map(),
    scopeCatalogue: [
      'analytics',
      'analytics:readonly',
      'oauth',
      'oauth:readonly',
      'recordings',
      'recordings:readonly',
      'routing',
      'routing:readonly',
      'users',
      'users:readonly',
    ],
    vendors: clients.flatMap(({ vendor }) => vendor ?? []),
    ownClientId: GUARDIAN_ID,
    ...difference.context,
  };
}

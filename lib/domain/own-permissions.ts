import { type EffectiveAccess, effectiveAccess, type RoleLookup } from './access.ts';
import type { RoleGrant } from './client.ts';
import type { SourceName } from './coverage.ts';
import type { OrgConfig } from './manifest.ts';
import type { Permission } from './permission.ts';

/**
 * What the guardian's own client needs, and what it cannot see without it. Source: the permissions that Genesys'
 * API definition names for each call that the guardian makes.
 */
export type OwnPermission = NeededPermission | OptionalPermission;

export type NeededPermission = {
  readonly permission: Permission;
  /** The source that cannot be read without it. */
  readonly source: SourceName;
  /** The source, and the rules that then answer `unknown`. */
  readonly blinds: readonly string[];
} & (
  | { readonly needed: 'always' }
  /** Only where this key of the org in `guardian.yaml` is true. */
  | { readonly needed: 'when'; readonly switchedOnBy: SourceSwitch }
);

/** Nothing is blind without it, and holding it is no excess. */
export interface OptionalPermission {
  readonly permission: Permission;
  readonly needed: 'optional';
}

type SourceSwitch = 'readAuthorizations' | 'readIntegrations' | 'readAudits';

/** Rules that answer `unknown` while a source is not read whole. A test keeps this equal to what the rules say they need. */
export const RULES_BY_SOURCE: Readonly<Record<SourceName, readonly string[]>> = {
  clients: [
    'scope-added',
    'scope-removed',
    'scopes-excessive',
    'scope-broader-than-needed',
    'role-added',
    'role-removed',
    'division-widened',
    'role-permissions-widened',
    'home-division-grant',
    'all-divisions-grant',
    'wildcard-permission',
    'self-escalation',
    'shared-role',
    'grant-type-changed',
    'implicit-grant',
    'password-grant',
    'redirect-uri-insecure',
    'redirect-uri-changed',
    'token-lifetime-raised',
    'client-created',
    'client-deleted',
    'client-state-changed',
    'scope-unused',
    'permission-unused',
    'permission-missing',
  ],
  roles: [
    'role-added',
    'role-removed',
    'division-widened',
    'role-permissions-widened',
    'home-division-grant',
    'all-divisions-grant',
    'wildcard-permission',
    'self-escalation',
    'shared-role',
    'authorization-granted',
    'permission-unused',
    'permission-missing',
    'guardian-overprivileged',
  ],
  divisions: [
    'role-added',
    'role-removed',
    'division-widened',
    'role-permissions-widened',
    'home-division-grant',
    'all-divisions-grant',
  ],
  usage: [
    'quota-share',
    'quota-forecast',
    'usage-spike',
    'rate-limited',
    'failing-calls',
    'client-unused',
    'scope-unused',
    'permission-unused',
    'permission-missing',
    'endpoint-unapproved',
  ],
  authorizations: ['authorization-granted'],
  integrations: [],
  audits: [],
};

const NEEDED: readonly NeededPermission[] = [
  { permission: 'oauth:client:view', needed: 'always', ...reads('clients') },
  { permission: 'authorization:role:view', needed: 'always', ...reads('roles') },
  { permission: 'usage:organization:view', needed: 'always', ...reads('usage') },
  {
    permission: 'integrations:integration:view',
    needed: 'when',
    switchedOnBy: 'readIntegrations',
    ...reads('integrations'),
  },
  { permission: 'audits:audit:view', needed: 'when', switchedOnBy: 'readAudits', ...reads('audits') },
  {
    permission: 'oauth:client:authorize',
    needed: 'when',
    switchedOnBy: 'readAuthorizations',
    ...reads('authorizations'),
  },
];

const OPTIONAL: readonly OptionalPermission[] = [
  { permission: 'authorization:grant:view', needed: 'optional' },
  { permission: 'billing:subscription:view', needed: 'optional' },
];

/** All that the guardian may ever hold, in the order in which it is asked for. */
export const OWN_PERMISSIONS: readonly OwnPermission[] = [...NEEDED, ...OPTIONAL];

/** The permissions that the guardian needs in this org: those for every source that is switched on. */
export function neededPermissions(org: OrgConfig): NeededPermission[] {
  return NEEDED.filter((own) => own.needed === 'always' || org[own.switchedOnBy]);
}

/** The permissions that the guardian may hold in this org without holding too much. */
export function allowedPermissions(org: OrgConfig): Permission[] {
  return [...neededPermissions(org), ...OPTIONAL].map(({ permission }) => permission);
}

/** True if the source is to be read in this org. Divisions need no permission, so they always are. */
export function isSwitchedOn(source: SourceName, org: OrgConfig): boolean {
  return source === 'divisions' || neededPermissions(org).some((own) => own.source === source);
}

/** What the guardian's own client may do: it is one of client credentials, or it could not sign in. */
export function ownAccess(grants: readonly RoleGrant[], roleOf: RoleLookup): EffectiveAccess {
  return effectiveAccess({ grantType: 'CLIENT-CREDENTIALS', scopes: [], grants }, roleOf);
}

/** What the access allows beyond what the guardian may hold in this org, sorted. */
export function excessPermissions({ byDivision }: EffectiveAccess, org: OrgConfig): Permission[] {
  const allowed = new Set(allowedPermissions(org));
  const held = new Set([...byDivision.values()].flatMap(({ permissions }) => permissions));
  return [...held].filter((permission) => !allowed.has(permission)).sort();
}

/** True if a client with this access may do it, in any division. */
export function holds(access: EffectiveAccess, permission: Permission): boolean {
  return [...access.byDivision.values()].some((set) => set.allows(permission));
}

function reads(source: SourceName): Pick<NeededPermission, 'source' | 'blinds'> {
  return { source, blinds: [source, ...RULES_BY_SOURCE[source]] };
}

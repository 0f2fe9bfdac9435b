import { ALL_DIVISIONS, type OAuthClient, type RoleGrant, restrictedBy } from './client.ts';
import type { Role } from './org.ts';
import { type Permission, PermissionSet } from './permission.ts';
import type { Scope } from './scope.ts';
import { minimalScopes, scopesBeyond } from './scope.ts';

/** A permission in a division: the smallest thing that a client-credentials client can be allowed. */
export interface DivisionPermission {
  readonly permission: Permission;
  readonly divisionId: string;
}

/**
 * What a client may really do. Scopes of a client-credentials client and roles of any other are left out, for Genesys
 * ignores them; of a grant type that we do not know both are kept, because either may restrict.
 */
export interface EffectiveAccess {
  readonly restrictedBy: 'scopes' | 'permissions' | 'unknown';
  /** Minimal under implication, sorted; empty for client credentials. */
  readonly scopes: readonly Scope[];
  /** What each division (or `*`) allows; empty unless permissions restrict. */
  readonly byDivision: ReadonlyMap<string, PermissionSet>;
  /** Roles that the client holds and that the roles read did not contain, sorted: deleted, or not seen. */
  readonly missingRoles: readonly string[];
}

/** Looks a role up by id: a map's `get`, or one that remembers compiled permission sets. */
export type RoleLookup = (roleId: string) => Role | undefined;

/** The effective access of a client, with the roles as they are now. */
export function effectiveAccess(
  client: Pick<OAuthClient, 'grantType' | 'scopes' | 'grants'>,
  roleOf: RoleLookup,
): EffectiveAccess {
  const kind = restrictedBy(client.grantType);
  const scopes = kind === 'permissions' ? [] : minimalScopes(client.scopes);
  if (kind === 'scopes') return { restrictedBy: kind, scopes, byDivision: new Map(), missingRoles: [] };
  return { restrictedBy: kind, scopes, ...grantedAccess(client.grants, roleOf) };
}

/** What some grants allow, by division; `allows` says what of a role counts. */
export function grantedAccess(
  grants: readonly RoleGrant[],
  roleOf: RoleLookup,
  allows: (role: Role) => PermissionSet = permissionsOf,
): Pick<EffectiveAccess, 'byDivision' | 'missingRoles'> {
  const sets = new Map<string, PermissionSet[]>();
  const missing = new Set<string>();
  for (const { roleId, divisionId } of grants) {
    const role = roleOf(roleId);
    if (role) sets.set(divisionId, [...(sets.get(divisionId) ?? []), allows(role)]);
    else missing.add(roleId);
  }
  const byDivision = new Map([...sets].map(([divisionId, all]) => [divisionId, PermissionSet.union(all)] as const));
  return { byDivision, missingRoles: [...missing].sort() };
}

const compiled = new WeakMap<Role, PermissionSet>();

/** The role's permissions as a set; compiled once for a role object, for thousands of clients hold the same role. */
export function permissionsOf(role: Role): PermissionSet {
  const known = compiled.get(role);
  if (known) return known;
  const set = new PermissionSet(role.permissions);
  compiled.set(role, set);
  return set;
}

const compiledUnconditional = new WeakMap<Role, PermissionSet>();

/** What the role gives whatever the resource: its permissions without those under a condition. Compiled once, too. */
export function unconditionalOf(role: Role): PermissionSet {
  if (role.conditional.length === 0) return permissionsOf(role);
  const known = compiledUnconditional.get(role);
  if (known) return known;
  const conditional = new Set(role.conditional);
  const set = new PermissionSet(role.permissions.filter((permission) => !conditional.has(permission)));
  compiledUnconditional.set(role, set);
  return set;
}

/** True if `access` allows the permission in the division, there or everywhere. */
export function accessAllows(
  byDivision: EffectiveAccess['byDivision'],
  { permission, divisionId }: DivisionPermission,
): boolean {
  return Boolean(byDivision.get(divisionId)?.allows(permission) || byDivision.get(ALL_DIVISIONS)?.allows(permission));
}

/**
 * What `present` allows and `reference` does not, sorted by division and permission: true widening, whatever the roles
 * are called and however they are split.
 */
export function accessBeyond(
  present: EffectiveAccess['byDivision'],
  reference: EffectiveAccess['byDivision'],
): DivisionPermission[] {
  const everywhere = reference.get(ALL_DIVISIONS) ?? PermissionSet.empty;
  return [...present].sort(byKey).flatMap(([divisionId, set]) => {
    const here = reference.get(divisionId) ?? PermissionSet.empty;
    return set
      .beyond(here)
      .filter((permission) => !everywhere.allows(permission))
      .map((permission) => ({ permission, divisionId }));
  });
}

/** True if any call that `before` refused is allowed by `after`. */
export function accessBroadened(before: EffectiveAccess, after: EffectiveAccess): boolean {
  return (
    scopesBeyond(after.scopes, before.scopes).length > 0 || accessBeyond(after.byDivision, before.byDivision).length > 0
  );
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

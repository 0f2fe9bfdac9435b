import { permissionsOf } from '../../domain/access.ts';
import type { RoleUse } from '../../domain/grant-use.ts';
import type { Role } from '../../domain/org.ts';
import {
  isWildcardPermission,
  type Permission,
  type PermissionSet,
  permissionImplies,
} from '../../domain/permission.ts';
import { permissionRisk } from '../../domain/permission-risk.ts';
import { severityRank } from '../../domain/severity.ts';

/** What of a role a client has held for long enough: all of it, what it gave when it was approved, or nothing for sure. */
export type OldPart = 'all' | 'none' | PermissionSet;

export type JudgeRole = (role: Role, named: ReadonlySet<Permission>, old: OldPart) => RoleUse | undefined;

/**
 * Says what of a role no call needed; `named`: every permission that one of the calls names, whether any or all of them
 * were wanted. A wildcard is needed if one permission that it implies is. Undefined if all of the role is needed.
 *
 * Roles have hundreds of permissions and are held by thousands of clients, while a client's calls name a dozen: a role is
 * prepared once, and the same use of the same role is counted once.
 */
export function roleJudge(): JudgeRole {
  const prepared = new WeakMap<Role, PreparedRole>();
  return (role, named, old) => {
    const known = prepared.get(role) ?? prepare(role);
    prepared.set(role, known);
    const used = usedOf(known, named);
    if (used.size === known.ranked.length) return undefined;
    if (typeof old === 'object') return counted(known, used, (permission) => old.allows(permission));
    const key = `${old} ${[...used].sort().join(' ')}`;
    const use = known.uses.get(key) ?? counted(known, used, () => old === 'all');
    known.uses.set(key, use);
    return use;
  };
}

interface PreparedRole {
  readonly roleId: string;
  /** Without what others imply; the riskiest first. */
  readonly ranked: readonly Permission[];
  readonly members: ReadonlySet<Permission>;
  readonly wildcards: readonly Permission[];
  readonly uses: Map<string, RoleUse>;
}

function prepare(role: Role): PreparedRole {
  const members = permissionsOf(role).permissions;
  const ranks = new Map(members.map((member) => [member, severityRank(permissionRisk(member).severity)] as const));
  return {
    roleId: role.id,
    ranked: [...members].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0) || (a < b ? -1 : 1)),
    members: new Set(members),
    wildcards: members.filter(isWildcardPermission),
    uses: new Map(),
  };
}

function usedOf({ members, wildcards }: PreparedRole, named: ReadonlySet<Permission>): Set<Permission> {
  const used = new Set<Permission>();
  for (const permission of named) {
    if (members.has(permission)) used.add(permission);
    for (const wildcard of wildcards) if (permissionImplies(wildcard, permission)) used.add(wildcard);
  }
  return used;
}

function counted(
  { roleId, ranked }: PreparedRole,
  used: ReadonlySet<Permission>,
  isOld: (permission: Permission) => boolean,
): RoleUse {
  const unused = ranked.filter((permission) => !used.has(permission));
  const old = unused.filter(isOld);
  const byDomain = new Map<string, number>();
  for (const permission of old) {
    const domain = permission.slice(0, permission.indexOf(':'));
    byDomain.set(domain, (byDomain.get(domain) ?? 0) + 1);
  }
  return {
    roleId,
    held: ranked.length,
    unused: old.length,
    unusedByDomain: Object.fromEntries([...byDomain].sort(([a], [b]) => (a < b ? -1 : 1))),
    examples: old.slice(0, EXAMPLES),
    unusedYoung: unused.length - old.length,
  };
}

const EXAMPLES = 5;

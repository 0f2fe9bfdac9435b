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
 * prepared once, and what is used is taken away from it.
 */
export function roleJudge(): JudgeRole {
  const prepared = new WeakMap<Role, PreparedRole>();
  const rankOf = remembered((permission) => severityRank(permissionRisk(permission).severity));
  return (role, named, old) => {
    const known = prepared.get(role) ?? prepare(role, rankOf);
    prepared.set(role, known);
    const used = usedOf(known, named);
    const unused = known.ranked.length - used.size;
    if (unused === 0) return undefined;
    const held = { roleId: known.roleId, held: known.ranked.length };
    if (old === 'none') return { ...held, ...NOTHING_OLD, unusedYoung: unused };
    if (old === 'all') return { ...held, unused, ...unusedOf(known, used), unusedYoung: 0 };
    const part = prepare({ ...role, permissions: known.ranked.filter((permission) => old.allows(permission)) }, rankOf);
    const usedOfPart = usedOf(part, named);
    const unusedOld = part.ranked.length - usedOfPart.size;
    return { ...held, unused: unusedOld, ...unusedOf(part, usedOfPart), unusedYoung: unused - unusedOld };
  };
}

const NOTHING_OLD = { unused: 0, unusedByDomain: {}, examples: [] } as const;

interface PreparedRole {
  readonly roleId: string;
  /** Without what others imply; the riskiest first. */
  readonly ranked: readonly Permission[];
  readonly members: ReadonlySet<Permission>;
  readonly wildcards: readonly Permission[];
  /** Their number by domain, in the order of domains. */
  readonly byDomain: ReadonlyMap<string, number>;
}

function prepare(role: Role, rankOf: (permission: Permission) => number): PreparedRole {
  const members = permissionsOf(role).permissions;
  const byDomain = new Map<string, number>();
  for (const member of members) byDomain.set(domainOf(member), (byDomain.get(domainOf(member)) ?? 0) + 1);
  return {
    roleId: role.id,
    ranked: [...members].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1)),
    members: new Set(members),
    wildcards: members.filter(isWildcardPermission),
    byDomain,
  };
}

/** Roles have many permissions in common, and to weigh one takes a walk through the table of risks. */
function remembered(weigh: (permission: Permission) => number): (permission: Permission) => number {
  const known = new Map<Permission, number>();
  return (permission) => {
    const rank = known.get(permission) ?? weigh(permission);
    known.set(permission, rank);
    return rank;
  };
}

function usedOf({ members, wildcards }: PreparedRole, named: ReadonlySet<Permission>): ReadonlySet<Permission> {
  const used = new Set<Permission>();
  for (const permission of named) {
    if (members.has(permission)) used.add(permission);
    for (const wildcard of wildcards) if (permissionImplies(wildcard, permission)) used.add(wildcard);
  }
  return used;
}

/** What is left of the role without what is used: by subtraction, for hundreds are held and a dozen used. */
function unusedOf(
  { ranked, byDomain }: PreparedRole,
  used: ReadonlySet<Permission>,
): Pick<RoleUse, 'unusedByDomain' | 'examples'> {
  const left = new Map(byDomain);
  for (const permission of used) {
    const domain = domainOf(permission);
    const count = (left.get(domain) ?? 0) - 1;
    if (count > 0) left.set(domain, count);
    else left.delete(domain);
  }
  const examples: Permission[] = [];
  for (const permission of ranked) {
    if (examples.length === EXAMPLES) break;
    if (!used.has(permission)) examples.push(permission);
  }
  return { unusedByDomain: Object.fromEntries(left), examples };
}

function domainOf(permission: Permission): string {
  return permission.slice(0, permission.indexOf(':'));
}

const EXAMPLES = 5;

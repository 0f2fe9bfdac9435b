import { permissionsOf } from '../../domain/access.ts';
import { restrictedBy } from '../../domain/client.ts';
import { type Permission, PermissionSet, permissionImplies } from '../../domain/permission.ts';
import { minimalScopes, scopeImplies, writingForm } from '../../domain/scope.ts';
import type { ApiOperation } from '../catalogue/index.ts';
import { type Implying, permissionsImplying, scopesImplying } from '../optimum/implying.ts';
import type { Need } from '../optimum/need.ts';
import { permissionNeed, scopeNeed } from '../optimum/operation-need.ts';
import type { Advice, ClientEvidence } from './advice.ts';

/** What grants are made of: names that imply others, and calls that need them. Scopes and permissions differ in no more. */
export interface Naming {
  readonly kind: Advice['kind'];
  readonly implying: Implying;
  needOf(operation: ApiOperation): Need;
  /** True if a holder of the one name also holds the other. */
  implies(held: string, wanted: string): boolean;
  /** Answers whether a holder of these names also holds another one. */
  holding(names: Iterable<string>): Holding;
  /** The names without those that others of them imply, sorted. */
  withoutImplied(names: Iterable<string>): readonly string[];
}

export type Holding = (name: string) => boolean;

export const SCOPES: Naming = {
  kind: 'scopes',
  implying: scopesImplying,
  needOf: scopeNeed,
  implies: scopeImplies,
  holding: (names) => {
    const held = new Set(names);
    return (name) => held.has(name) || held.has(writingForm(name));
  },
  withoutImplied: minimalScopes,
};

export const PERMISSIONS: Naming = {
  kind: 'permissions',
  implying: permissionsImplying,
  needOf: permissionNeed,
  implies: permissionImplies,
  holding: (names) => {
    const held = new PermissionSet(names);
    return (name) => held.allows(name);
  },
  withoutImplied: (names) => new PermissionSet(names).permissions,
};

/** The naming of what restricts the client; undefined for a grant type of which nobody knows what does. */
export function namingOf(grantType: string): Naming | undefined {
  const restriction = restrictedBy(grantType);
  switch (restriction) {
    case 'scopes':
      return SCOPES;
    case 'permissions':
      return PERMISSIONS;
    case 'unknown':
      return undefined;
    default:
      return restriction satisfies never;
  }
}

/** The names as they are granted, wildcards and superfluous ones too; sorted. Roles that nobody could read give none. */
export function heldNames({ client, roles }: Pick<ClientEvidence, 'client' | 'roles'>, { kind }: Naming): string[] {
  switch (kind) {
    case 'scopes':
      return [...new Set(client.scopes)].sort();
    case 'permissions':
      return [
        ...new Set(client.grants.flatMap(({ roleId }): readonly Permission[] => roles.get(roleId)?.permissions ?? [])),
      ].sort();
    default:
      return kind satisfies never;
  }
}

/** Ids of roles that the client holds and nobody could read, sorted. */
export function unreadRoles({ client, roles }: Pick<ClientEvidence, 'client' | 'roles'>): string[] {
  return [...new Set(client.grants.flatMap(({ roleId }) => (roles.has(roleId) ? [] : [roleId])))].sort();
}

/** True if some alternative of the need is held whole. */
export function isServed({ alternatives }: Need, holds: Holding): boolean {
  return alternatives.some((alternative) => alternative.every(holds));
}

/** True if the name, of those that `holds` stands for, is part of what serves the need. */
export function helpsServe(name: string, { alternatives }: Need, { naming, holds }: Helping): boolean {
  return alternatives.some(
    (alternative) => alternative.some((wanted) => naming.implies(name, wanted)) && alternative.every(holds),
  );
}

export interface Helping {
  readonly naming: Naming;
  readonly holds: Holding;
}

/** What of the need the holder still lacks; it has one empty alternative if it lacks nothing. */
export function lackOf({ id, alternatives }: Need, holds: Holding): Need {
  return { id, alternatives: alternatives.map((alternative) => alternative.filter((name) => !holds(name))) };
}

/** True if the role gives the permission, be it by a wildcard. */
export function roleGives(evidence: Pick<ClientEvidence, 'roles'>, roleId: string, permission: Permission): boolean {
  const role = evidence.roles.get(roleId);
  return role !== undefined && permissionsOf(role).allows(permission);
}

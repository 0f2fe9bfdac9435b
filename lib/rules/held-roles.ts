import { permissionsOf, unconditionalOf } from '../domain/access.ts';
import type { ClientApproval } from '../domain/approval.ts';
import type { OAuthClient, RoleGrant } from '../domain/client.ts';
import type { OrgSnapshot, Role } from '../domain/org.ts';
import { PermissionSet } from '../domain/permission.ts';
import type { ClientFacts, RuleContext } from './rule.ts';

/** A role that exists, in a division in which the client holds it. */
export interface HeldRole extends RoleGrant {
  readonly role: Role;
}

/**
 * The client's grants with their roles as they are now. A deleted role gives nothing and is left out. Worked out once
 * for a client and snapshot: many rules ask.
 */
export function heldRoles({ client }: Pick<ClientFacts, 'client'>, { snapshot }: RuleContext): readonly HeldRole[] {
  const ofSnapshot = heldIn.get(snapshot) ?? new WeakMap<OAuthClient, readonly HeldRole[]>();
  heldIn.set(snapshot, ofSnapshot);
  const held = ofSnapshot.get(client) ?? rolesOf(client, snapshot);
  ofSnapshot.set(client, held);
  return held;
}

const heldIn = new WeakMap<OrgSnapshot, WeakMap<OAuthClient, readonly HeldRole[]>>();

function rolesOf({ grants }: OAuthClient, { role: roles }: OrgSnapshot): HeldRole[] {
  return grants.flatMap((grant) => {
    const role = roles?.get(grant.roleId);
    return role ? [{ ...grant, role }] : [];
  });
}

/** Each held role once, with the divisions in which it is held. */
export function distinctRoles(
  held: readonly HeldRole[],
): readonly { readonly role: Role; readonly divisionIds: readonly string[] }[] {
  const roles = new Map<string, { role: Role; divisionIds: string[] }>();
  for (const { role, divisionId } of held) {
    const known = roles.get(role.id);
    if (known) known.divisionIds.push(divisionId);
    else roles.set(role.id, { role, divisionIds: [divisionId] });
  }
  return [...roles.values()];
}

/** The subject of a finding about a grant: ids only, so that renaming a role or division changes no identity. */
export function grantSubject({ roleId, divisionId }: RoleGrant): string {
  return `role ${roleId} in ${divisionId}`;
}

/** True if that very role is approved in that very division. */
export function isApprovedGrant({ roleId, divisionId }: RoleGrant, { grants }: ClientApproval): boolean {
  return grants?.value.some((grant) => grant.roleId === roleId && grant.divisionId === divisionId) ?? false;
}

/**
 * The role as it was approved: the approved role of the same id, else one with the very same permissions under
 * the same need of a condition (its twin); undefined where no approved grant is for such a role.
 */
export function asApproved(role: Role, { grants, roles }: ClientApproval): Role | undefined {
  const approved = (grants?.value ?? []).flatMap(({ roleId }) => roles.get(roleId) ?? []);
  return approved.find(({ id }) => id === role.id) ?? approved.find((other) => areTwins(other, role));
}

/**
 * What the role allowed as approved and still allows. Of two wildcards that merely cross (`a:*:view`, `a:b:*`) nothing
 * is left; the present one then counts as gained by the role.
 */
export function keptPermissions(
  role: Role,
  approved: Role,
): { readonly permissions: PermissionSet; readonly unconditional: PermissionSet } {
  return {
    permissions: kept(permissionsOf(role), permissionsOf(approved)),
    unconditional: kept(unconditionalOf(role), unconditionalOf(approved)),
  };
}

function kept(now: PermissionSet, before: PermissionSet): PermissionSet {
  if (isSameList(now.permissions, before.permissions)) return now;
  return new PermissionSet([
    ...now.permissions.filter((permission) => before.allows(permission)),
    ...before.permissions.filter((permission) => now.allows(permission)),
  ]);
}

function areTwins(a: Role, b: Role): boolean {
  return (
    isSameList(permissionsOf(a).permissions, permissionsOf(b).permissions) && isSameList(a.conditional, b.conditional)
  );
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((member, index) => member === b[index]);
}

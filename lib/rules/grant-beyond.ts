import { accessBeyond, type EffectiveAccess } from '../domain/access.ts';
import type { ClientApproval } from '../domain/approval.ts';
import { UNKNOWN_DIVISION } from '../domain/client.ts';
import { type Permission, PermissionSet } from '../domain/permission.ts';
import { sortedSet } from '../domain/snapshot.ts';
import type { HeldRole } from './held-roles.ts';
import { type Verdict, type Violation, violatedBy } from './rule.ts';
import { listed } from './words.ts';

/** What one grant allows beyond a reference, as far as the divisions are known. */
export interface GrantBeyond {
  /** Permissions that are beyond the reference whatever an unknown division turns out to be, sorted. */
  readonly permissions: readonly Permission[];
  /** True if further permissions are beyond it for some possible division and not for others. */
  readonly isUnsure: boolean;
}

/**
 * What permissions in a division allow beyond `reference`. The division of a role that only the deprecated `roleIds`
 * names is unknown, on either side: then only what no division could explain counts, and the rest is unsure.
 */
export function grantBeyond(
  { permissions, divisionId }: { readonly permissions: PermissionSet; readonly divisionId: string },
  reference: EffectiveAccess['byDivision'],
): GrantBeyond {
  const worst = beyondIn(permissions, divisionId, withoutUnknown(reference));
  const best =
    divisionId === UNKNOWN_DIVISION
      ? PermissionSet.union(reference.values())
      : (reference.get(UNKNOWN_DIVISION) ?? PermissionSet.empty);
  const certain = worst.filter((permission) => !best.allows(permission));
  return { permissions: certain, isUnsure: certain.length < worst.length };
}

function beyondIn(
  permissions: PermissionSet,
  divisionId: string,
  reference: EffectiveAccess['byDivision'],
): Permission[] {
  return accessBeyond(new Map([[divisionId, permissions]]), reference).map(({ permission }) => permission);
}

function withoutUnknown(reference: EffectiveAccess['byDivision']): EffectiveAccess['byDivision'] {
  return new Map([...reference].filter(([divisionId]) => divisionId !== UNKNOWN_DIVISION));
}

/** Permissions in a division, and those of them that hold whatever the resource. */
export interface Claimed {
  readonly divisionId: string;
  readonly permissions: PermissionSet;
  readonly unconditional: PermissionSet;
}

/** What is claimed beyond the approved access; a permission that is approved under a condition only is beyond it without. */
export function beyondApproved(
  { divisionId, permissions, unconditional }: Claimed,
  { byDivision = NO_ACCESS, unconditionalByDivision = byDivision }: ClientApproval,
): GrantBeyond {
  const beyond = grantBeyond({ permissions, divisionId }, byDivision);
  if (unconditionalByDivision === byDivision) return beyond;
  const freed = grantBeyond({ permissions: unconditional, divisionId }, unconditionalByDivision);
  return {
    permissions: sortedSet([...beyond.permissions, ...freed.permissions]),
    isUnsure: beyond.isUnsure || freed.isUnsure,
  };
}

const NO_ACCESS: EffectiveAccess['byDivision'] = new Map();

/** A role that is held, and those of its permissions that a rule looks at. */
export interface Claim extends Pick<Claimed, 'permissions' | 'unconditional'> {
  readonly held: HeldRole;
}

/**
 * A violation for each claim that goes beyond what is approved; unknown is what cannot be told, because Genesys does
 * not say in which division the role is held.
 */
export function violatedByClaims(
  claims: readonly Claim[],
  approval: ClientApproval,
  violation: (held: HeldRole, beyond: readonly Permission[]) => Violation,
): Verdict {
  const judged = claims.map(({ held, ...claimed }) => ({
    held,
    ...beyondApproved({ ...claimed, divisionId: held.divisionId }, approval),
  }));
  const unsure = judged.filter(({ isUnsure, permissions }) => isUnsure && permissions.length === 0);
  return violatedBy(
    judged
      .filter(({ permissions }) => permissions.length > 0)
      .map(({ held, permissions }) => violation(held, permissions)),
    unsure.length > 0
      ? `The division of a role is not known: ${listed(unsure.map(({ held }) => held.role.name))}.`
      : undefined,
  );
}

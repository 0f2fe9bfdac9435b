import { accessBeyond, type EffectiveAccess } from '../domain/access.ts';
import { UNKNOWN_DIVISION } from '../domain/client.ts';
import { type Permission, PermissionSet } from '../domain/permission.ts';

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

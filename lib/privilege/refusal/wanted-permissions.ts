import type { Permission } from '../../domain/permission.ts';
import { weightsOf } from '../advice/weights.ts';
import { type ApiOperation, type Catalogue, permissionsKnown } from '../catalogue/index.ts';
import { permissionNeed } from '../optimum/operation-need.ts';
import type { Meaning } from './error-codes.ts';
import type { FailedAnswer } from './failed-answer.ts';

/** Permissions that a call wants, by the error's own words or by the catalogue. */
export interface WantedPermissions {
  readonly source: 'error' | 'catalogue';
  readonly quantifier: 'ANY' | 'ALL';
  /** Sorted. */
  readonly permissions: readonly Permission[];
  /** Each alternative suffices if all of it is held. Empty: nobody knows one. */
  readonly alternatives: readonly (readonly Permission[])[];
  /** False where more may be needed than is listed. */
  readonly isKnown: boolean;
}

/** What the error body names; undefined where it names no permission. */
export function wantedByError(
  { names }: Pick<FailedAnswer, 'names'>,
  { quantifier }: Meaning,
): WantedPermissions | undefined {
  const { permissions } = names;
  if (permissions.length === 0) return undefined;
  const alternatives = quantifier === 'ALL' ? [permissions] : permissions.map((permission) => [permission]);
  return { source: 'error', quantifier, permissions, alternatives, isKnown: true };
}

/** What the catalogue says that the operation wants. */
export function wantedByCatalogue(operation: ApiOperation): WantedPermissions {
  return {
    source: 'catalogue',
    quantifier: operation.kind === 'ALL' ? 'ALL' : 'ANY',
    permissions: operation.permissions,
    alternatives: permissionNeed(operation).alternatives,
    isKnown: permissionsKnown(operation),
  };
}

/** The names of least risk that one of the alternatives still lacks; the first of equals. */
export function leastLack(
  { alternatives }: Pick<WantedPermissions, 'alternatives'>,
  { holds, catalogue }: { readonly holds: (permission: Permission) => boolean; readonly catalogue: Catalogue },
): readonly Permission[] {
  const { weigh } = weightsOf('permissions', catalogue);
  const risk = (names: readonly Permission[]) => names.reduce((sum, name) => sum + weigh(name).weight, 0);
  const lacks = alternatives.map((alternative) => alternative.filter((permission) => !holds(permission)));
  return (
    lacks.reduce<readonly Permission[] | undefined>(
      (least, one) => (least === undefined || risk(one) < risk(least) ? one : least),
      undefined,
    ) ?? []
  );
}

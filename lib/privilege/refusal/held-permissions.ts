import { permissionsOf, unconditionalOf } from '../../domain/access.ts';
import { ALL_DIVISIONS, type OAuthClient } from '../../domain/client.ts';
import type { Role } from '../../domain/org.ts';
import type { Permission } from '../../domain/permission.ts';
import type { HeldPermission } from './explanation.ts';

/** Where a client-credentials client holds each of the permissions, by which role. */
export function heldPermissions(
  { grants }: Pick<OAuthClient, 'grants'>,
  roles: ReadonlyMap<string, Role>,
  permissions: readonly Permission[],
): HeldPermission[] {
  return permissions.map((permission) => ({
    permission,
    places: grants.flatMap(({ roleId, divisionId }) => {
      const role = roles.get(roleId);
      if (!role || !permissionsOf(role).allows(permission)) return [];
      return [{ divisionId, roleId, isConditional: !unconditionalOf(role).allows(permission) }];
    }),
  }));
}

/** Divisions in which all of these are held without a condition: ids, or `*` alone for all of them. */
export function reachOf(held: readonly HeldPermission[]): readonly string[] {
  const sets = held.map(({ places }) =>
    places.filter(({ isConditional }) => !isConditional).map((place) => place.divisionId),
  );
  const everywhere = sets.every((ids) => ids.includes(ALL_DIVISIONS));
  if (everywhere) return [ALL_DIVISIONS];
  const named = new Set(sets.flat().filter((id) => id !== ALL_DIVISIONS));
  return [...named].filter((id) => sets.every((ids) => ids.includes(id) || ids.includes(ALL_DIVISIONS))).sort();
}

import { effectiveAccess, permissionsOf, unconditionalOf } from '../../domain/access.ts';
import type { OAuthClient } from '../../domain/client.ts';
import { type Permission, PermissionSet } from '../../domain/permission.ts';
import { weightsOf } from '../advice/weights.ts';
import type { GivingRole, RefusalCase } from './explanation.ts';

/** A role that only opens more beside what is missing is no answer any more. */
const MOST_ROLES = 20;

/**
 * Roles of the org that give what is missing, least risk first: what a role gives beside that, and beside what the client
 * holds, is weighed by the published risk table. Under `ANY` a role has to give one of the permissions, under `ALL` all.
 */
export function givingRoles(
  { roles, catalogue }: Pick<RefusalCase, 'roles' | 'catalogue'>,
  { permissions, quantifier }: { readonly permissions: readonly Permission[]; readonly quantifier: 'ANY' | 'ALL' },
  client?: OAuthClient,
): GivingRole[] {
  if (permissions.length === 0) return [];
  const { weigh } = weightsOf('permissions', catalogue);
  const own = client ? ownPermissions(client, roles) : PermissionSet.empty;
  const held = new Set(client?.grants.map(({ roleId }) => roleId));
  return [...roles.values()]
    .flatMap((role): GivingRole[] => {
      const all = permissionsOf(role);
      const gives = permissions.filter((permission) => all.allows(permission));
      if (quantifier === 'ALL' ? gives.length < permissions.length : gives.length === 0) return [];
      const sure = unconditionalOf(role);
      const extra = all.permissions.filter(
        (permission) => !permissions.includes(permission) && !own.allows(permission),
      );
      return [
        {
          id: role.id,
          name: role.name,
          gives,
          isConditional:
            !gives.some((permission) => sure.allows(permission)) ||
            (quantifier === 'ALL' && !gives.every((permission) => sure.allows(permission))),
          extra: extra.length,
          extraRisk: extra.reduce((sum, permission) => sum + weigh(permission).weight, 0),
          isHeld: held.has(role.id),
        },
      ];
    })
    .sort(byRisk)
    .slice(0, MOST_ROLES);
}

function byRisk(a: GivingRole, b: GivingRole): number {
  const order = Number(a.isConditional) - Number(b.isConditional) || a.extraRisk - b.extraRisk || a.extra - b.extra;
  return order !== 0 ? order : a.name < b.name ? -1 : 1;
}

function ownPermissions(client: OAuthClient, roles: RefusalCase['roles']): PermissionSet {
  const { byDivision } = effectiveAccess(client, (id) => roles.get(id));
  return PermissionSet.union(byDivision.values());
}

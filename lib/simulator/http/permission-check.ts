import { PermissionSet } from '../../domain/permission.ts';
import type { ClientRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { ApiError } from './answer.ts';
import type { Requirement } from './call.ts';

/**
 * Refuses a call that the caller's roles do not allow, in Genesys' own words. Divisions are not looked at: none of the
 * simulated endpoints is restricted by them.
 * @throws ApiError 403 `missing.any.permissions` or `missing.permissions`
 */
export function checkPermissions(world: World, caller: ClientRecord, needs: Requirement | undefined): void {
  if (!needs) return;
  const held = permissionsOf(world, caller);
  if ('any' in needs) {
    if (needs.any.some((permission) => held.allows(permission))) return;
    throw new ApiError(403, 'missing.any.permissions', { permissions: `[${needs.any.join(', ')}]` });
  }
  const missing = needs.all.filter((permission) => !held.allows(permission));
  if (missing.length > 0) throw new ApiError(403, 'missing.permissions', { permissions: `[${missing.join(', ')}]` });
}

function permissionsOf(world: World, { roleDivisions, directGrants, looseRoleIds }: ClientRecord): PermissionSet {
  const roleIds = new Set([...roleDivisions, ...directGrants].map(({ roleId }) => roleId).concat(looseRoleIds));
  return new PermissionSet([...roleIds].flatMap((roleId) => world.roles.get(roleId)?.permissions ?? []));
}

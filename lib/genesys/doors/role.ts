import * as z from 'zod';
import type { Role } from '../../domain/org.ts';
import { type Permission, PermissionSet } from '../../domain/permission.ts';
import { sortedSet } from '../../domain/snapshot.ts';
import { id, listOf, text } from './parts.ts';

const policy = z
  .object({
    domain: z.string().min(1),
    entityName: z.string().min(1),
    actionSet: listOf(z.string().min(1)),
    resourceConditionNode: z.record(z.string(), z.unknown()).nullish(),
  })
  .transform(({ domain, entityName, actionSet, resourceConditionNode }) => ({
    permissions: (actionSet.includes('*') ? ['*'] : actionSet).map((action) => `${domain}:${entityName}:${action}`),
    isConditional: Object.keys(resourceConditionNode ?? {}).length > 0,
  }));

/**
 * An entity of `GET /api/v2/authorization/roles` with its policies flattened to permissions. A `*` among the actions
 * swallows the others.
 */
export const role = z
  .object({ id, name: text, permissionPolicies: listOf(policy), userCount: z.number().int().nonnegative().nullish() })
  .transform((entity): Role => {
    const policies = entity.permissionPolicies;
    return {
      id: entity.id,
      name: entity.name,
      permissions: sortedSet(policies.flatMap(({ permissions }) => permissions)),
      conditional: onlyConditional(policies),
      ...(typeof entity.userCount === 'number' && { userCount: entity.userCount }),
    };
  });

/** The permissions that no policy without a condition gives as well. */
function onlyConditional(policies: readonly z.output<typeof policy>[]): Permission[] {
  const given = (isConditional: boolean) =>
    policies.filter((one) => one.isConditional === isConditional).flatMap(({ permissions }) => permissions);
  const unconditional = new PermissionSet(given(false));
  return sortedSet(given(true)).filter((permission) => !unconditional.allows(permission));
}

import * as z from 'zod';
import { type RoleGrant, UNKNOWN_DIVISION } from '../../domain/client.ts';
import { id, listOf, setOfIds } from './parts.ts';

/** The fields in which a client names its roles: the second is deprecated, and may know more than the first. */
export const grantFields = {
  roleDivisions: listOf(z.object({ roleId: id, divisionId: id.nullish() })),
  roleIds: setOfIds,
};

const fields = z.object(grantFields);

/** The union of both fields, sorted by role and division and without duplicates. */
export function grantsOf({ roleDivisions, roleIds }: z.output<typeof fields>): RoleGrant[] {
  const placed = new Set(roleDivisions.map(({ roleId }) => roleId));
  const all: RoleGrant[] = [
    ...roleDivisions.map(({ roleId, divisionId }) => ({ roleId, divisionId: divisionId ?? UNKNOWN_DIVISION })),
    ...roleIds.filter((roleId) => !placed.has(roleId)).map((roleId) => ({ roleId, divisionId: UNKNOWN_DIVISION })),
  ];
  const byKey = new Map(all.map((grant) => [`${grant.roleId}|${grant.divisionId}`, grant]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant);
}

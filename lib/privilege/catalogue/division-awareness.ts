import type { Permission } from '../../domain/permission.ts';
import { Catalogue } from './catalogue.ts';
import type { ApiOperation } from './operation.ts';

/**
 * The same catalogue, with what an org says of its permissions (`GET /api/v2/authorization/permissions`, `divisionAware`): the
 * API definition does not say it. An operation is division-aware if one of its permissions is, it is not if none of them
 * is, and it stays unknown where a permission is of which nothing is known.
 */
export function withDivisionAwareness(catalogue: Catalogue, isAware: ReadonlyMap<Permission, boolean>): Catalogue {
  const operations = catalogue.operations.map(({ divisionAware: _, ...operation }): ApiOperation => {
    const divisionAware = awarenessOf(operation, isAware);
    return divisionAware === undefined ? operation : { ...operation, divisionAware };
  });
  return new Catalogue(catalogue.origin, operations);
}

function awarenessOf(
  { permissions, unreadable }: ApiOperation,
  isAware: ReadonlyMap<Permission, boolean>,
): boolean | undefined {
  const answers = permissions.map((permission) => isAware.get(permission));
  if (answers.includes(true)) return true;
  return permissions.length === 0 || unreadable || answers.includes(undefined) ? undefined : false;
}

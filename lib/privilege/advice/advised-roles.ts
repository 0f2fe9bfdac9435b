import { ALL_DIVISIONS, UNKNOWN_DIVISION } from '../../domain/client.ts';
import type { Permission } from '../../domain/permission.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { roleName } from '../role/index.ts';
import type { AdvisedRole, ClientEvidence } from './advice.ts';
import { roleGives } from './names.ts';

/**
 * The roles that give exactly these permissions: one for each set of divisions. Usage does not say in which division a
 * call was made, so a permission stays in the divisions in which it is held now.
 *
 * @param insteadOf for a permission that is not held: the held ones whose place it takes
 * @param namedAfter the permissions whose areas stand in the names
 */
export function advisedRoles(
  permissions: readonly Permission[],
  evidence: ClientEvidence,
  { catalogue, insteadOf, namedAfter }: RoleOptions,
): AdvisedRole[] {
  const groups = new Map<string, { permissions: Permission[]; place: Place }>();
  const free: Permission[] = [];
  for (const permission of permissions) {
    if (isDivisionFree(permission, catalogue)) {
      free.push(permission);
      continue;
    }
    const place = placeOf(permission, insteadOf(permission), evidence);
    const key = place.divisions.join(' ');
    const group = groups.get(key) ?? { permissions: [], place };
    group.permissions.push(permission);
    groups.set(key, group);
  }
  const roles = [...groups.values()].sort((a, b) => breadth(a.place) - breadth(b.place));
  if (free.length > 0) {
    // No division restricts them, so they go where fewest are granted.
    const [smallest] = roles;
    if (smallest) smallest.permissions.push(...free);
    else roles.push({ permissions: free, place: wherever(evidence) });
  }
  return roles.map(({ permissions: given, place }, index) => ({
    name: roleName(holderName(evidence), namedAfter, roles.length > 1 ? index + 1 : undefined),
    permissions: [...given].sort(),
    ...place,
  }));
}

interface RoleOptions {
  readonly catalogue: Catalogue;
  readonly insteadOf: (permission: Permission) => readonly Permission[];
  readonly namedAfter: readonly Permission[];
}

type Place = Pick<AdvisedRole, 'divisions' | 'note'>;

/** True if the catalogue says of every operation that names it that divisions do not restrict it. */
function isDivisionFree(permission: Permission, catalogue: Catalogue): boolean {
  const operations = catalogue.servedByPermission(permission);
  return operations.length > 0 && operations.every(({ divisionAware }) => divisionAware === false);
}

function placeOf(permission: Permission, insteadOf: readonly Permission[], evidence: ClientEvidence): Place {
  for (const held of [[permission], insteadOf]) {
    const divisions = divisionsOf(evidence, (roleId) => held.some((name) => roleGives(evidence, roleId, name)));
    if (divisions.length > 0) return placed(divisions);
  }
  return wherever(evidence);
}

/** Of a permission that is new: where its other roles are, and never everywhere only because one of them is. */
function wherever(evidence: ClientEvidence): Place {
  const all = divisionsOf(evidence, () => true);
  const named = all.filter((id) => id !== ALL_DIVISIONS);
  const divisions = named.length > 0 ? named : all;
  return {
    divisions,
    note:
      divisions.length > 0
        ? 'not held today: the divisions of its other grants, for usage does not say where it is needed'
        : 'not held today, and the client has no grants: choose the divisions',
  };
}

function placed(divisions: readonly string[]): Place {
  return divisions.includes(ALL_DIVISIONS)
    ? { divisions: [ALL_DIVISIONS], note: 'held in all divisions today: usage does not say which it needs' }
    : { divisions };
}

function divisionsOf({ client }: ClientEvidence, isMeant: (roleId: string) => boolean): string[] {
  const ids = client.grants.flatMap(({ roleId, divisionId }) => (isMeant(roleId) ? [divisionId] : []));
  return [...new Set(ids)].filter((id) => id !== UNKNOWN_DIVISION).sort();
}

function breadth({ divisions }: Place): number {
  return divisions.includes(ALL_DIVISIONS) ? Number.POSITIVE_INFINITY : divisions.length;
}

/** The vendor's, so that no two vendors share a role; the client's where its vendor has others, which must not share one either. */
function holderName({ client, vendor, sharesVendor }: ClientEvidence): string {
  return sharesVendor ? client.name : (vendor?.name ?? client.name);
}

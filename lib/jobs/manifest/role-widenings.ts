import { ALL_DIVISIONS } from '../../domain/client.ts';
import type { Vendor } from '../../domain/manifest.ts';
import type { Widening } from '../../domain/manifest-verdict.ts';
import type { OrgSnapshot } from '../../domain/org.ts';
import { riskOfPermissions } from '../../domain/permission-risk.ts';
import { isAtLeast, type Severity } from '../../domain/severity.ts';
import { rolePlace } from './role-place.ts';
import { type Entry, leftOut } from './widened-entry.ts';

/** Roles, and divisions of roles, that an entry newly allows. How bad that is follows from what the role gives, and where. */
export function roleWidenings(entry: Entry): Widening[] {
  const { vendor, index, before, input } = entry;
  if (!vendor.roles) return leftOut(entry, 'roles', { kind: 'role', severity: 'high' });
  const known = divisionsByRole(before?.roles ?? []);
  return vendor.roles.flatMap(({ name, divisions }, n) => {
    const approved = known.get(name.toLowerCase());
    return divisions.flatMap((division, d): Widening[] => {
      if (approved?.has(division.toLowerCase()) || approved?.has(ALL_DIVISIONS)) return [];
      const reach = division === ALL_DIVISIONS ? 'every division, also those to come' : `division ${division}`;
      const risk = riskOfRole(name, input.snapshot);
      return [
        {
          kind: approved ? 'division' : 'role',
          vendor: vendor.name,
          what: `${name} in ${division}`,
          severity: worse(risk?.severity ?? 'medium', reachOf(division)),
          message: `${vendor.name} may hold the role ${name} in ${reach}.${risk?.words ?? ''}`,
          place: rolePlace(input.placeOf, { vendor: index, role: n, name, division: d }),
        },
      ];
    });
  });
}

/** A role may be written several times. */
function divisionsByRole(written: NonNullable<Vendor['roles']>): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const { name, divisions } of written) {
    const known = all.get(name.toLowerCase()) ?? new Set<string>();
    for (const division of divisions) known.add(division.toLowerCase());
    all.set(name.toLowerCase(), known);
  }
  return all;
}

function reachOf(division: string): Severity {
  if (division === ALL_DIVISIONS) return 'critical';
  return division.toLowerCase() === 'home' ? 'high' : 'info';
}

/** The risk of the roles of this name or id, where the org is known. */
function riskOfRole(
  name: string,
  snapshot: OrgSnapshot | undefined,
): { readonly severity: Severity; readonly words: string } | undefined {
  const wanted = name.toLowerCase();
  const meant = [...(snapshot?.role?.values() ?? [])].filter(
    (role) => role.id === wanted || role.name.toLowerCase() === wanted,
  );
  if (meant.length === 0) return undefined;
  const { severity, because } = riskOfPermissions(meant.flatMap(({ permissions: all }) => all));
  const worst = because[0];
  return { severity, words: worst ? ` ${worst.permission}: ${worst.reason}` : '' };
}

function worse(a: Severity, b: Severity): Severity {
  return isAtLeast(a, b) ? a : b;
}

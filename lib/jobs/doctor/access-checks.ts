import type { Read, SourceCoverage } from '../../domain/coverage.ts';
import type { Role } from '../../domain/org.ts';
import {
  excessPermissions,
  holds,
  neededPermissions,
  OWN_PERMISSIONS,
  ownAccess,
} from '../../domain/own-permissions.ts';
import type { Self } from '../../ports.ts';
import type { Check } from './check.ts';
import type { DoctorOptions } from './doctor.ts';

/** What the doctor asked first: who we are, and what the roles give. */
export interface SelfReading {
  readonly self: { readonly self?: Self; readonly coverage: SourceCoverage };
  readonly roles: Read<Role>;
}

/** Whether the credentials work, and whether the guardian's client holds what it needs and no more. */
export function accessChecks({ org, self: reading, roles }: Pick<DoctorOptions, 'org'> & SelfReading): Check[] {
  const { self, coverage } = reading;
  if (!self) {
    const detail = coverage.reason ?? 'tokens/me was not answered';
    return [{ name: 'credentials', status: 'fail', detail, blinds: ['every source'] }];
  }
  const identity: Check = {
    name: 'credentials',
    status: 'ok',
    detail: `client ${self.clientName} (${self.clientId}) in org ${self.org.name} (${self.org.id})`,
  };
  if (roles.coverage.status !== 'complete') {
    const detail = `the guardian's own permissions are not known, because roles were not read: ${roles.coverage.reason ?? ''}`;
    return [identity, { name: 'permissions', status: 'fail', detail, blinds: ['roles'] }];
  }
  const byId = new Map(roles.items.map((role) => [role.id, role] as const));
  const access = ownAccess(self.grants, (id) => byId.get(id));
  const excess = excessPermissions(access, org);
  return [
    identity,
    ...neededPermissions(org).map(
      ({ permission, blinds }): Check =>
        holds(access, permission)
          ? { name: `permission ${permission}`, status: 'ok', detail: 'held' }
          : {
              name: `permission ${permission}`,
              status: 'fail',
              detail: "missing from the roles of the guardian's client",
              fix: `add ${permission} to the guardian's role in Admin > People & Permissions > Roles / Permissions`,
              blinds,
            },
    ),
    excess.length === 0
      ? {
          name: 'least privilege',
          status: 'ok',
          detail: `nothing beyond the ${OWN_PERMISSIONS.length} permissions it may use`,
        }
      : {
          name: 'least privilege',
          status: 'warn',
          detail: `${excess.length} permissions more than it needs: ${shortened(excess)}`,
          fix: "take them out of the guardian's role, or give its client a role of its own",
        },
  ];
}

const MOST_SHOWN = 8;

function shortened(names: readonly string[]): string {
  const rest = names.length - MOST_SHOWN;
  return names.slice(0, MOST_SHOWN).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

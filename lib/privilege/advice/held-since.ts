import type { RoleGrant } from '../../domain/client.ts';
import type { Permission } from '../../domain/permission.ts';
import type { ClientEvidence } from './advice.ts';
import type { Naming } from './names.ts';

/** The key of a role grant in `ClientEvidence.grantedAt`. */
export function grantKey({ roleId, divisionId }: RoleGrant): string {
  return `${roleId}/${divisionId}`;
}

/** The key of a permission that a role gained, in `ClientEvidence.grantedAt`. Permissions have colons, divisions have not. */
export function gainKey(roleId: string, permission: Permission): string {
  return `${roleId}/${permission}`;
}

/**
 * ISO time since when the client has held the name for certain; undefined where it always did, as far as anybody has
 * watched. Of several grants the oldest counts.
 */
export function heldSince(name: string, evidence: ClientEvidence, { kind }: Naming): string | undefined {
  // Nothing was granted lately: so it is with most clients.
  if (evidence.grantedAt.size === 0) return undefined;
  switch (kind) {
    case 'scopes':
      return evidence.grantedAt.get(name);
    case 'permissions':
      return oldest(givers(name, evidence).map((grant) => givenSince(name, grant, evidence)));
    default:
      return kind satisfies never;
  }
}

function givers(permission: Permission, { client, roles }: ClientEvidence): RoleGrant[] {
  return client.grants.filter(({ roleId }) => roles.get(roleId)?.permissions.includes(permission));
}

/** A role gives a permission since it was granted and has the permission, whichever came later. */
function givenSince(permission: Permission, grant: RoleGrant, { grantedAt }: ClientEvidence): string | undefined {
  const granted = grantedAt.get(grantKey(grant));
  const gained = grantedAt.get(gainKey(grant.roleId, permission));
  return granted && gained ? (granted > gained ? granted : gained) : (granted ?? gained);
}

function oldest(times: readonly (string | undefined)[]): string | undefined {
  return times.includes(undefined) ? undefined : times.flatMap((time) => time ?? []).sort()[0];
}

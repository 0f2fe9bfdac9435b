import type { OAuthClient } from '../../lib/domain/client.ts';
import type { Role } from '../../lib/domain/org.ts';
import { sortedSet } from '../../lib/domain/snapshot.ts';

/** A client in the canonical form that the doors give: sets sorted, ids folded. */
export function canonicalClient(client: OAuthClient): OAuthClient {
  const grants = new Map(client.grants.map((grant) => [`${grant.roleId}|${grant.divisionId}`, grant] as const));
  return {
    ...client,
    id: client.id.toLowerCase(),
    scopes: sortedSet(client.scopes),
    grants: [...grants.keys()].sort().flatMap((key) => grants.get(key) ?? []),
    redirectUris: sortedSet(client.redirectUris),
  };
}

/** A role with sorted permissions. */
export function canonicalRole(role: Role): Role {
  return { ...role, permissions: sortedSet(role.permissions), conditional: sortedSet(role.conditional) };
}

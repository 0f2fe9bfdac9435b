import { type OAuthClient, restrictedBy } from '../../domain/client.ts';
import type { Day } from '../../domain/day.ts';
import type { OrgConfig, Thresholds, Vendor } from '../../domain/manifest.ts';
import type { Authorization, Role } from '../../domain/org.ts';
import type { UsageDay } from '../../domain/usage/day.ts';

/** What the residue of an org is judged on: committed facts, put together once. */
export interface ResidueFacts {
  readonly now: Date;
  readonly today: Day;
  readonly org: OrgConfig;
  readonly thresholds: Thresholds;
  /** Vendors of the manifest that work in this org. */
  readonly vendors: readonly Vendor[];
  readonly clients: readonly ResidueClient[];
  /** Roles that are there. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Roles that clients held once and do not hold any more, by role. */
  readonly lostRoles: ReadonlyMap<string, readonly LostRole[]>;
  /** Authorisations that are there, with their vendor: the manifest's word, else an integration's. */
  readonly authorizations: readonly ResidueAuthorization[];
  /** Requests of the apps behind the authorisations, on the days that are known. */
  readonly usageDays: readonly UsageDay[];
}

/** A client that is there, or that was. */
export interface ResidueClient {
  /** The present state, or the last one that was known. */
  readonly client: OAuthClient;
  readonly vendor?: Vendor;
  /** ISO time by which it was gone; absent where it is there. */
  readonly goneSince?: string;
}

/** That a client once held a role. */
export interface LostRole {
  readonly by: ResidueClient;
  /** ISO time by which it no longer held the role. */
  readonly at: string;
}

export interface ResidueAuthorization {
  readonly authorization: Authorization;
  readonly vendor: string | null;
  /** ISO time since which it is known: Genesys' own, or the guardian's first sight. */
  readonly knownSince: string;
}

/** Roles that a client holds with any effect. Genesys: roles only apply to clients of client credentials. */
export function effectiveRoles({ grantType, grants }: Pick<OAuthClient, 'grantType' | 'grants'>): ReadonlySet<string> {
  return new Set(restrictedBy(grantType) === 'scopes' ? [] : grants.map(({ roleId }) => roleId));
}

/** Every role that a client which is there names, with effect or without. */
export function rolesInUse({ clients, authorizations }: Pick<ResidueFacts, 'clients' | 'authorizations'>): Set<string> {
  const present = clients.filter(({ goneSince }) => goneSince === undefined);
  return new Set([
    ...present.flatMap(({ client }) => client.grants.map(({ roleId }) => roleId)),
    ...authorizations.flatMap(({ authorization }) => authorization.roles),
  ]);
}

/** Roles that vendors' entries name, by id or by name without regard to case, with the vendors in the manifest's order. */
export function rolesWritten({ vendors, roles }: Pick<ResidueFacts, 'vendors' | 'roles'>): Map<string, Vendor[]> {
  const written = new Map<string, Vendor[]>();
  for (const vendor of vendors) {
    const names = new Set((vendor.roles ?? []).map(({ name }) => name.toLowerCase()));
    if (names.size === 0) continue;
    for (const { id, name } of roles.values()) {
      if (names.has(id) || names.has(name.toLowerCase())) written.set(id, [...(written.get(id) ?? []), vendor]);
    }
  }
  return written;
}

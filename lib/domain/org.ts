import type { OAuthClient } from './client.ts';
import type { Permission } from './permission.ts';
import type { Scope } from './scope.ts';

/** A role with its permissions flattened to sorted `domain:entity:action`. Source: `GET /api/v2/authorization/roles`. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** Permissions that the role gives only under a resource condition: sorted, a subset of `permissions`. */
  readonly conditional: readonly Permission[];
  /** Number of people who hold the role; absent where the API was not asked or did not say. Never hashed. */
  readonly userCount?: number;
}

/** A division. Source: `GET /api/v2/authorization/divisions`. */
export interface Division {
  readonly id: string;
  readonly name: string;
  readonly isHome: boolean;
}

/** An installed integration joined with its type. Source: `GET /api/v2/integrations` and `…/integrations/types`. */
export interface Integration {
  readonly id: string;
  readonly name: string;
  readonly typeId: string;
  readonly vendorName?: string;
  readonly supportContact?: string;
  /** Clients of the vendor that the integration authorises; they do not appear in `/oauth/clients`. Sorted. */
  readonly vendorClientIds: readonly string[];
  readonly intendedState: string;
}

/** An authorisation of a client that is not the org's own. Source: `GET /api/v2/oauth/authorizations` (opt-in). */
export interface Authorization {
  /** The id of the authorised client. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly roles: readonly string[];
  /** `Unauthorized`, `Requested`, `Authorized`, `Revoked`, or whatever else the API answered. */
  readonly state: string;
  readonly pending: boolean;
  readonly provenance?: OAuthClient['provenance'];
}

/** The kinds of entity whose revisions are kept. */
export const ENTITY_KINDS = ['client', 'role', 'division', 'integration', 'authorization'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** The entity of each kind. */
export interface EntityOf {
  client: OAuthClient;
  role: Role;
  division: Division;
  integration: Integration;
  authorization: Authorization;
}
export type Entity = EntityOf[EntityKind];

/** Everything that was read of an org's configuration at one time, by id. A kind that was not read is absent. */
export type OrgSnapshot = { readonly [K in EntityKind]?: ReadonlyMap<string, EntityOf[K]> };

import type { GrantType, RoleGrant } from '../../domain/client.ts';
import type { Scope } from '../../domain/scope.ts';
import type { NewRole } from '../role/index.ts';

/**
 * What one client is to be granted: the ground of everything that is ready to apply, whether it was advised from calls
 * that were observed or from calls that were declared.
 */
export interface ReadyGrant {
  /** `id` is null for a client that does not exist yet. */
  readonly client: { readonly id: string | null; readonly name: string };
  readonly vendor: string;
  readonly description: string;
  readonly grantType: GrantType;
  /** Sorted; empty for client credentials. */
  readonly scopes: readonly Scope[];
  /** Roles to be made; empty where scopes restrict. */
  readonly roles: readonly ReadyRole[];
  /** Grants of the client that stay as they are: of roles that nobody may replace without knowing more. */
  readonly keptGrants: readonly KeptGrant[];
  /** Null where nobody has named them yet. */
  readonly redirectUris: readonly string[] | null;
  readonly tokenSeconds: number;
  /** Calls that this was made for, sorted: `GET /api/v2/users/{userId}`. */
  readonly calls: readonly string[];
  /** What to know before it is applied, in words. */
  readonly notes: readonly string[];
}

/** A role that only this client is to hold. Its permissions are sorted. */
export interface ReadyRole extends NewRole {
  readonly places: readonly Place[];
}

/** Where a role is granted. What is not known is said, and never taken for home. */
export type Place =
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'home'; readonly id?: string }
  | { readonly kind: 'named'; readonly name: string; readonly id?: string }
  /** A division that only its id is known of. */
  | { readonly kind: 'id'; readonly id: string }
  /** Somebody has to choose. */
  | { readonly kind: 'unknown' };

/** A grant that stays, with the role's name where it could be read. */
export interface KeptGrant extends RoleGrant {
  readonly roleName?: string;
}

/** Something that can be put into a file: never more than text, and a name without folders. */
export interface ReadyFile {
  readonly name: string;
  readonly text: string;
}

import type { Scope } from './scope.ts';

/** The grant types that Genesys Cloud documents. PKCE has no value of its own: it is `CODE`. */
export const GRANT_TYPES = ['CODE', 'TOKEN', 'SAML2-BEARER', 'PASSWORD', 'CLIENT-CREDENTIALS'] as const;
export type KnownGrantType = (typeof GRANT_TYPES)[number];
/** A documented grant type, or whatever else the API answered: an unknown one is kept as data. */
export type GrantType = KnownGrantType | (string & {});

/** The pseudo division that means every division, present and future. It is not an entity and no listing returns it. */
export const ALL_DIVISIONS = '*';
/** The division of a role that only the deprecated `roleIds` names. */
export const UNKNOWN_DIVISION = 'unknown';

/** A role in a division: one entry of `roleDivisions`. */
export interface RoleGrant {
  readonly roleId: string;
  /** A division id, `*` ({@link ALL_DIVISIONS}) or `unknown` ({@link UNKNOWN_DIVISION}). */
  readonly divisionId: string;
}

/** Who made a change, and when, as the API says it. Never part of a hash: it moves without the access moving. */
export interface Provenance {
  readonly createdAt?: string;
  readonly createdBy?: string;
  readonly modifiedAt?: string;
  readonly modifiedBy?: string;
}

/**
 * An OAuth client of the org, in canonical form: ids in lower case, sets sorted and without duplicates, noise and the
 * secret removed. Source: `GET /api/v2/oauth/clients`.
 */
export interface OAuthClient {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly grantType: GrantType;
  readonly scopes: readonly Scope[];
  readonly grants: readonly RoleGrant[];
  readonly redirectUris: readonly string[];
  /** Token validity in seconds; Genesys' default of 24 h where the API leaves it out. */
  readonly tokenSeconds: number;
  /** `active`, `disabled`, `inactive`, the undocumented `deleted`, or whatever else the API answered. */
  readonly state: string;
  /** ISO time at which an inactive client will be deleted. */
  readonly deletesAt?: string;
  readonly provenance?: Provenance;
}

/** Genesys: "omitted means 24 h". */
export const DEFAULT_TOKEN_SECONDS = 86_400;

/**
 * What restricts a client of this grant type. Genesys: "Scopes only apply to clients not using the client credentials
 * grant" and "Role divisions only apply to clients using the client credentials grant".
 */
export function restrictedBy(grantType: GrantType): 'scopes' | 'permissions' | 'unknown' {
  switch (grantType as KnownGrantType) {
    case 'CODE':
    case 'TOKEN':
    case 'SAML2-BEARER':
    case 'PASSWORD':
      return 'scopes';
    case 'CLIENT-CREDENTIALS':
      return 'permissions';
    default:
      return 'unknown';
  }
}

/** These are Genesys' own: the new usage API counts them, and no share may. */
const BUILT_IN_CLIENTS: ReadonlySet<string> = new Set(['purecloud', 'purecloud-builtin']);

/** True for Genesys' own clients, which only the usage API shows. */
export function isBuiltInClient(clientId: string, clientName = ''): boolean {
  return BUILT_IN_CLIENTS.has(clientId.toLowerCase()) || BUILT_IN_CLIENTS.has(clientName.toLowerCase());
}

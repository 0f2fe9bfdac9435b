import {
  ALL_DIVISIONS,
  type OAuthClient,
  type RoleGrant,
  restrictedBy,
  UNKNOWN_DIVISION,
} from '../../domain/client.ts';
import type { Place, ReadyGrant } from './grant.ts';

/** The body of `PUT /api/v2/oauth/clients/{clientId}`: it replaces all that it names. */
export interface ClientRequest {
  readonly name: string;
  readonly description: string;
  readonly authorizedGrantType: string;
  readonly accessTokenValiditySeconds: number;
  readonly registeredRedirectUri: readonly string[];
  readonly scope?: readonly string[];
  readonly roleDivisions?: readonly RoleGrant[];
  /** Deprecated, and the only way to write a role without a division. */
  readonly roleIds?: readonly string[];
  readonly state?: string;
}

/** The client as it is now: the way back. */
export function presentRequest(client: OAuthClient): ClientRequest {
  const known = client.grants.filter(({ divisionId }) => divisionId !== UNKNOWN_DIVISION);
  const unknown = client.grants.filter(({ divisionId }) => divisionId === UNKNOWN_DIVISION);
  return {
    ...settingsOf(client),
    scope: client.scopes,
    roleDivisions: known.map(({ roleId, divisionId }) => ({ roleId, divisionId })),
    ...(unknown.length > 0 && { roleIds: unknown.map(({ roleId }) => roleId) }),
  };
}

/**
 * The same client with what is granted. A role that is yet to be made has no id: its place says so in words, in angle
 * brackets, and the API refuses it until somebody writes the id there.
 */
export function grantedRequest(client: OAuthClient, grant: ReadyGrant): ClientRequest {
  if (restrictedBy(client.grantType) === 'scopes') {
    return { ...presentRequest(client), scope: grant.scopes };
  }
  const made = grant.roles.flatMap(({ name, places }) =>
    places.map((place) => ({ roleId: `<id of the role ${name}>`, divisionId: divisionIdOf(place) })),
  );
  const kept = grant.keptGrants.filter(({ divisionId }) => divisionId !== UNKNOWN_DIVISION);
  const placeless = grant.keptGrants.filter(({ divisionId }) => divisionId === UNKNOWN_DIVISION);
  return {
    ...settingsOf(client),
    scope: client.scopes,
    roleDivisions: [...kept.map(({ roleId, divisionId }) => ({ roleId, divisionId })), ...made],
    ...(placeless.length > 0 && { roleIds: placeless.map(({ roleId }) => roleId) }),
  };
}

/** What only somebody else can know stands in angle brackets. */
function divisionIdOf(place: Place): string {
  switch (place.kind) {
    case 'everywhere':
      return ALL_DIVISIONS;
    case 'home':
      return place.id ?? '<id of the home division>';
    case 'named':
      return place.id ?? `<id of the division ${place.name}>`;
    case 'id':
      return place.id;
    case 'unknown':
      return '<id of the division: choose it>';
    default:
      return place satisfies never;
  }
}

const WRITABLE_STATES: ReadonlySet<string> = new Set(['active', 'disabled', 'inactive']);

function settingsOf(client: OAuthClient): Omit<ClientRequest, 'scope' | 'roleDivisions' | 'roleIds'> {
  return {
    name: client.name,
    description: client.description,
    authorizedGrantType: client.grantType,
    accessTokenValiditySeconds: client.tokenSeconds,
    registeredRedirectUri: client.redirectUris,
    ...(WRITABLE_STATES.has(client.state) && { state: client.state }),
  };
}

import type { KnownGrantType } from '../../domain/client.ts';
import { ALL_DIVISIONS, restrictedBy } from '../../domain/client.ts';
import { operationName } from '../../domain/operation-name.ts';
import type { Place, ReadyGrant } from '../apply/grant.ts';
import { roleName } from '../role/index.ts';
import type { LeastGrant } from './least-grant.ts';
import type { DeclaredOperation } from './match-declared.ts';

/** A client that is to come. */
export interface NewClient {
  readonly name: string;
  readonly grantType: KnownGrantType;
  /** Where it is to work: a name or id, `home` or `*`. Only client credentials need one. */
  readonly division?: string;
}

/** An hour: what is stolen is not of use for long. Genesys: between 5 minutes and 48 hours. */
export const NEW_CLIENT_TOKEN_SECONDS = 3600;

/** The grant of a client that nobody has seen at work. */
export function declaredGrant(
  { name, grantType, division }: NewClient,
  {
    least,
    operations,
    notes,
  }: {
    readonly least: LeastGrant;
    readonly operations: readonly DeclaredOperation[];
    readonly notes: readonly string[];
  },
): ReadyGrant {
  const names = least.names.map((one) => one.name);
  const isByRoles = restrictedBy(grantType) === 'permissions';
  return {
    client: { id: null, name },
    vendor: name,
    description: 'Made for the calls that its vendor declared.',
    grantType,
    scopes: isByRoles ? [] : names,
    roles:
      isByRoles && names.length > 0
        ? [
            {
              name: roleName(name, names),
              description: 'Made for the calls that the vendor of one client declared. Held by nobody else.',
              permissions: names,
              places: [placeOf(division)],
            },
          ]
        : [],
    keptGrants: [],
    redirectUris: null,
    tokenSeconds: NEW_CLIENT_TOKEN_SECONDS,
    calls: operations.map(({ operation }) => operationName(operation)).sort(),
    notes,
  };
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function placeOf(division: string | undefined): Place {
  if (division === undefined) return { kind: 'unknown' };
  if (division === ALL_DIVISIONS) return { kind: 'everywhere' };
  if (division === 'home') return { kind: 'home' };
  return ID.test(division) ? { kind: 'id', id: division.toLowerCase() } : { kind: 'named', name: division };
}

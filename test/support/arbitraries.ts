import fc from 'fast-check';
import { ALL_DIVISIONS, GRANT_TYPES, type OAuthClient, UNKNOWN_DIVISION } from '../../lib/domain/client.ts';
import type { Role } from '../../lib/domain/org.ts';
import { aClient, aRole, HOME, SALES, SUPPORT } from './facts.ts';

/**
 * Arbitrary clients and roles out of small pools, so that overlap, implication and duplicates are frequent.
 */

export const arbitraryScope = fc
  .tuple(fc.constantFrom('analytics', 'oauth', 'routing', 'users', 'brand-new'), fc.boolean())
  .map(([name, isReadonly]) => (isReadonly ? `${name}:readonly` : name));

export const arbitraryScopes = fc.uniqueArray(arbitraryScope, { maxLength: 6 });

export const arbitraryPermission = fc
  .tuple(
    fc.constantFrom('analytics', 'authorization', 'routing'),
    fc.constantFrom('queue', 'grant', '*'),
    fc.constantFrom('view', 'add', '*'),
  )
  .map((parts) => parts.join(':'));

export const arbitraryPermissions = fc.uniqueArray(arbitraryPermission, { maxLength: 5 });

const ROLE_IDS = [1, 2, 3, 4].map((index) => `a0000000-0000-4000-8000-00000000000${index}`);

/** Up to four roles with different ids and any permissions, so that twins and parts of each other occur. */
export const arbitraryRoles: fc.Arbitrary<Role[]> = fc
  .tuple(fc.subarray(ROLE_IDS), fc.array(arbitraryPermissions, { minLength: 4, maxLength: 4 }))
  .map(([ids, permissions]) =>
    ids.map((id, index) => aRole({ id, name: `Role ${id.slice(-1)}`, permissions: permissions[index] ?? [] })),
  );

export const arbitraryDivisionId = fc.constantFrom(HOME.id, SALES.id, SUPPORT.id, ALL_DIVISIONS);

/** Grants of roles that may not exist. */
export const arbitraryGrants = fc.array(
  fc.record({ roleId: fc.constantFrom(...ROLE_IDS), divisionId: arbitraryDivisionId }),
  { maxLength: 5 },
);

/** Grants of which some come from the deprecated `roleIds`, so that their division is unknown. */
export const arbitraryGrantsWithUnknown = fc.array(
  fc.record({
    roleId: fc.constantFrom(...ROLE_IDS),
    divisionId: fc.oneof(arbitraryDivisionId, fc.constant(UNKNOWN_DIVISION)),
  }),
  { maxLength: 5 },
);

export const arbitraryGrantType = fc.constantFrom(...GRANT_TYPES, 'DEVICE-CODE');

export const arbitraryRedirectUri = fc
  .tuple(
    fc.constantFrom('https://', 'http://', 'acme://'),
    fc.constantFrom('app.acme.example', 'App.acme.example', 'localhost'),
    fc.constantFrom('', ':8443'),
    fc.constantFrom('', '/', '/callback', '/callback/', '/Callback'),
  )
  .map((parts) => parts.join(''));

/** Any client of any grant type, with scopes, grants and redirect URIs whether they count for it or not. */
export const arbitraryClient: fc.Arbitrary<OAuthClient> = fc
  .record({
    grantType: arbitraryGrantType,
    scopes: arbitraryScopes,
    grants: arbitraryGrantsWithUnknown,
    redirectUris: fc.array(arbitraryRedirectUri, { maxLength: 3 }),
    tokenSeconds: fc.integer({ min: 300, max: 86_400 }),
  })
  .map(aClient);

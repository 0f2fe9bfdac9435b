import fc from 'fast-check';
import { type ApiOperation, Catalogue, type Origin } from '../../../../lib/privilege/catalogue/index.ts';

export const ORIGIN: Origin = { source: 'a test', date: '2026-07-01' };

/** Lists users: scope `users` or `users:readonly`, permission `directory:user:view`. */
export const listUsers: ApiOperation = {
  method: 'GET',
  template: '/api/v2/users',
  scopes: ['users', 'users:readonly'],
  kind: 'ANY',
  permissions: ['directory:user:view'],
  unreadable: false,
  deprecated: false,
};
export const getUser: ApiOperation = { ...listUsers, template: '/api/v2/users/{userId}' };
export const getMe: ApiOperation = {
  ...listUsers,
  template: '/api/v2/users/me',
  kind: 'NONE',
  permissions: [],
};
export const deleteUser: ApiOperation = {
  ...getUser,
  method: 'DELETE',
  scopes: ['users'],
  permissions: ['directory:organization:admin', 'directory:user:delete'],
  unreadable: true,
};

export function aCatalogue(...operations: readonly ApiOperation[]): Catalogue {
  return new Catalogue(ORIGIN, operations);
}

const arbitraryName = fc.constantFrom('users', 'routing', 'me', 'GET', 'queues-2', 'v1.0');
const arbitrarySegment = fc.oneof(arbitraryName, fc.constantFrom('{id}', '{userId}', '{a}.csv'));
/** Mostly of the Platform API, at times of something else, and short enough to collide. */
export const arbitraryTemplate = fc
  .tuple(fc.constantFrom('/api/v2', '/api/v2', '/api/v1'), fc.array(arbitrarySegment, { minLength: 1, maxLength: 4 }))
  .map(([base, segments]) => [base, ...segments].join('/'));

const arbitraryScopes = fc
  .uniqueArray(fc.constantFrom('users', 'users:readonly', 'routing', 'routing:readonly', 'audits:readonly'), {
    maxLength: 3,
  })
  .map((scopes) => scopes.sort());
const arbitraryPermissions = fc
  .uniqueArray(
    fc.constantFrom('directory:user:view', 'directory:user:edit', 'routing:queue:view', 'wfm:agent:view', 'a:b:*'),
    { minLength: 1, maxLength: 4 },
  )
  .map((permissions) => permissions.sort());
const arbitraryNeed = fc.oneof(
  fc.record({ kind: fc.constant('NONE' as const), permissions: fc.constant([]), unreadable: fc.constant(false) }),
  fc.record({ kind: fc.constantFrom('ANY', 'ALL'), permissions: arbitraryPermissions, unreadable: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('ANY', 'ALL'), permissions: fc.constant([]), unreadable: fc.constant(true) }),
);

export const arbitraryOperation: fc.Arbitrary<ApiOperation> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'DELETE'),
    template: arbitraryTemplate,
    scopes: arbitraryScopes,
    need: arbitraryNeed,
    divisionAware: fc.constantFrom(undefined, true, false),
    deprecated: fc.boolean(),
  })
  .map(({ need, divisionAware, ...operation }) => ({
    ...operation,
    ...need,
    ...(divisionAware === undefined ? {} : { divisionAware }),
  }));

/** Any catalogue, with collisions: templates that differ in the names of parameters only. */
export const arbitraryCatalogue: fc.Arbitrary<Catalogue> = fc
  .uniqueArray(arbitraryOperation, { selector: ({ method, template }) => `${method} ${template}`, maxLength: 25 })
  .map((operations) => aCatalogue(...operations));

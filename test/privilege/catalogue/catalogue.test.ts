import fc from 'fast-check';
import { scopeImplies } from '../../../lib/domain/scope.ts';
import { permissionsKnown } from '../../../lib/privilege/catalogue/index.ts';
import { aCatalogue, arbitraryCatalogue, deleteUser, getMe, getUser, listUsers } from './support/operations.ts';

const catalogue = aCatalogue(listUsers, getUser, getMe, deleteUser);

describe('Catalogue.find', () => {
  it('finds the operation of a usage row', () => {
    expect(catalogue.find('GET', 'api/v2/users/{userId}')).toEqual({ kind: 'mapped', operation: getUser });
  });

  it.each(['get', 'Get'])('takes the method %s for GET', (method) => {
    expect(catalogue.find(method, listUsers.template)).toEqual({ kind: 'mapped', operation: listUsers });
  });

  it('takes no notice of the names of parameters', () => {
    expect(catalogue.find('DELETE', '/api/v2/users/{id}')).toEqual({ kind: 'mapped', operation: deleteUser });
  });

  it('matches a literal with a literal only', () => {
    expect(catalogue.find('GET', 'api/v2/users/me')).toEqual({ kind: 'mapped', operation: getMe });
    expect(aCatalogue(getUser).find('GET', 'api/v2/users/me')).toEqual({ kind: 'unmapped', why: 'unknown template' });
  });

  it.each([
    '/api/v2/user',
    '/api/v2/users/{userId}/queues',
    '/api/v2/USERS',
    '/api/v1/users',
    '/api/v2/users/5c2f0d7e-0000-4000-8000-000000000000',
    '/api/v2/users?expand=groups',
    'https://api.mypurecloud.com/api/v2/users',
  ])('does not know %s, and takes nothing near it', (template) => {
    expect(catalogue.find('GET', template)).toEqual({ kind: 'unmapped', why: 'unknown template' });
  });

  it('names the methods that it knows where a method is unknown', () => {
    expect(catalogue.find('PUT', getUser.template)).toEqual({
      kind: 'unmapped',
      why: 'unknown method of a known template',
      methods: ['DELETE', 'GET'],
    });
  });

  it.each([
    ['GET', '', 'no template'],
    ['GET', '/', 'no template'],
    ['', '/api/v2/users', 'no method'],
  ])('says of "%s %s": %s', (method, template, why) => {
    expect(catalogue.find(method, template)).toEqual({ kind: 'unmapped', why });
  });

  it('decides nothing between operations that differ in the names of parameters, and shows them', () => {
    const byName = { ...getUser, template: '/api/v2/users/{userName}', permissions: ['directory:name:view'] };
    expect(aCatalogue(getUser, byName).find('GET', getUser.template)).toEqual({
      kind: 'unmapped',
      why: 'several operations',
      candidates: [getUser, byName],
    });
  });

  it('answers with what was asked for, or not at all', () => {
    const named = (name: string) => name.replace(/\{[^}]*\}/g, '{}');
    fc.assert(
      fc.property(arbitraryCatalogue, arbitraryCatalogue, (known, asked) => {
        for (const { method, template } of asked.operations) {
          const match = known.find(method, template);
          const same = known.operations.filter(
            (one) => one.method === method && named(one.template) === named(template),
          );
          expect(match.kind === 'mapped' ? [match.operation] : []).toEqual(same.length === 1 ? same : []);
        }
      }),
    );
  });
});

describe('the permissions of an operation', () => {
  it.each([
    ['none', { kind: 'NONE', permissions: [], unreadable: false }, true],
    ['any of some', { kind: 'ANY', permissions: ['a:b:c'], unreadable: false }, true],
    ['any of some, or of prose', { kind: 'ANY', permissions: ['a:b:c'], unreadable: true }, true],
    ['any of prose', { kind: 'ANY', permissions: [], unreadable: true }, false],
    ['all of some', { kind: 'ALL', permissions: ['a:b:c'], unreadable: false }, true],
    ['all of some and prose', { kind: 'ALL', permissions: ['a:b:c'], unreadable: true }, false],
    ['all of prose', { kind: 'ALL', permissions: [], unreadable: true }, false],
  ] as const)('that wants %s %j: known is %s', (_, need, isKnown) => {
    expect(permissionsKnown({ ...listUsers, ...need })).toBe(isKnown);
  });
});

describe('the index of a catalogue', () => {
  const readAudits = { ...listUsers, template: '/api/v2/audits', scopes: ['audits:readonly'] };
  const searchUsers = { ...listUsers, template: '/api/v2/users/search', scopes: ['users:readonly'] };
  const withSearch = aCatalogue(listUsers, deleteUser, readAudits, searchUsers, { ...getMe, scopes: [] });

  it('knows all scopes and permissions, sorted', () => {
    expect(withSearch.scopes).toEqual(['audits:readonly', 'users', 'users:readonly']);
    expect(withSearch.permissions).toEqual([
      'directory:organization:admin',
      'directory:user:delete',
      'directory:user:view',
    ]);
  });

  it('adds to the scopes of an operation the writing form that it does not name', () => {
    expect(withSearch.scopesOf(searchUsers)).toEqual(['users', 'users:readonly']);
  });

  it('invents no writing form that nothing names', () => {
    expect(withSearch.scopesOf(readAudits)).toEqual(['audits:readonly']);
  });

  it('knows what a scope opens: with the writing form also what wants the readonly one', () => {
    expect(withSearch.openedByScope('users')).toEqual([listUsers, searchUsers, deleteUser]);
    expect(withSearch.openedByScope('users:readonly')).toEqual([listUsers, searchUsers]);
    expect(withSearch.openedByScope('nothing')).toEqual([]);
  });

  it('knows what a permission serves', () => {
    expect(withSearch.servedByPermission('directory:user:delete')).toEqual([deleteUser]);
    expect(withSearch.servedByPermission('nothing:at:all')).toEqual([]);
  });

  it('knows what a wildcard serves, each operation once', () => {
    expect(withSearch.servedByPermission('directory:*:*')).toEqual([readAudits, listUsers, searchUsers, deleteUser]);
  });

  it('opens by a scope exactly the operations of which it says so', () => {
    fc.assert(
      fc.property(arbitraryCatalogue, (one) => {
        for (const scope of one.scopes) {
          const expected = one.operations.filter(({ scopes }) => scopes.some((wanted) => scopeImplies(scope, wanted)));
          expect(one.openedByScope(scope)).toEqual(expected);
          expect(one.operations.filter((operation) => one.scopesOf(operation).includes(scope))).toEqual(expected);
        }
      }),
    );
  });
});

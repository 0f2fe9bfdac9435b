import { CatalogueError, readDefinition } from '../../../lib/privilege/catalogue/index.ts';
import { getUser, listUsers, ORIGIN } from './support/operations.ts';

const get = {
  operationId: 'getUser',
  description: 'Get user. Needs a scope: see below.',
  security: [{ 'PureCloud OAuth': ['users', 'users:readonly'] }],
  'x-inin-requires-permissions': { type: 'ANY', permissions: ['directory:user:view'] },
};
const AT = 'paths["/api/v2/users/{userId}"].get';

/** A definition of one operation, with what it says replaced. */
function definition(change: object = {}, top: object = {}): object {
  return { swagger: '2.0', paths: { '/api/v2/users/{userId}': { get: { ...get, ...change } } }, ...top };
}

function requiring(requirement: unknown): object {
  return definition({ 'x-inin-requires-permissions': requirement });
}

describe('readDefinition', () => {
  it('reads an operation', () => {
    const { catalogue, warnings } = readDefinition(definition(), ORIGIN);
    expect(catalogue.operations).toEqual([getUser]);
    expect(catalogue.origin).toBe(ORIGIN);
    expect(warnings).toEqual([]);
  });

  it('sorts scopes and permissions, and takes each once', () => {
    const twice = { type: 'ALL', permissions: ['b:b:b', 'a:a:a', 'b:b:b'] };
    const security = [{ 'PureCloud OAuth': ['users:readonly'] }, { Other: ['users', 'users:readonly'] }];
    const [operation] = operationsOf(definition({ security, 'x-inin-requires-permissions': twice }));
    expect(operation).toEqual({ ...getUser, kind: 'ALL', permissions: ['a:a:a', 'b:b:b'] });
  });

  it('takes an operation without security for one that needs no scope', () => {
    expect(operationsOf(definition({ security: undefined }))[0]?.scopes).toEqual([]);
    expect(operationsOf(definition({ security: [{ 'Guest Chat JWT': [] }] }))[0]?.scopes).toEqual([]);
  });

  it('takes the security of the whole definition for an operation that names none of its own', () => {
    const common = { security: [{ 'PureCloud OAuth': ['users'] }] };
    expect(operationsOf(definition({ security: undefined }, common))[0]?.scopes).toEqual(['users']);
    expect(operationsOf(definition({ security: [] }, common))[0]?.scopes).toEqual([]);
  });

  it('takes an operation without a requirement for one that needs no permission', () => {
    const paths = {
      '/api/v2/users': { get },
      '/api/v2/me': { get: { ...get, 'x-inin-requires-permissions': undefined } },
    };
    const [me] = operationsOf({ swagger: '2.0', paths });
    expect(me).toEqual({ ...listUsers, template: '/api/v2/me', kind: 'NONE', permissions: [] });
  });

  it('puts the base path before each path', () => {
    const paths = { '/users': { get } };
    expect(operationsOf({ swagger: '2.0', basePath: '/api/v2/', paths })).toEqual([listUsers]);
  });

  it('leaves alone what is no method', () => {
    const paths = { '/api/v2/users': { get, parameters: [{ name: 'x' }], 'x-note': 'prose' } };
    expect(operationsOf({ swagger: '2.0', paths })).toEqual([listUsers]);
  });

  it('reads deprecated operations', () => {
    expect(operationsOf(definition({ deprecated: true }))).toEqual([{ ...getUser, deprecated: true }]);
  });
});

describe('prose in a definition', () => {
  it('is left out of the permissions, and marked', () => {
    const { catalogue, warnings } = readDefinition(
      requiring({ type: 'ANY', permissions: ['admin', 'directory:user:view', 7] }),
      ORIGIN,
    );
    expect(catalogue.operations).toEqual([{ ...getUser, unreadable: true }]);
    expect(warnings).toEqual([
      { place: `${AT}["x-inin-requires-permissions"].permissions[0]`, message: '"admin" is no permission' },
      { place: `${AT}["x-inin-requires-permissions"].permissions[2]`, message: '7 is no permission' },
    ]);
  });

  it('for all permissions leaves the kind, and nothing that would pass for "none needed"', () => {
    const { catalogue, warnings } = readDefinition(
      requiring({ type: 'ANY', permissions: ['They are enforced by the backend'] }),
      ORIGIN,
    );
    expect(catalogue.operations).toEqual([{ ...getUser, permissions: [], unreadable: true }]);
    expect(warnings).toHaveLength(1);
  });

  it.each([
    ['See the documentation', '', 'is no object with type and permissions'],
    [{ type: 'SOME', permissions: ['a:b:c'] }, '.type', '"SOME" is neither ANY nor ALL'],
    [{ type: 'ANY' }, '', 'is no object with type and permissions'],
    [null, '', 'is no object with type and permissions'],
  ])('in place of a requirement (%j) makes its permissions unknown', (requirement, below, message) => {
    const { catalogue, warnings } = readDefinition(requiring(requirement), ORIGIN);
    expect(catalogue.operations).toEqual([{ ...getUser, kind: 'ALL', permissions: [], unreadable: true }]);
    expect(warnings).toEqual([{ place: `${AT}["x-inin-requires-permissions"]${below}`, message }]);
  });

  it('for deprecated is warned about', () => {
    const { catalogue, warnings } = readDefinition(definition({ deprecated: 'since 2020' }), ORIGIN);
    expect(catalogue.operations).toEqual([getUser]);
    expect(warnings).toEqual([{ place: `${AT}.deprecated`, message: 'neither true nor false; taken for false' }]);
  });
});

describe('a definition is refused', () => {
  it.each([
    [undefined, 'definition'],
    ['<html>', 'definition'],
    [{ openapi: '3.0.0', paths: {} }, 'swagger'],
    [{ swagger: '2.0' }, 'paths'],
    [{ swagger: '2.0', paths: { '/api/v2/users': 'prose' } }, 'paths["/api/v2/users"]'],
    [definition({ security: 'users' }), `${AT}.security`],
    [definition({ security: [{ 'PureCloud OAuth': 'users' }] }), `${AT}.security[0]["PureCloud OAuth"]`],
    [definition({ security: [{ 'PureCloud OAuth': ['any scope'] }] }), `${AT}.security`],
  ])('with the place of the problem (%#)', (json, place) => {
    expect(problemsOf(json).map((problem) => problem.place)).toEqual([place]);
  });

  it('if two of its paths are one template', () => {
    const paths = { '/api/v2/users': { get }, '/api/v2/users/': { get } };
    expect(problemsOf({ swagger: '2.0', paths })).toEqual([
      { place: 'paths["/api/v2/users/"].get', message: 'GET /api/v2/users is defined twice' },
    ]);
  });

  it('if a path cannot be a template', () => {
    expect(problemsOf({ swagger: '2.0', paths: { '/a b': { get }, '/': { get } } }).map(({ place }) => place)).toEqual([
      'paths["/a b"].get',
      'paths["/"].get',
    ]);
  });

  it('if no operation names permissions: then they stand elsewhere, and nothing would seem to be needed', () => {
    expect(problemsOf(definition({ 'x-inin-requires-permissions': undefined }))).toEqual([
      { place: 'paths', message: 'none of 1 operations names permissions: not a definition of Genesys Cloud' },
    ]);
  });

  it('with every problem at once, of which the message shows twenty', () => {
    const paths = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`/a ${index}`, { get }]));
    expect(problemsOf({ swagger: '2.0', paths })).toHaveLength(25);
    expect(() => readDefinition({ swagger: '2.0', paths }, ORIGIN)).toThrow(/\nand 5 more$/);
  });
});

function operationsOf(json: unknown) {
  return readDefinition(json, ORIGIN).catalogue.operations;
}

function problemsOf(json: unknown) {
  try {
    readDefinition(json, ORIGIN);
  } catch (error) {
    if (error instanceof CatalogueError) return error.problems;
    throw error;
  }
  return [];
}

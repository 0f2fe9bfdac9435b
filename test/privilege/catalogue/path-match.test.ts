import fc from 'fast-check';
import { Catalogue, matchPath, pathOf, platformCatalogue } from '../../../lib/privilege/catalogue/index.ts';
import { aCatalogue, deleteUser, getMe, getUser, listUsers, ORIGIN } from './support/operations.ts';

const ID = '5c2f0d7e-0000-4000-8000-000000000000';
const catalogue = aCatalogue(listUsers, getUser, getMe, deleteUser);

describe('matchPath', () => {
  it.each([
    `/api/v2/users/${ID}`,
    `api/v2/users/${ID}/`,
    `users/${ID}`,
    `https://api.mypurecloud.de/api/v2/users/${ID}?expand=groups#top`,
    `//api.mypurecloud.de/api/v2/users/${ID}`,
    `https://gateway.example/genesys/api/v2/users/${ID}`,
    `{{baseUrl}}/api/v2/users/${ID}`,
    '/api/v2/users/{id}',
    '/api/v2/users/{{userId}}',
    '/api/v2/users/:userId',
    '/api/v2/users/<user-id>',
    '/api/v2/users/%7BuserId%7D',
  ])('finds the operation of %s', (path) => {
    expect(matchPath(catalogue, 'get', path)).toEqual({ kind: 'mapped', operation: getUser });
  });

  it('takes a literal before a parameter', () => {
    expect(matchPath(catalogue, 'GET', '/api/v2/users/me')).toEqual({ kind: 'mapped', operation: getMe });
  });

  it('takes the parameter where the literal does not know the method', () => {
    expect(matchPath(catalogue, 'DELETE', '/api/v2/users/me')).toEqual({ kind: 'mapped', operation: deleteUser });
  });

  it('lists the candidates where no template is more literal than the other', () => {
    const queues = { ...getUser, template: '/api/v2/{area}/queues' };
    const users = { ...getUser, template: '/api/v2/users/{userId}' };
    expect(matchPath(aCatalogue(queues, users), 'GET', '/api/v2/users/queues')).toEqual({
      kind: 'unmapped',
      why: 'several operations',
      candidates: [users, queues],
    });
  });

  it('lists operations that differ in the names of parameters only', () => {
    const byName = { ...getUser, template: '/api/v2/users/{userName}' };
    expect(matchPath(aCatalogue(getUser, byName), 'GET', `/api/v2/users/${ID}`)).toMatchObject({
      why: 'several operations',
      candidates: [getUser, byName],
    });
  });

  it('lets a parameter that is part of a segment take part of it', () => {
    const file = { ...getUser, template: '/api/v2/files/{name}.csv' };
    expect(matchPath(aCatalogue(file), 'GET', '/api/v2/files/a.csv')).toEqual({ kind: 'mapped', operation: file });
    expect(matchPath(aCatalogue(file), 'GET', '/api/v2/files/.csv')).toMatchObject({ why: 'unknown template' });
  });

  it.each([
    ['GET', `/api/v2/users/${ID}/queues`, 'unknown template'],
    ['GET', '/api/v2/Users', 'unknown template'],
    ['GET', `/api/v1/users/${ID}`, 'unknown template'],
    ['GET', 'https://api.mypurecloud.de/', 'no template'],
    ['GET', '', 'no template'],
    ['', `/api/v2/users/${ID}`, 'no method'],
  ])('says of "%s %s": %s', (method, path, why) => {
    expect(matchPath(catalogue, method, path)).toEqual({ kind: 'unmapped', why });
  });

  it('does not take a placeholder for a literal', () => {
    expect(matchPath(aCatalogue(getMe), 'GET', '/api/v2/users/{{who}}')).toMatchObject({ why: 'unknown template' });
  });

  it('names the methods that it knows where a method is unknown', () => {
    expect(matchPath(catalogue, 'PUT', `/api/v2/users/${ID}`)).toEqual({
      kind: 'unmapped',
      why: 'unknown method of a known template',
      methods: ['DELETE', 'GET'],
    });
  });

  it('finds every operation of the platform by its own template', () => {
    const platform = platformCatalogue();
    const lost = platform.operations.filter((operation) => {
      const match = matchPath(platform, operation.method, operation.template);
      return match.kind !== 'mapped' || match.operation !== operation;
    });
    expect(lost).toEqual([]);
  });

  it('finds every operation of the platform by a path with ids', () => {
    const platform = platformCatalogue();
    const unclear = platform.operations.filter((operation) => {
      const match = matchPath(platform, operation.method, operation.template.replace(/\{[^}]*\}/g, ID));
      return match.kind !== 'mapped' || match.operation !== operation;
    });
    expect(unclear).toEqual([]);
  });

  it('answers with an operation whose template fits, whatever is asked', () => {
    const segment = fc.oneof(fc.constantFrom('users', 'me', 'queues', '{id}', ':id', ''), fc.string());
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 5 }), fc.constantFrom('GET', 'DELETE'), (segments, method) => {
        const match = matchPath(new Catalogue(ORIGIN, catalogue.operations), method, segments.join('/'));
        if (match.kind !== 'mapped') return;
        const form = new RegExp(`^${match.operation.template.replace(/\{[^}]*\}/g, '[^/]+')}$`);
        expect(pathOf(segments.join('/'))).toMatch(form);
      }),
    );
  });
});

describe('pathOf', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string(), piecesOfPaths), (given) => {
        expect(pathOf(pathOf(given))).toBe(pathOf(given));
      }),
    );
  });
});

const piecesOfPaths = fc
  .array(fc.constantFrom('/', ' ', '{', '}', '%7B', 'a', ':', 'api/v2', '#', '?', '\t'))
  .map((pieces) => pieces.join(''));

import { type ApiOperation, Catalogue, platformCatalogue } from '../../../lib/privilege/catalogue/index.ts';
import { askedScopes, declaredGrant, leastGrant, matchDeclared } from '../../../lib/privilege/declared/index.ts';

const catalogue = platformCatalogue();

function matched(...calls: readonly string[]) {
  return matchDeclared(
    calls.map((call, index) => {
      const [method = '', path = ''] = call.split(' ');
      return { method, path, place: `line ${index + 1}` };
    }),
    catalogue,
  );
}

function operationsOf(...calls: readonly string[]): readonly ApiOperation[] {
  const { operations, unmapped } = matched(...calls);
  expect(unmapped).toEqual([]);
  return operations.map(({ operation }) => operation);
}

describe('a declared call', () => {
  it('is the operation whose template its path fits, a literal before a parameter', () => {
    const { operations } = matched('GET /api/v2/users/4711', 'GET /api/v2/users/me', 'GET {{url}}/api/v2/users/:id');
    expect(operations).toMatchObject([
      { operation: { template: '/api/v2/users/me' }, places: ['line 2'] },
      { operation: { template: '/api/v2/users/{userId}' }, places: ['line 1', 'line 3'] },
    ]);
  });

  it.each([
    ['of another API', 'GET https://api.acme.example/users', /begin with \/api\/v2\//],
    ['behind a variable that nobody knows', 'GET {{baseUrl}}/users', /variable/],
    ['that the catalogue does not know', 'GET /api/v2/no/such/thing', /no such operation/],
    ['with another method', 'DELETE /api/v2/routing/queues', /with GET, POST only/],
  ])('%s is listed, and never guessed', (_what, call, why) => {
    expect(matched(call)).toMatchObject({ operations: [], unmapped: [{ why: expect.stringMatching(why) }] });
  });

  it('that may be several operations is listed with all of them', () => {
    const operation = (template: string): ApiOperation => ({
      method: 'GET',
      template,
      scopes: [],
      kind: 'NONE',
      permissions: [],
      unreadable: false,
      deprecated: false,
    });
    const two = new Catalogue({ source: 's', date: '2026-01' }, [
      operation('/api/v2/a/{b}/c'),
      operation('/api/v2/a/b/{c}'),
    ]);
    const [unmapped] = matchDeclared([{ method: 'GET', path: '/api/v2/a/b/c', place: 'p' }], two).unmapped;
    expect(unmapped?.why).toBe('may be any of /api/v2/a/b/{c}, /api/v2/a/{b}/c: write the template');
  });
});

describe('the least grant of declared calls', () => {
  it('reads where calls read, and says which call each name is for', () => {
    const operations = operationsOf('GET /api/v2/routing/queues', 'POST /api/v2/analytics/conversations/details/query');
    expect(leastGrant(operations, { kind: 'scopes', catalogue })).toMatchObject({
      names: [
        { name: 'analytics:readonly', because: [{ method: 'POST' }] },
        { name: 'routing:readonly', because: [{ method: 'GET' }] },
      ],
      optimal: true,
      unservable: [],
    });
    const permissions = leastGrant(operations, { kind: 'permissions', catalogue });
    expect(permissions.names.map(({ name }) => name)).toEqual([
      'analytics:conversationDetail:view',
      'routing:queue:view',
    ]);
  });

  it('needs nothing for no calls', () => {
    expect(leastGrant([], { kind: 'permissions', catalogue })).toMatchObject({ names: [], weight: 0, optimal: true });
  });
});

describe('the scopes that a documentation asks for', () => {
  it('are told apart: not needed, more than needed, unknown, and forgotten', () => {
    const operations = operationsOf('GET /api/v2/routing/queues', 'GET /api/v2/users');
    const least = leastGrant(operations, { kind: 'scopes', catalogue }).names.map(({ name }) => name);
    expect(askedScopes(['routing', 'recordings', 'no-such-scope'], { operations, least, catalogue })).toEqual({
      unneeded: ['no-such-scope', 'recordings'],
      broader: [{ asked: 'routing', enough: ['routing:readonly'] }],
      unknown: ['no-such-scope'],
      missing: ['users:readonly'],
    });
  });
});

describe('the grant of a client that is to come', () => {
  const { operations } = matched('GET /api/v2/routing/queues');
  const parts = (kind: 'scopes' | 'permissions') => ({
    least: leastGrant(
      operations.map(({ operation }) => operation),
      { kind, catalogue },
    ),
    operations,
    notes: [],
  });

  it.each([
    ['Sales', { kind: 'named', name: 'Sales' }],
    ['home', { kind: 'home' }],
    ['*', { kind: 'everywhere' }],
    ['D0000000-0000-4000-8000-000000000002', { kind: 'id', id: 'd0000000-0000-4000-8000-000000000002' }],
    [undefined, { kind: 'unknown' }],
  ])('works in the division that was named: %s', (division, place) => {
    const client = { name: 'New', grantType: 'CLIENT-CREDENTIALS' as const, ...(division && { division }) };
    expect(declaredGrant(client, parts('permissions'))).toMatchObject({
      client: { id: null },
      scopes: [],
      roles: [{ name: 'Marketplace_App_New_Routing_Only', permissions: ['routing:queue:view'], places: [place] }],
      calls: ['GET /api/v2/routing/queues'],
    });
  });

  it('has scopes and no role where people sign in', () => {
    const grant = declaredGrant({ name: 'New', grantType: 'CODE' }, parts('scopes'));
    expect(grant).toMatchObject({ scopes: ['routing:readonly'], roles: [], redirectUris: null });
  });
});

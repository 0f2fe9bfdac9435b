import { anOrg, aServer, requestsTo } from './support.ts';

const ROLES = '/api/v2/authorization/roles';

describe('paging', () => {
  // The guardian's own role is the first of each org.
  it.each([
    { roles: 1, pages: 1 },
    { roles: 4, pages: 1 },
    { roles: 5, pages: 1 },
    { roles: 6, pages: 2 },
    { roles: 10, pages: 2 },
    { roles: 11, pages: 3 },
    { roles: 23, pages: 5 },
  ])('reads $roles roles at 5 a page in $pages requests', async ({ roles, pages }) => {
    const org = await orgWithRoles(roles);
    const { items, coverage } = await org.source.roles();
    expect(new Set(items.map(({ id }) => id)).size).toBe(roles);
    expect(coverage).toMatchObject({ status: 'complete', count: roles });
    expect(requestsTo(org, ROLES)).toHaveLength(pages);
  });

  it('goes by the size that the server gives where that is less than it asked for', async () => {
    const org = await anOrg({
      options: { pageSize: 500 },
      arrange: (world) => {
        for (let index = 1; index < 150; index += 1) world.createRole({ name: `Role ${index}`, permissions: [] });
      },
    });
    expect((await org.source.roles()).coverage).toMatchObject({ status: 'complete', count: 150 });
    expect(requestsTo(org, ROLES)).toHaveLength(2);
  });

  it('follows nextUri where Genesys starts to page the clients', async () => {
    const { source } = await anOrg({
      settings: { clientsPageSize: 2 },
      arrange: (world) => {
        for (let index = 1; index < 7; index += 1) world.createClient({ name: `Client ${index}`, grantType: 'CODE' });
      },
    });
    expect((await source.clients()).coverage).toMatchObject({ status: 'complete', count: 7 });
  });

  it.each([
    { what: 'is truncated', fault: { kind: 'truncated-page' }, count: 9, reason: '9 different entities seen of 12' },
    { what: 'lost its entities', fault: { kind: 'missing-page' }, count: 7, reason: '7 different entities seen of 12' },
    { what: 'is refused', fault: { kind: 'forbidden' }, count: 7, reason: 'page 2 could not be read (403' },
    { what: 'keeps failing', fault: { kind: 'unavailable' }, count: 7, reason: 'page 2 could not be read (503' },
    { what: 'is no JSON', fault: { kind: 'not-json' }, count: 7, reason: 'page 2 could not be read (malformed' },
  ] as const)('says that a read is incomplete when a page $what', async ({ fault, count, reason }) => {
    const { source, simulator } = await orgWithRoles(12);
    simulator.faults.add({ path: ROLES, query: { pageNumber: '2' }, fault });
    const { items, coverage } = await source.roles();
    expect(coverage).toMatchObject({ status: 'incomplete', count });
    expect(coverage.reason).toContain(reason);
    expect(items).toHaveLength(count);
  });

  it('says that clients are incomplete when there are fewer than their total', async () => {
    const { source, simulator } = await anOrg({
      arrange: (world) => void world.createClient({ name: 'Wallboard', grantType: 'CODE' }),
    });
    simulator.faults.add({ path: '/api/v2/oauth/clients', fault: { kind: 'truncated-page' } });
    expect((await source.clients()).coverage).toMatchObject({
      status: 'incomplete',
      count: 1,
      reason: '1 different entities seen of 2',
    });
  });

  it('leaves an entity without an id out, counts it, and says so', async () => {
    const { source, simulator } = await orgWithRoles(3);
    simulator.faults.add({ path: ROLES, fault: { kind: 'fields-absent', fields: ['id'] } });
    expect((await source.roles()).coverage).toMatchObject({
      status: 'incomplete',
      count: 0,
      reason: '3 of 3 entities left out as unusable (id)',
    });
  });

  it('does not read an answer without entities as an org without any', async () => {
    const { source } = await aServer(({ url }) => (url.pathname.startsWith('/api') ? { body: {} } : undefined));
    expect((await source.clients()).coverage).toMatchObject({ status: 'failed', count: 0 });
  });
});

describe('paging while the org changes', () => {
  it('is incomplete when an entity that moved was seen twice, for another was not seen', async () => {
    const { source } = await divisionPages([page(['a', 'b'], { total: 4 }), page(['b', 'c'], { total: 4 })]);
    const { items, coverage } = await source.divisions();
    expect(items.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(coverage).toMatchObject({
      status: 'incomplete',
      count: 3,
      reason: '3 different entities seen of 4, 1 of them again',
    });
  });

  it('is incomplete when the total changes, and reads on where there is more', async () => {
    const { source } = await divisionPages([
      page(['a', 'b'], { total: 4 }),
      page(['c', 'd'], { total: 5, nextUri: '/api/v2/authorization/divisions?pageNumber=3' }),
      page(['e'], { total: 5 }),
    ]);
    const { coverage } = await source.divisions();
    expect(coverage).toMatchObject({ status: 'incomplete', count: 5 });
    expect(coverage.reason).toBe('the number of entities changed while they were read (4 → 5)');
  });

  it('reads on without a total until a page is not full', async () => {
    const { source, seen } = await divisionPages([page(['a', 'b']), page(['c', 'd']), page(['e'])]);
    expect((await source.divisions()).coverage).toMatchObject({ status: 'complete', count: 5 });
    expect(seen.filter((request) => request.includes('divisions'))).toHaveLength(3);
  });

  it('is incomplete when more is seen than there is said to be', async () => {
    const { source } = await divisionPages([page(['a', 'b', 'c'], { total: 2 })]);
    expect((await source.divisions()).coverage).toMatchObject({ status: 'incomplete', count: 3 });
  });

  it('does not go round in a circle of nextUris', async () => {
    const { source, seen } = await aServer(({ url }) =>
      url.pathname === '/api/v2/oauth/clients'
        ? { body: { entities: [{ id: 'a', authorizedGrantType: 'CODE' }], nextUri: '/api/v2/oauth/clients?after=x' } }
        : undefined,
    );
    const { coverage } = await source.clients();
    expect(coverage).toMatchObject({ status: 'incomplete', count: 1 });
    expect(seen.filter((request) => request.includes('clients'))).toHaveLength(2);
  });

  it('never takes the token to the host of a nextUri', async () => {
    const elsewhere = await aServer(() => ({ body: { entities: [] } }));
    const { source, seen } = await aServer(({ url }) => {
      if (url.pathname !== '/api/v2/oauth/clients') return undefined;
      const nextUri = url.search ? '' : `${elsewhere.url}/steal?pageNumber=2`;
      return { body: { entities: [], total: 0, nextUri } };
    });
    await source.clients();
    expect(elsewhere.seen).toEqual([]);
    expect(seen.at(-1)).toBe('GET /api/v2/oauth/clients?pageNumber=2');
  });
});

function orgWithRoles(count: number) {
  return anOrg({
    options: { pageSize: 5 },
    arrange: (world) => {
      for (let index = 1; index < count; index += 1) world.createRole({ name: `Role ${index}`, permissions: [] });
    },
  });
}

function page(ids: readonly string[], rest: { total?: number; nextUri?: string } = {}) {
  return { entities: ids.map((id) => ({ id, name: id })), ...rest };
}

/** A server with these pages of divisions, two to a page. */
function divisionPages(pages: readonly unknown[]) {
  return aServer(
    ({ url }) =>
      url.pathname === '/api/v2/authorization/divisions'
        ? { body: pages[Number(url.searchParams.get('pageNumber')) - 1] ?? { entities: [] } }
        : undefined,
    { pageSize: 2 },
  );
}

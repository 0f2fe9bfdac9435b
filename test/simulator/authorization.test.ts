import { Bench, HandClock, smallOrg } from './harness.ts';

const ROLES = '/api/v2/authorization/roles';

describe('a paged listing', () => {
  const withRoles = (count: number) => {
    const world = smallOrg(new HandClock());
    for (let number = 2; number <= count; number += 1) world.createRole({ name: `Role ${number}`, permissions: [] });
    return Bench.start({ world });
  };

  it('answers 25 entities where no size is asked for', async () => {
    const { body } = await (await withRoles(60)).get(ROLES);
    expect(body).toMatchObject({ pageSize: 25, pageNumber: 1, total: 60, pageCount: 3 });
    expect(body.entities).toHaveLength(25);
  });

  it('cuts larger wishes to 100', async () => {
    const { body } = await (await withRoles(120)).get(`${ROLES}?pageSize=500`);
    expect([body.entities.length, body.pageSize, body.pageCount]).toEqual([100, 100, 2]);
  });

  it('leads through all of its pages by nextUri, which keeps the other parameters', async () => {
    const bench = await withRoles(60);
    const seen: string[] = [];
    let next: string | undefined = `${ROLES}?userCount=false`;
    for (let page = 0; next !== undefined && page < 5; page += 1) {
      expect(next).toContain('userCount=false');
      const { body } = await bench.get(next);
      seen.push(...body.entities.map(({ id }: { id: string }) => id));
      next = body.nextUri;
    }
    expect(new Set(seen).size).toBe(60);
    expect(seen).toHaveLength(60);
  });

  it('answers an empty page beyond its end', async () => {
    const { body } = await (await withRoles(3)).get(`${ROLES}?pageNumber=9`);
    expect(body).toMatchObject({ entities: [], total: 3 });
  });
});

describe('a role', () => {
  it('gives its permissions as policies, with wildcards and conditions', async () => {
    const world = smallOrg(new HandClock());
    world.createRole({
      name: 'Mixed',
      permissions: ['routing:queue:view', 'routing:queue:edit', 'analytics:*:*', 'recording:recording:view'],
      conditional: ['recording:recording:view'],
    });
    const { body } = await (await Bench.start({ world })).get(ROLES);
    expect(body.entities[1].permissionPolicies).toEqual([
      { domain: 'routing', entityName: 'queue', actionSet: ['view', 'edit'], allowConditions: false },
      { domain: 'analytics', entityName: '*', actionSet: ['*'], allowConditions: false },
      {
        domain: 'recording',
        entityName: 'recording',
        actionSet: ['view'],
        allowConditions: true,
        resourceConditionNode: expect.objectContaining({ conjunction: 'AND' }),
      },
    ]);
  });

  it.each([
    ['', 7],
    ['?userCount=true', 7],
    ['?userCount=false', undefined],
  ])('tells how many people hold it unless that is declined (%p)', async (query, expected) => {
    const world = smallOrg(new HandClock());
    world.createRole({ name: 'Agents', permissions: [], userCount: 7 });
    const { body } = await (await Bench.start({ world })).get(`${ROLES}${query}`);
    expect(body.entities[1].userCount).toBe(expected);
  });

  it('can be read by id', async () => {
    const world = smallOrg(new HandClock());
    const { id } = world.createRole({ name: 'Agents', permissions: [] });
    const bench = await Bench.start({ world });
    expect((await bench.get(`${ROLES}/${id}`)).body.name).toBe('Agents');
    expect((await bench.get(`${ROLES}/none`)).status).toBe(404);
  });
});

describe('divisions', () => {
  it('list home among the others, and never the pseudo division *', async () => {
    const world = smallOrg(new HandClock());
    world.createDivision('Sales');
    const bench = await Bench.start({ world });
    const { body } = await bench.get('/api/v2/authorization/divisions');
    expect(body.entities).toMatchObject([
      { name: 'Home', homeDivision: true },
      { name: 'Sales', homeDivision: false },
    ]);
    expect((await bench.get('/api/v2/authorization/divisions/home')).body.id).toBe(body.entities[0].id);
  });
});

describe('a subject', () => {
  it('shows every grant, direct ones too, with policies under other names', async () => {
    const world = smallOrg(new HandClock(), {}, { optional: ['authorization:grant:view'] });
    world.createRole({ name: 'Queues', permissions: ['routing:queue:view'] });
    world.createDivision('Sales');
    const { id } = world.createClient({
      name: 'Acme',
      grantType: 'CLIENT-CREDENTIALS',
      grants: [{ role: 'Queues', division: 'Sales' }],
    });
    world.grantRole('Acme', 'Queues', '*', { direct: true });
    const { body } = await (await Bench.start({ world })).get(`/api/v2/authorization/subjects/${id}`);
    const policies = [{ domain: 'routing', entityName: 'queue', actions: ['view'] }];
    expect(body.grants).toMatchObject([
      { division: { name: 'Sales' }, role: { name: 'Queues', policies } },
      { division: { id: '*' }, role: { name: 'Queues', policies } },
    ]);
  });
});

describe('the permission catalogue', () => {
  it('says which permissions divisions restrict', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()) });
    const { body } = await bench.get('/api/v2/authorization/permissions?pageSize=100');
    const domain = (name: string) => body.entities.find((entity: { domain: string }) => entity.domain === name);
    expect(domain('routing').permissionMap.queue[0]).toMatchObject({ action: 'view', divisionAware: true });
    expect(domain('oauth').permissionMap.client[0]).toMatchObject({ action: 'view', divisionAware: false });
  });
});

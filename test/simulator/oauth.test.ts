import { Bench, HandClock, smallOrg } from './harness.ts';

const CLIENTS = '/api/v2/oauth/clients';

describe('GET /oauth/clients', () => {
  it('answers all clients at once, whole, with the total', async () => {
    const world = smallOrg(new HandClock());
    for (let number = 1; number <= 130; number += 1) world.createClient({ name: `App ${number}`, grantType: 'CODE' });
    const { body } = await (await Bench.start({ world })).get(CLIENTS);
    expect([body.entities.length, body.total, body.nextUri]).toEqual([131, 131, undefined]);
  });

  it('shows what a client may do and who made it', async () => {
    const world = smallOrg(new HandClock());
    const role = world.createRole({ name: 'Recorder', permissions: ['recording:recording:view'] });
    const sales = world.createDivision('Sales');
    const grants = [{ role: 'Recorder', division: 'Sales' }, { role: 'Recorder' }, { role: 'Recorder', division: '*' }];
    const client = world.createClient(
      { name: 'Acme', grantType: 'CLIENT-CREDENTIALS', grants, tokenSeconds: 3600 },
      { by: 'Dana' },
    );
    const { body } = await (await Bench.start({ world })).get(CLIENTS);
    expect(body.entities[1]).toMatchObject({
      id: client.id,
      name: 'Acme',
      authorizedGrantType: 'CLIENT-CREDENTIALS',
      accessTokenValiditySeconds: 3600,
      state: 'active',
      roleIds: [role.id],
      roleDivisions: [sales.id, world.homeDivision.id, '*'].map((divisionId) => ({ roleId: role.id, divisionId })),
      createdBy: { name: 'Dana' },
      dateCreated: '2026-11-20T10:00:00.000Z',
    });
  });

  it('leaves out the token validity that was never set, and the secret', async () => {
    const { body } = await (await Bench.start({ world: smallOrg(new HandClock()) })).get(CLIENTS);
    expect(body.entities[0]).not.toHaveProperty('accessTokenValiditySeconds');
    expect(body.entities[0]).not.toHaveProperty('secret');
  });

  it('can carry the secret, as older responses did', async () => {
    const world = smallOrg(new HandClock(), { serveSecrets: true }, { secret: 'in the open' });
    const { body } = await (await Bench.start({ world })).get(CLIENTS);
    expect(body.entities[0].secret).toBe('in the open');
  });

  it('can serve ids in upper case', async () => {
    const world = smallOrg(new HandClock(), { upperCaseIds: true });
    const { body } = await (await Bench.start({ world })).get(CLIENTS);
    expect(body.entities[0].id).toBe(world.client('OAuth Guardian').id.toUpperCase());
  });

  it('names in roleIds a role whose division it does not tell', async () => {
    const world = smallOrg(new HandClock());
    const { id } = world.createRole({ name: 'Loose', permissions: [] });
    world.createClient({ name: 'Acme', grantType: 'CLIENT-CREDENTIALS', looseRoles: ['Loose'] });
    const { body } = await (await Bench.start({ world })).get(CLIENTS);
    expect(body.entities[1]).toMatchObject({ roleIds: [id], roleDivisions: [] });
  });

  it.each([
    [false, 0],
    [true, 1],
  ])('shows grants made on the subject only where the setting says so (%p)', async (showDirectGrants, count) => {
    const world = smallOrg(new HandClock(), { showDirectGrants });
    world.createRole({ name: 'Direct', permissions: [] });
    world.createClient({ name: 'Acme', grantType: 'CLIENT-CREDENTIALS' });
    world.grantRole('Acme', 'Direct', '*', { direct: true });
    const { body } = await (await Bench.start({ world })).get(CLIENTS);
    expect(body.entities[1].roleDivisions).toHaveLength(count);
  });

  it('can be split into pages that are linked by nextUri', async () => {
    const world = smallOrg(new HandClock());
    for (const name of ['A', 'B', 'C']) world.createClient({ name, grantType: 'CODE' });
    world.settings.clientsPageSize = 3;
    const bench = await Bench.start({ world });
    const first = await bench.get(CLIENTS);
    const second = await bench.get(first.body.nextUri);
    expect([first, second].map(({ body }) => [body.entities.length, body.total])).toEqual([
      [3, 4],
      [1, 4],
    ]);
    expect(second.body).not.toHaveProperty('nextUri');
  });

  it('answers one client by id', async () => {
    const world = smallOrg(new HandClock());
    const { id } = world.createClient({ name: 'Acme', grantType: 'CODE', scopes: ['users'] });
    const bench = await Bench.start({ world });
    expect((await bench.get(`${CLIENTS}/${id}`)).body).toMatchObject({ id, scope: ['users'] });
    expect((await bench.get(`${CLIENTS}/nobody`)).status).toBe(404);
  });
});

describe('GET /oauth/authorizations', () => {
  it('needs a permission that the guardian does not hold by default', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()) });
    const { status, body } = await bench.get('/api/v2/oauth/authorizations');
    expect([status, body.code]).toEqual([403, 'missing.any.permissions']);
  });

  it("lists clients of vendors, which are not among the org's own", async () => {
    const world = smallOrg(new HandClock(), {}, { optional: ['oauth:client:authorize'] });
    world.authorize({ id: 'beacon', name: 'Beacon' }, { scope: ['users'], state: 'Requested', pending: true });
    world.authorize({ id: 'beacon', name: 'Beacon' }, { state: 'Authorized', pending: false });
    const bench = await Bench.start({ world });
    const { body } = await bench.get('/api/v2/oauth/authorizations');
    expect(body).toMatchObject({
      total: 1,
      entities: [{ client: { id: 'beacon', name: 'Beacon' }, scope: ['users'], state: 'Authorized', pending: false }],
    });
    expect((await bench.get(CLIENTS)).body.total).toBe(1);
  });
});

describe('GET /oauth/scopes', () => {
  it('is the catalogue of scopes', async () => {
    const { body } = await (await Bench.start({ world: smallOrg(new HandClock()) })).get('/api/v2/oauth/scopes');
    const ids = body.entities.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['analytics', 'analytics:readonly', 'notifications', 'audits:readonly']),
    );
    expect(body.total).toBe(134);
  });

  it('can know scopes that nobody has heard of', async () => {
    const world = smallOrg(new HandClock(), { extraScopes: ['holograms'] });
    const { body } = await (await Bench.start({ world })).get('/api/v2/oauth/scopes');
    expect(body.entities).toContainEqual(expect.objectContaining({ id: 'holograms' }));
  });
});

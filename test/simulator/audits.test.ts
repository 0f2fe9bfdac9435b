import { Bench, HandClock, smallOrg } from './harness.ts';

const REALTIME = '/api/v2/audits/query/realtime';
const TODAY = '2026-11-20T00:00:00Z/2026-11-21T00:00:00Z';

/** Acme gains a scope at 10:00, and its role a permission at 11:00; the entries of what came before are forgotten. */
function editedOrg(clock = new HandClock()) {
  const world = smallOrg(clock);
  world.createRole({ name: 'Recorder', permissions: ['recording:recording:view'] });
  world.createClient({ name: 'Acme', grantType: 'CODE', scopes: ['users'] });
  world.settle();
  world.addScopes('Acme', ['analytics'], { by: 'Dana' });
  clock.forward({ hours: 1 });
  world.editRole('Recorder', { add: ['recording:recording:edit'], by: 'Robin' });
  clock.forward({ hours: 1 });
  return world;
}

describe('the audit trail, in real time', () => {
  it('tells who changed which properties of which client, newest first', async () => {
    const world = editedOrg();
    const { body } = await (await Bench.start({ world })).post(`${REALTIME}?expand=user`, {
      interval: TODAY,
      serviceName: 'PeoplePermissions',
    });
    expect(body).toMatchObject({ total: 2, pageNumber: 1, pageCount: 1 });
    expect(body.entities[0]).toMatchObject({ entityType: 'Role', eventDate: '2026-11-20T11:00:00.000Z' });
    expect(body.entities[1]).toMatchObject({
      serviceName: 'PeoplePermissions',
      action: 'Update',
      entityType: 'OAuthClient',
      entity: { id: world.client('Acme').id, name: 'Acme' },
      user: { name: 'Dana' },
      eventDate: '2026-11-20T10:00:00.000Z',
      status: 'SUCCESS',
      propertyChanges: [{ property: 'scopes', oldValues: ['users'], newValues: ['users', 'analytics'] }],
    });
  });

  it('names the actor only where that is asked for', async () => {
    const { body } = await (await Bench.start({ world: editedOrg() })).post(REALTIME, { interval: TODAY });
    expect(body.entities[0].user).toEqual({ id: expect.any(String), selfUri: expect.any(String) });
  });

  it('filters by every property given', async () => {
    const world = editedOrg();
    const bench = await Bench.start({ world });
    const filter = (property: string, value: string) => ({ property, value });
    const total = async (...filters: object[]) => (await bench.post(REALTIME, { interval: TODAY, filters })).body.total;
    expect(await total(filter('EntityType', 'OAuthClient'))).toBe(1);
    expect(await total(filter('EntityType', 'OAuthClient'), filter('Action', 'Delete'))).toBe(0);
    expect(await total(filter('EntityId', world.role('Recorder').id))).toBe(1);
    expect(await total(filter('UserId', world.actor('Dana').id))).toBe(1);
  });

  it('answers the interval only, without its end', async () => {
    const bench = await Bench.start({ world: editedOrg() });
    const total = async (interval: string) => (await bench.post(REALTIME, { interval })).body.total;
    expect(await total('2026-11-20T10:00:00Z/2026-11-20T11:00:00Z')).toBe(1);
    expect(await total('2026-11-20T11:00:01Z/2026-11-20T12:00:00Z')).toBe(0);
  });

  it('answers other services with nothing', async () => {
    const bench = await Bench.start({ world: editedOrg() });
    expect((await bench.post(REALTIME, { interval: TODAY, serviceName: 'Routing' })).body.total).toBe(0);
  });

  it('answers in pages, oldest first where asked to', async () => {
    const bench = await Bench.start({ world: editedOrg() });
    const sort = [{ name: 'Timestamp', sortOrder: 'ascending' }];
    const page = (pageNumber: number) => bench.post(REALTIME, { interval: TODAY, sort, pageSize: 1, pageNumber });
    expect((await page(1)).body).toMatchObject({ pageCount: 2, entities: [{ entityType: 'OAuthClient' }] });
    expect((await page(2)).body).toMatchObject({ pageCount: 2, entities: [{ entityType: 'Role' }] });
  });

  it('forgets what is older than 14 days, which the query in the background does not', async () => {
    const clock = new HandClock();
    const world = editedOrg(clock);
    clock.forward({ hours: 24 * 15 });
    const bench = await Bench.start({ world });
    expect((await bench.post(REALTIME, { interval: TODAY })).body.total).toBe(0);
    const { body } = await bench.post('/api/v2/audits/query', { interval: TODAY });
    await bench.get(`/api/v2/audits/query/${body.id}`);
    await bench.get(`/api/v2/audits/query/${body.id}`);
    expect((await bench.get(`/api/v2/audits/query/${body.id}/results`)).body.entities).toHaveLength(2);
  });

  it('can lag behind the edit', async () => {
    const clock = new HandClock();
    const world = smallOrg(clock, { auditDelayMs: 90_000 });
    world.settle();
    world.createDivision('Sales');
    const bench = await Bench.start({ world });
    expect((await bench.post(REALTIME, { interval: TODAY })).body.total).toBe(0);
    clock.forward({ seconds: 90 });
    expect((await bench.post(REALTIME, { interval: TODAY })).body.total).toBe(1);
  });

  it('records a client as the actor where a client made the edit', async () => {
    const world = smallOrg(new HandClock());
    const { id } = world.createClient({ name: 'Pipeline', grantType: 'CLIENT-CREDENTIALS' });
    world.settle();
    world.createDivision('Sales', { by: 'Pipeline' });
    const { body } = await (await Bench.start({ world })).post(REALTIME, { interval: TODAY });
    expect(body.entities[0]).toMatchObject({ user: { id }, client: { id } });
  });

  it('records a deletion with what the client held', async () => {
    const world = editedOrg();
    world.deleteClient('Acme');
    const { body } = await (await Bench.start({ world })).post(REALTIME, { interval: TODAY });
    expect(body.entities[0].action).toBe('Delete');
    expect(body.entities[0].propertyChanges).toEqual(
      expect.arrayContaining([
        { property: 'deleted_on', newValues: ['2026-11-20T12:00:00.000Z'] },
        { property: 'scopes', oldValues: ['users', 'analytics'] },
      ]),
    );
  });

  it.each([[{ interval: 'today' }], [{ interval: TODAY, pageSize: 5000 }], [{}]])('refuses %j', async (query) => {
    expect((await (await Bench.start({ world: editedOrg() })).post(REALTIME, query)).status).toBe(400);
  });

  it('says which services and entities it knows', async () => {
    const { body } = await (await Bench.start({ world: editedOrg() })).get(`${REALTIME}/servicemapping`);
    expect(JSON.stringify(body)).toContain('OAuthClient');
  });
});

describe('an audit query in the background', () => {
  it('is queued, runs, and then has results that a cursor leads through', async () => {
    const bench = await Bench.start({ world: editedOrg() });
    const { status, body } = await bench.post('/api/v2/audits/query', { interval: TODAY });
    const path = `/api/v2/audits/query/${body.id}`;
    expect([status, body.state]).toEqual([202, 'Queued']);
    expect((await bench.get(`${path}/results`)).status).toBe(404);
    expect((await bench.get(path)).body.state).toBe('Running');
    expect((await bench.get(path)).body.state).toBe('Succeeded');
    const first = await bench.get(`${path}/results?pageSize=1`);
    const second = await bench.get(`${path}/results?pageSize=1&cursor=${first.body.cursor}`);
    expect([first, second].map((page) => page.body.entities[0].entityType)).toEqual(['Role', 'OAuthClient']);
    expect(second.body).not.toHaveProperty('cursor');
  });
});

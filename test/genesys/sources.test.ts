import { anOrg, oneOfEverything, READ_NAMES, READS, requestsTo, TODAY, VENDOR_CLIENT } from './support.ts';

describe('a source over the SDK', () => {
  it('reads the guardian itself', async () => {
    const { source, world } = await anOrg();
    const { self, coverage } = await source.self();
    expect(self).toEqual({
      org: world.org,
      clientId: world.guardian?.id,
      clientName: 'OAuth Guardian',
      grants: [{ roleId: world.role('OAuth Guardian').id, divisionId: world.homeDivision.id }],
    });
    expect(coverage.status).toBe('complete');
  });

  it('reads clients in canonical form and without their secrets', async () => {
    const { source, world } = await anOrg({
      settings: { serveSecrets: true },
      arrange: (org) => {
        org.createRole({ name: 'Loose', permissions: [] });
        org.createClient({
          name: 'Wallboard',
          id: 'c0000000-0000-4000-8000-000000000001',
          grantType: 'CODE',
          scopes: ['users', 'analytics', 'users'],
          redirectUris: ['https://b.example/', 'https://a.example/'],
          looseRoles: ['Loose'],
          tokenSeconds: 3600,
        });
      },
    });
    const { items, coverage } = await source.clients();
    const wallboard = items.find(({ name }) => name === 'Wallboard');
    const { provenance, ...rest } = wallboard ?? {};
    expect(rest).toEqual({
      id: 'c0000000-0000-4000-8000-000000000001',
      name: 'Wallboard',
      description: '',
      grantType: 'CODE',
      scopes: ['analytics', 'users'],
      grants: [{ roleId: world.role('Loose').id, divisionId: 'unknown' }],
      redirectUris: ['https://a.example/', 'https://b.example/'],
      tokenSeconds: 3600,
      state: 'active',
    });
    expect(provenance?.modifiedBy).toBe(world.actor().id);
    expect(JSON.stringify(items)).not.toContain('secret-of');
    expect(coverage).toEqual({ status: 'complete', count: 2, asOf: '2026-11-20T09:00:00.000Z' });
  });

  it('reads the same clients whatever the case of their ids and the order of their fields', async () => {
    const plain = await anOrg({ arrange: oneOfEverything });
    const shouting = await anOrg({ arrange: oneOfEverything, settings: { upperCaseIds: true } });
    shouting.simulator.faults.add({ path: '/api/v2/oauth/clients', fault: { kind: 'reordered' } });
    expect((await shouting.source.clients()).items).toEqual((await plain.source.clients()).items);
  });

  it('flattens the policies of roles, tells conditional permissions apart, and asks who holds them', async () => {
    const { source } = await anOrg({
      arrange: (org) =>
        org.createRole({
          name: 'Recorder',
          permissions: ['recording:recording:view', 'analytics:*:*', 'analytics:queue:view'],
          conditional: ['recording:recording:view'],
          userCount: 4,
        }),
    });
    const role = (await source.roles()).items.find(({ name }) => name === 'Recorder');
    expect(role).toMatchObject({
      permissions: ['analytics:*:*', 'analytics:queue:view', 'recording:recording:view'],
      conditional: ['recording:recording:view'],
      userCount: 4,
    });
  });

  it('reads divisions and says which is home', async () => {
    const { source } = await anOrg({ arrange: (org) => void org.createDivision('Sales') });
    const { items } = await source.divisions();
    expect(items.map(({ name, isHome }) => [name, isHome]).sort()).toEqual([
      ['Home', true],
      ['Sales', false],
    ]);
  });

  it('joins integrations with the vendor of their type', async () => {
    const { source } = await anOrg({ arrange: oneOfEverything });
    const { items, coverage } = await source.integrations();
    expect(items).toMatchObject([
      {
        name: 'Acme app',
        typeId: 'app-acme',
        vendorName: 'Acme',
        vendorClientIds: [VENDOR_CLIENT],
        intendedState: 'ENABLED',
      },
    ]);
    expect(coverage.status).toBe('complete');
  });

  it('reads authorisations under the id of their client', async () => {
    const { source } = await anOrg({ arrange: oneOfEverything });
    const { items } = await source.authorizations();
    expect(items).toMatchObject([{ id: VENDOR_CLIENT, scopes: ['users'], state: 'Authorized', pending: false }]);
  });

  it('reads the live limit of its own token', async () => {
    const { source } = await anOrg();
    expect((await source.limits()).limits).toEqual({ clientTokenPerMinute: 300 });
  });

  it('says who did it in audits, newest first', async () => {
    const { source, world } = await anOrg();
    world.createClient({ name: 'Wallboard', grantType: 'CODE' });
    world.addScopes('Wallboard', ['users'], { by: 'Blake' });
    const { items } = await source.audits(TODAY);
    expect(items.find(({ action }) => action === 'Update')).toEqual({
      at: '2026-11-20T09:00:00.000Z',
      entityType: 'OAuthClient',
      entityId: world.client('Wallboard').id,
      action: 'Update',
      actorId: world.actor('Blake').id,
      actorName: 'Blake',
      properties: ['scopes'],
    });
  });

  it('ignores fields that no definition knows', async () => {
    const { source, simulator } = await anOrg({ arrange: oneOfEverything });
    simulator.faults.add({ path: '/**', fault: { kind: 'unknown-fields' } });
    const reads = await Promise.all(READ_NAMES.map((name) => READS[name](source)));
    expect(reads.map(({ coverage }) => coverage.status)).toEqual(READ_NAMES.map(() => 'complete'));
  });

  it('spends 8 requests on a first read of an org with two pages of roles', async () => {
    const { source, simulator } = await anOrg({
      arrange: (org) => {
        for (let index = 0; index < 120; index += 1) org.createRole({ name: `Role ${index}`, permissions: [] });
      },
    });
    await Promise.all([source.self(), source.clients(), source.roles(), source.divisions(), source.integrations()]);
    expect(source.apiCalls).toBe(8);
    expect(simulator.requests).toHaveLength(8);
  });

  it('leaves the idle time of its token alone', async () => {
    const org = await anOrg();
    await org.source.self();
    expect(requestsTo(org, '/api/v2/tokens/me')[0]?.query).toEqual([['preserveIdleTTL', 'true']]);
  });

  it('sends nothing before the first read', async () => {
    const { source, simulator } = await anOrg();
    expect([source.apiCalls, simulator.requests.length]).toEqual([0, 0]);
  });
});

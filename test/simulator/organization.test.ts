import { Bench, HandClock, smallOrg } from './harness.ts';

describe('the caller', () => {
  it('sees its org, itself and its grants', async () => {
    const world = smallOrg(new HandClock());
    const guardian = world.client('OAuth Guardian');
    const { body } = await (await Bench.start({ world })).get('/api/v2/tokens/me');
    expect(body).toMatchObject({
      organization: world.org,
      OAuthClient: {
        id: guardian.id,
        name: 'OAuth Guardian',
        authorizedGrantType: 'CLIENT-CREDENTIALS',
        roleDivisions: [{ roleId: world.role('OAuth Guardian').id, divisionId: world.homeDivision.id }],
      },
    });
  });
});

describe('the org', () => {
  it('tells its name', async () => {
    const { body } = await (await Bench.start({ world: smallOrg(new HandClock()) })).get('/api/v2/organizations/me');
    expect(body).toMatchObject({ name: 'Small org', state: 'active' });
  });

  it('publishes the rate limit that is applied', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()), ratePerMinute: 120 });
    const { body } = await bench.get('/api/v2/organizations/limits/namespaces/platform.api');
    expect(body.entities).toContainEqual({
      key: 'client.credentials.token.rate.per.minute',
      namespace: 'platform.api',
      value: 120,
    });
  });

  it('has no limits of an unknown namespace', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()) });
    expect((await bench.get('/api/v2/organizations/limits/namespaces/none')).status).toBe(400);
  });
});

describe('an AppFoundry app', () => {
  it('is tied by its type to its vendor and the clients of that vendor', async () => {
    const world = smallOrg(new HandClock());
    world.createIntegrationType({
      id: 'premium-app-beacon',
      name: 'Beacon',
      vendorName: 'Beacon Ltd',
      supportContactUri: 'https://beacon.example',
      vendorOAuthClientIds: ['client-of-beacon'],
    });
    world.installIntegration({ name: 'Beacon in our org', type: 'premium-app-beacon' });
    const bench = await Bench.start({ world });
    const integrations = await bench.get('/api/v2/integrations?pageSize=100&pageNumber=1');
    const types = await bench.get('/api/v2/integrations/types');
    expect(integrations.body.entities).toMatchObject([
      { name: 'Beacon in our org', integrationType: { id: 'premium-app-beacon' }, intendedState: 'ENABLED' },
    ]);
    expect(types.body.entities).toMatchObject([
      { id: 'premium-app-beacon', vendorName: 'Beacon Ltd', vendorOAuthClientIds: ['client-of-beacon'] },
    ]);
  });
});

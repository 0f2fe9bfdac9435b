import { Bench, HandClock, smallOrg } from './harness.ts';

describe('the token service', () => {
  it('issues a token that lives as long as the client says', async () => {
    const world = smallOrg(new HandClock());
    world.setClient('OAuth Guardian', { accessTokenValiditySeconds: 600 });
    const bench = await Bench.start({ world });
    const { status, body } = await bench.login();
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.any(String), token_type: 'bearer', expires_in: 600 });
  });

  it('issues a token for 24 h where the client says nothing', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()) });
    expect((await bench.login()).body.expires_in).toBe(86_400);
  });

  it('takes the credentials that it was started with', async () => {
    const world = smallOrg(new HandClock());
    const credentials = { clientId: world.client('OAuth Guardian').id, clientSecret: 'another' };
    const bench = await Bench.start({ world, credentials });
    expect((await bench.login(credentials)).status).toBe(200);
    expect((await bench.login({ ...credentials, clientSecret: 'secret-of-x' })).status).toBe(401);
  });

  it('refuses a wrong secret in the words of the login service', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()) });
    const { status, body } = await bench.login({ ...bench.simulator.credentials, clientSecret: 'wrong' });
    expect(status).toBe(401);
    expect(body).toEqual({
      error: 'invalid_client',
      description: 'authentication failed',
      error_description: 'authentication failed',
    });
  });

  it('refuses a client that is not there', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()) });
    const stranger = { clientId: '11111111-1111-4111-8111-111111111111', clientSecret: 'x' };
    expect((await bench.login(stranger)).body.error).toBe('invalid_client');
  });

  it('refuses grant types other than client credentials', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()) });
    const { status, body } = await bench.login(bench.simulator.credentials, 'grant_type=password');
    expect([status, body.error]).toEqual([400, 'unsupported_grant_type']);
  });

  it('refuses a client that was registered for another grant type', async () => {
    const world = smallOrg(new HandClock());
    const { id } = world.createClient({ name: 'Code app', grantType: 'CODE', secret: 's' });
    const bench = await Bench.start({ world });
    const { status, body } = await bench.login({ clientId: id, clientSecret: 's' });
    expect([status, body.error]).toEqual([400, 'unauthorized_client']);
  });
});

describe('a token', () => {
  it('opens the API until it expires', async () => {
    const clock = new HandClock();
    const bench = await Bench.start({ world: smallOrg(clock) });
    expect((await bench.get('/api/v2/tokens/me')).status).toBe(200);
    clock.forward({ hours: 24 });
    const { status, body } = await bench.get('/api/v2/tokens/me');
    expect([status, body.code]).toEqual([401, 'bad.credentials']);
  });

  it('stops working when tokens are revoked', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()) });
    bench.simulator.revokeTokens();
    expect((await bench.get('/api/v2/tokens/me')).status).toBe(401);
  });

  it.each(['disabled', 'inactive'])('stops working when its client becomes %s', async (state) => {
    const world = smallOrg(new HandClock());
    const bench = await Bench.start({ world });
    world.setClient('OAuth Guardian', { state });
    expect((await bench.get('/api/v2/tokens/me')).status).toBe(401);
  });

  it('is named by number in the log, never by value', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()) });
    const { body } = await bench.login();
    await bench.get('/api/v2/tokens/me', body.access_token);
    expect(bench.simulator.requests.at(-1)).toMatchObject({ path: '/api/v2/tokens/me', tokenId: 'token-2' });
    expect(JSON.stringify(bench.simulator.requests)).not.toContain(body.access_token);
  });

  it('is asked for where none was sent', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()) });
    const response = await fetch(`${bench.simulator.url}/api/v2/oauth/clients`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'authentication.required', status: 401 });
  });
});

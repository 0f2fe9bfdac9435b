import { Bench, HandClock, smallOrg } from './harness.ts';

describe('the rate limit', () => {
  it('tells the caller where it stands', async () => {
    const clock = new HandClock();
    const bench = await Bench.start({ world: smallOrg(clock) });
    await bench.get('/api/v2/tokens/me');
    clock.forward({ seconds: 20 });
    const { headers } = await bench.get('/api/v2/tokens/me');
    const names = ['inin-ratelimit-count', 'inin-ratelimit-allowed', 'inin-ratelimit-reset'];
    expect(names.map((name) => headers.get(name))).toEqual(['2', '300', '40']);
  });

  it('refuses what goes beyond it, and says when to come back', async () => {
    const clock = new HandClock();
    const bench = await Bench.start({ world: smallOrg(clock), ratePerMinute: 2 });
    await bench.get('/api/v2/tokens/me');
    await bench.get('/api/v2/tokens/me');
    clock.forward({ seconds: 18 });
    const { status, headers, body } = await bench.get('/api/v2/tokens/me');
    expect([status, headers.get('Retry-After')]).toEqual([429, '42']);
    expect(body).toEqual({
      message: 'Rate limit exceeded the maximum. Retry the request in [42] seconds',
      code: 'too.many.requests.retry.after',
      status: 429,
      contextId: expect.any(String),
      details: [],
      errors: [],
    });
  });

  it('begins anew after a minute', async () => {
    const clock = new HandClock();
    const bench = await Bench.start({ world: smallOrg(clock), ratePerMinute: 1 });
    await bench.get('/api/v2/tokens/me');
    clock.forward({ minutes: 1 });
    expect((await bench.get('/api/v2/tokens/me')).status).toBe(200);
  });

  it('counts each token by itself', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()), ratePerMinute: 1 });
    const { body } = await bench.login();
    expect((await bench.get('/api/v2/tokens/me')).status).toBe(200);
    expect((await bench.get('/api/v2/tokens/me', body.access_token)).status).toBe(200);
  });

  it('counts calls that are refused for other reasons', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()), ratePerMinute: 1 });
    const refused = await bench.get('/api/v2/oauth/authorizations');
    expect([refused.status, refused.headers.get('inin-ratelimit-count')]).toEqual([403, '1']);
    expect((await bench.get('/api/v2/tokens/me')).status).toBe(429);
  });
});

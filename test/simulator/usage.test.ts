import type { World } from '../../lib/simulator/index.ts';
import { Bench, HandClock, type Reply, smallOrg } from './harness.ts';

const JOBS = '/api/v2/usage/aggregates/query/jobs';
const NOVEMBER = '2026-11-01T00:00:00Z/2026-11-20T00:00:00Z';

/** Runs a usage job to its end: the last answer. */
async function runJob(bench: Bench, query: Record<string, unknown>, parameters = ''): Promise<Reply> {
  const { body } = await bench.post(JOBS, { interval: NOVEMBER, granularity: 'Day', ...query });
  await bench.get(body.resultsUri);
  return bench.get(`${body.resultsUri}${parameters}`);
}

/** Runs an old usage query to its end. */
async function runQuery(bench: Bench, query: Record<string, unknown>): Promise<Reply> {
  const { body } = await bench.post('/api/v2/usage/query', { interval: NOVEMBER, granularity: 'Day', ...query });
  await bench.get(body.resultsUri);
  return bench.get(body.resultsUri);
}

function orgWithAcme(clock: HandClock): World {
  const world = smallOrg(clock);
  world.createClient({ name: 'Acme', grantType: 'CODE' });
  return world;
}

describe('a usage job', () => {
  it('is not done at the first poll', async () => {
    const world = orgWithAcme(new HandClock());
    world.settings.usageJobPolls = ['Queued', 'Running'];
    const bench = await Bench.start({ world });
    const { status, body } = await bench.post(JOBS, { interval: NOVEMBER });
    expect([status, body.resultsUri]).toEqual([202, `${JOBS}/${body.id}`]);
    const states: string[] = [];
    for (let poll = 0; poll < 3; poll += 1) states.push((await bench.get(body.resultsUri)).body.queryStatus);
    expect(states).toEqual(['Queued', 'Running', 'Succeeded']);
  });

  it('sums up what was not asked for', async () => {
    const world = orgWithAcme(new HandClock());
    world.burn('Acme', { date: '2026-11-18', requests: 10, template: '/api/v2/users/{userId}' });
    world.burn('Acme', { date: '2026-11-18', requests: 5, method: 'POST', template: '/api/v2/users', status500: 2 });
    const { body } = await runJob(await Bench.start({ world }), { groupBy: ['OauthClientId', 'OauthClientName'] });
    expect(body.entities).toEqual([
      {
        date: '2026-11-18',
        oauthClient: { id: world.client('Acme').id, name: 'Acme' },
        requestCount: 15,
        status200: 13,
        status300: 0,
        status400: 0,
        status429: 0,
        status500: 2,
      },
    ]);
  });

  it('tells operations apart where asked to', async () => {
    const world = orgWithAcme(new HandClock());
    world.burn('Acme', { date: '2026-11-18', requests: 10, template: '/api/v2/users/{userId}' });
    world.burn('Acme', { date: '2026-11-18', requests: 5, method: 'POST', template: '/api/v2/users' });
    const { body } = await runJob(await Bench.start({ world }), {
      groupBy: ['OauthClientId', 'HttpMethod', 'TemplateUri'],
    });
    expect(body.entities).toMatchObject([
      { httpMethod: 'GET', templateUri: '/api/v2/users/{userId}', requestCount: 10 },
      { httpMethod: 'POST', templateUri: '/api/v2/users', requestCount: 5 },
    ]);
  });

  it('counts 429 among the 4xx too', async () => {
    const world = orgWithAcme(new HandClock());
    world.burn('Acme', { date: '2026-11-18', requests: 10, status429: 4 });
    const { body } = await runJob(await Bench.start({ world }), { groupBy: ['OauthClientId'] });
    expect(body.entities[0]).toMatchObject({ requestCount: 10, status200: 6, status400: 4, status429: 4 });
  });

  it("counts Genesys' own clients", async () => {
    const world = orgWithAcme(new HandClock());
    world.burn('purecloud', { date: '2026-11-18', requests: 10 });
    world.burn('purecloud-builtin', { date: '2026-11-18', requests: 10 });
    const { body } = await runJob(await Bench.start({ world }), { groupBy: ['OauthClientId'] });
    expect(body.entities).toMatchObject([
      { oauthClient: { id: 'purecloud' } },
      { oauthClient: { id: 'purecloud-builtin' } },
    ]);
  });

  it('includes both ends of its interval', async () => {
    const world = orgWithAcme(new HandClock());
    for (const date of ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12'])
      world.burn('Acme', { date, requests: 1 });
    const interval = '2026-11-10T00:00:00/2026-11-11T00:00:00';
    const { body } = await runJob(await Bench.start({ world }), { interval, groupBy: ['OauthClientId'] });
    expect(body.entities.map(({ date }: { date: string }) => date)).toEqual(['2026-11-10', '2026-11-11']);
  });

  it.each([
    ['Week', '2026-11-16'],
    ['Month', '2026-11-01'],
  ])('sums up by %s', async (granularity, date) => {
    const world = orgWithAcme(new HandClock());
    world.burn('Acme', { date: '2026-11-17', requests: 1 });
    world.burn('Acme', { date: '2026-11-18', requests: 2 });
    const { body } = await runJob(await Bench.start({ world }), { granularity, groupBy: ['OauthClientId'] });
    expect(body.entities).toMatchObject([{ date, requestCount: 3 }]);
  });

  it('answers in pages of 100 that nextUri leads through', async () => {
    const world = orgWithAcme(new HandClock());
    for (let number = 0; number < 230; number += 1) {
      world.burn('Acme', { date: '2026-11-18', requests: 1, template: `/api/v2/things/${number}` });
    }
    const bench = await Bench.start({ world });
    const first = await runJob(bench, { groupBy: ['TemplateUri'] });
    const second = await bench.get(first.body.nextUri);
    const third = await bench.get(second.body.nextUri);
    expect([first, second, third].map(({ body }) => body.entities.length)).toEqual([100, 100, 30]);
    expect(third.body).not.toHaveProperty('nextUri');
  });

  it.each([
    ['?pageSize=1000', 200],
    ['?pageSize=1001', 400],
    ['?after=made-up', 400],
  ])('answers %s with %i', async (parameters, status) => {
    const bench = await Bench.start({ world: orgWithAcme(new HandClock()) });
    expect((await runJob(bench, {}, parameters)).status).toBe(status);
  });

  it.each([
    ['no interval', 'yesterday'],
    ['an interval of more than 90 days', '2026-08-01T00:00:00Z/2026-11-18T00:00:00Z'],
    ['an interval that begins more than a year ago', '2025-09-01T00:00:00Z/2025-09-02T00:00:00Z'],
  ])('is refused for %s', async (_, interval) => {
    const bench = await Bench.start({ world: orgWithAcme(new HandClock()) });
    expect((await bench.post(JOBS, { interval })).status).toBe(400);
  });

  it('is refused for a granularity of hours', async () => {
    const bench = await Bench.start({ world: orgWithAcme(new HandClock()) });
    expect((await bench.post(JOBS, { interval: NOVEMBER, granularity: 'Hour' })).status).toBe(400);
  });

  it('is not found under an unknown id', async () => {
    const bench = await Bench.start({ world: orgWithAcme(new HandClock()) });
    expect((await bench.get(`${JOBS}/unknown`)).status).toBe(404);
  });
});

describe('an old usage query', () => {
  it('runs before it is complete, and leaves empty what was not asked for', async () => {
    const world = orgWithAcme(new HandClock());
    world.burn('Acme', { date: '2026-11-18', requests: 3 });
    const bench = await Bench.start({ world });
    const { body: query } = await bench.post('/api/v2/usage/query', { interval: NOVEMBER, groupBy: ['OAuthClientId'] });
    expect((await bench.get(query.resultsUri)).body).toEqual({ queryStatus: 'Running' });
    expect((await bench.get(query.resultsUri)).body).toMatchObject({
      queryStatus: 'Complete',
      results: [{ clientName: 'Acme', requests: 3, organizationId: '', userId: '', templateUri: '', httpMethod: '' }],
    });
  });

  it('writes templates without a leading slash', async () => {
    const world = orgWithAcme(new HandClock());
    world.burn('Acme', { date: '2026-11-18', requests: 3 });
    const { body } = await runQuery(await Bench.start({ world }), { groupBy: ['TemplateUri'] });
    expect(body.results[0].templateUri).toBe('api/v2/users/{userId}');
  });

  it("leaves out Genesys' own clients", async () => {
    const world = orgWithAcme(new HandClock());
    world.burn('purecloud', { date: '2026-11-18', requests: 3 });
    const { body } = await runQuery(await Bench.start({ world }), { groupBy: ['OAuthClientId'] });
    expect(body.results).toEqual([]);
  });
});

describe('usage that is published late', () => {
  it('shows a day only when the lag after its end has passed', async () => {
    const clock = new HandClock('2026-11-19T05:59:59Z');
    const world = orgWithAcme(clock);
    world.settings.usage = { mode: 'late', lagHours: 6 };
    world.burn('Acme', { date: '2026-11-18', requests: 3 });
    const bench = await Bench.start({ world });
    expect((await runJob(bench, {})).body.entities).toEqual([]);
    clock.forward({ seconds: 1 });
    expect((await runJob(bench, {})).body.entities).toHaveLength(1);
  });

  it('leaves out the present day', async () => {
    const world = orgWithAcme(new HandClock('2026-11-20T23:59:59Z'));
    world.settings.usage = { mode: 'late', lagHours: 0 };
    world.burn('Acme', { date: '2026-11-20', requests: 3 });
    expect((await runJob(await Bench.start({ world }), {})).body.entities).toEqual([]);
  });
});

describe('usage that grows', () => {
  const today = { interval: '2026-11-20T00:00:00Z/2026-11-20T23:59:59Z', groupBy: ['OauthClientId'] };

  it('counts so much of an even day as has passed', async () => {
    const clock = new HandClock('2026-11-20T06:00:00Z');
    const world = orgWithAcme(clock);
    world.settings.usage = { mode: 'growing' };
    world.burn('Acme', { date: '2026-11-20', requests: 2400, spread: true });
    const bench = await Bench.start({ world });
    expect((await runJob(bench, today)).body.entities[0].requestCount).toBe(600);
    clock.forward({ hours: 6 });
    expect((await runJob(bench, today)).body.entities[0].requestCount).toBe(1200);
    clock.forward({ hours: 12 });
    expect((await runJob(bench, today)).body.entities[0].requestCount).toBe(2400);
  });

  it('counts at once what a client burns', async () => {
    const world = orgWithAcme(new HandClock());
    world.settings.usage = { mode: 'growing' };
    const bench = await Bench.start({ world });
    world.burn('Acme', { requests: 100 });
    expect((await runJob(bench, today)).body.entities[0].requestCount).toBe(100);
    world.burn('Acme', { requests: 50 });
    expect((await runJob(bench, today)).body.entities[0].requestCount).toBe(150);
  });

  it('adds up its classes of status at every moment', async () => {
    const clock = new HandClock('2026-11-20T07:13:00Z');
    const world = orgWithAcme(clock);
    world.settings.usage = { mode: 'growing' };
    world.burn('Acme', { requests: 997, status300: 11, status400: 71, status429: 31, status500: 5, spread: true });
    const { body } = await runJob(await Bench.start({ world }), today);
    const { requestCount, status200, status300, status400, status500 } = body.entities[0];
    expect(status200 + status300 + status400 + status500).toBe(requestCount);
  });
});

import type { World } from '../../lib/simulator/index.ts';
import { anOrg, aServer, LAST_WEEK, requestsTo } from './support.ts';

const JOBS = '/api/v2/usage/aggregates/query/jobs';
const QUERY = '/api/v2/usage/query';

describe('usage', () => {
  it("adds a client's day up and leaves Genesys' own clients out", async () => {
    const { source, world } = await anOrg({ arrange: burnSome });
    const { items, coverage } = await source.usage(LAST_WEEK);
    const row = { clientId: world.client('Wallboard').id, clientName: 'Wallboard' };
    expect(items).toEqual([
      { ...row, date: '2026-11-16', ...counts({ requests: 30, status200: 30 }) },
      { ...row, date: '2026-11-17', ...counts({ requests: 110, status200: 98, status400: 12, status429: 2 }) },
    ]);
    expect(coverage).toEqual({ status: 'complete', count: 2, asOf: '2026-11-20T09:00:00.000Z' });
  });

  it('tells operations apart by endpoint, with a slash before each template', async () => {
    const { source } = await anOrg({ arrange: burnSome });
    const { items } = await source.endpoints({ from: '2026-11-17', to: '2026-11-17' });
    expect(items.map(({ method, template, requests }) => [method, template, requests])).toEqual([
      ['GET', '/api/v2/users/{userId}', 100],
      ['POST', '/api/v2/users/search', 10],
    ]);
  });

  it('asks until the job is done, and then page by page', async () => {
    const org = await anOrg({
      settings: { usageJobPolls: ['Queued', 'Running', 'Running'] },
      arrange: (world) => {
        world.createClient({ name: 'Wallboard', grantType: 'CODE' });
        for (let index = 0; index < 2_001; index += 1) {
          world.burn('Wallboard', { requests: 1, date: '2026-11-17', template: `/api/v2/thing${index}` });
        }
      },
    });
    expect((await org.source.endpoints(LAST_WEEK)).coverage).toMatchObject({ status: 'complete', count: 2_001 });
    const gets = org.simulator.requests.filter(({ method, path }) => method === 'GET' && path.startsWith(JOBS));
    expect(gets).toHaveLength(3 + 3);
    expect(gets.every(({ query }) => query.some(([name, value]) => name === 'pageSize' && value === '1000'))).toBe(
      true,
    );
  });

  it('gives up on a job that is never done when the time of the read is over', async () => {
    const { source } = await anOrg({
      settings: { usageJobPolls: Array.from({ length: 10_000 }, () => 'Running' as const) },
      options: { retry: { readMs: 200, pollMs: 20 } },
    });
    expect((await source.usage(LAST_WEEK)).coverage).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^timeout: the read took longer than 0.2 s/),
    });
  });

  it.each(['Failed', 'Cancelled'])('fails with a job that ended as %s', async (queryStatus) => {
    const { source } = await aJob([{ queryStatus, errorBody: { code: 'query.too.big' } }]);
    expect((await source.usage(LAST_WEEK)).coverage).toMatchObject({
      status: 'failed',
      reason: `server: the usage query ended as ${queryStatus} (query.too.big); the next run tries again`,
    });
  });

  it('keeps what it has seen, and says that it is not all, when a later page cannot be read', async () => {
    const { source } = await aJob([
      { queryStatus: 'Succeeded', entities: [row('a')], nextUri: `${JOBS}/1?after=two` },
      undefined,
    ]);
    const { items, coverage } = await source.usage(LAST_WEEK);
    expect(items).toHaveLength(1);
    expect(coverage).toMatchObject({
      status: 'incomplete',
      count: 1,
      reason: expect.stringMatching(/^page 2 could not be read \(500/),
    });
  });

  it.each([
    { what: 'leads to itself', nextUri: `${JOBS}/1?after=two` },
    { what: 'has no cursor', nextUri: `${JOBS}/1` },
  ])('is incomplete when a nextUri $what', async ({ nextUri }) => {
    const first = { queryStatus: 'Succeeded', entities: [row('a')], nextUri: `${JOBS}/1?after=two` };
    const { source } = await aJob([first, { queryStatus: 'Succeeded', entities: [row('b')], nextUri }]);
    expect((await source.usage(LAST_WEEK)).coverage).toMatchObject({
      status: 'incomplete',
      count: 2,
      reason: 'reading stopped after page 2, though there are more',
    });
  });

  it('does not take an answer without rows for no usage', async () => {
    const { source } = await aJob([{ queryStatus: 'Succeeded' }]);
    expect((await source.usage(LAST_WEEK)).coverage.status).toBe('incomplete');
  });

  it('leaves rows out that name no client, and says so', async () => {
    const nameless = { ...row('a'), oauthClient: {} };
    const { source } = await aJob([{ queryStatus: 'Succeeded', entities: [row('a'), nameless] }]);
    expect((await source.usage(LAST_WEEK)).coverage).toMatchObject({
      status: 'complete',
      count: 1,
      reason: '1 of 2 rows left out: they name no client',
    });
  });

  it('takes an answer in which no row names a client for no answer', async () => {
    const nameless = { ...row('a'), oauthClient: {} };
    const { source } = await aJob([{ queryStatus: 'Succeeded', entities: [nameless] }]);
    expect((await source.usage(LAST_WEEK)).coverage.status).toBe('incomplete');
  });

  it('leaves rows out that name no client or count nothing, and says so', async () => {
    const nameless = { ...row('a'), oauthClient: {} };
    const { requestCount: _, ...uncounted } = row('a');
    const { source } = await aJob([{ queryStatus: 'Succeeded', entities: [row('a'), nameless, uncounted] }]);
    const { coverage } = await source.usage(LAST_WEEK);
    expect(coverage).toMatchObject({ status: 'incomplete', count: 1 });
    expect(coverage.reason).toBe(
      '1 of 3 entities left out as unusable (requestCount); 1 of 2 rows left out: they name no client',
    );
  });

  it('joins the rows of one client whose id comes in two cases', async () => {
    const upper = row('C0000000-0000-4000-8000-00000000000A');
    const lower = row('c0000000-0000-4000-8000-00000000000a');
    const { source } = await aJob([{ queryStatus: 'Succeeded', entities: [upper, lower] }]);
    expect((await source.usage(LAST_WEEK)).items).toMatchObject([
      { clientId: 'c0000000-0000-4000-8000-00000000000a', requests: 2 },
    ]);
  });

  it('asks for more than 90 days in several jobs', async () => {
    const org = await anOrg({ arrange: burnSome });
    const { coverage } = await org.source.usage({ from: '2026-05-01', to: '2026-11-19' });
    expect(coverage).toMatchObject({ status: 'complete', count: 2 });
    expect(requestsTo(org, JOBS).map(({ body }) => body)).toMatchObject([
      { interval: '2026-05-01T00:00:00Z/2026-07-29T23:59:59Z' },
      { interval: '2026-07-30T00:00:00Z/2026-10-27T23:59:59Z' },
      { interval: '2026-10-28T00:00:00Z/2026-11-19T23:59:59Z' },
    ]);
  });

  it.each([
    { from: '2026-11-20', to: '2026-11-19' },
    { from: 'yesterday', to: '2026-11-19' },
  ])('throws for $from to $to, which is our mistake and not theirs', async (query) => {
    const { source, simulator } = await anOrg();
    await expect(source.usage(query)).rejects.toThrow(RangeError);
    expect(simulator.requests).toEqual([]);
  });
});

describe('usage without the permission for the jobs API', () => {
  it.each(['usage', 'endpoints'] as const)(
    'is counted by the old query, completely, and says so (%s)',
    async (name) => {
      const org = await anOrg({ arrange: burnSome });
      const before = await org.source[name](LAST_WEEK);
      org.world.switchOffUsagePermission();
      const { items, coverage } = await org.source[name](LAST_WEEK);
      expect(items).toEqual(before.items);
      expect(coverage).toMatchObject({ status: 'complete', count: before.items.length });
      expect(coverage.reason).toMatch(
        /old usage query.*403 missing.any.permissions: give the guardian's role usage:organization:view/,
      );
      expect(requestsTo(org, QUERY)).toHaveLength(1);
    },
  );

  it('fails and names the permission where the old query is refused too', async () => {
    const { source, simulator } = await anOrg();
    const fault = { kind: 'forbidden', permission: 'usage:organization:view' } as const;
    simulator.faults.add({ path: JOBS, fault });
    simulator.faults.add({ path: QUERY, fault });
    expect((await source.usage(LAST_WEEK)).coverage).toMatchObject({
      status: 'failed',
      reason: "403 missing.any.permissions: give the guardian's role usage:organization:view",
    });
  });

  it('is not tried for any other error', async () => {
    const org = await anOrg();
    org.simulator.faults.add({ path: JOBS, fault: { kind: 'internal-error' } });
    await org.source.usage(LAST_WEEK);
    expect(requestsTo(org, QUERY)).toEqual([]);
  });
});

function burnSome(world: World): void {
  world.createClient({ name: 'Wallboard', grantType: 'CODE' });
  world.burn('Wallboard', { requests: 30, date: '2026-11-16' });
  world.burn('Wallboard', { requests: 100, status400: 12, status429: 2, date: '2026-11-17' });
  world.burn('Wallboard', { requests: 10, date: '2026-11-17', method: 'POST', template: '/api/v2/users/search' });
  world.burn('purecloud', { requests: 1_000, date: '2026-11-17' });
  world.burn('purecloud-builtin', { requests: 1_000, date: '2026-11-17' });
}

function counts(some: Readonly<Record<string, number>>) {
  return { requests: 0, status200: 0, status300: 0, status400: 0, status500: 0, status429: 0, ...some };
}

function row(clientId: string) {
  return { date: '2026-11-17', oauthClient: { id: clientId, name: 'x' }, requestCount: 1, status200: 1 };
}

/** A server whose job answers these pages, in turn; 500 where there is none. */
function aJob(pages: readonly unknown[]) {
  let asked = 0;
  return aServer(({ method, url }) => {
    if (method === 'POST' && url.pathname === JOBS) return { body: { id: '1' } };
    if (!url.pathname.startsWith(JOBS)) return undefined;
    const page = pages[asked];
    asked += 1;
    return page ? { body: page } : { status: 500 };
  });
}

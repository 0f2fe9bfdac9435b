import { setTimeout as sleep } from 'node:timers/promises';
import { RequestBudget } from '../../lib/genesys/budget.ts';
import { parseRetryAfter } from '../../lib/genesys/http.ts';
import { anOrg, aServer, requestsTo } from './support.ts';

const CLIENTS = '/api/v2/oauth/clients';

describe('retries', () => {
  it('wait as long as Retry-After says, and hold every other read back too', async () => {
    const arrivals: { path: string; isTooEarly: boolean }[] = [];
    let isTooEarly = true;
    const { source } = await aServer(({ url }) => {
      if (!url.pathname.startsWith('/api')) return undefined;
      arrivals.push({ path: url.pathname, isTooEarly });
      if (arrivals.length > 1) return page(url);
      setTimeout(() => {
        isTooEarly = false;
      }, 900);
      return { status: 429, headers: { 'Retry-After': '1' } };
    });
    const clients = source.clients();
    while (source.apiCalls < 2) await sleep(5);
    await sleep(100);
    const reads = await Promise.all([clients, source.divisions()]);
    expect(reads.map(({ coverage }) => coverage.status)).toEqual(['complete', 'complete']);
    expect(arrivals[0]).toEqual({ path: CLIENTS, isTooEarly: true });
    expect(arrivals.slice(1).map((arrival) => arrival.isTooEarly)).toEqual([false, false]);
  });

  it('understand Retry-After as a date', async () => {
    const date = 'Fri, 20 Nov 2026 09:00:00 GMT';
    const { source, seen } = await aServer(({ url, count }) =>
      url.pathname === CLIENTS && count === 2
        ? { status: 429, headers: { 'Retry-After': date, Date: date } }
        : page(url),
    );
    expect((await source.clients()).coverage.status).toBe('complete');
    expect(seen).toHaveLength(3);
  });

  it('do not outlast the time of the read', async () => {
    const org = await anOrg({ options: { retry: { readMs: 800, firstDelayMs: 1 } } });
    org.simulator.faults.add({ path: CLIENTS, fault: { kind: 'too-many-requests', retryAfterSeconds: 1 } });
    const { coverage } = await org.source.clients();
    expect(coverage.reason).toMatch(/^429 .* for another 1 s/);
    expect(requestsTo(org, CLIENTS)).toHaveLength(1);
  });

  it.each([400, 403, 404, 409, 413])('are not spent on status %d', async (status) => {
    const { source, seen } = await aServer(({ url }) => (url.pathname === CLIENTS ? { status } : undefined));
    expect((await source.clients()).coverage.status).toBe('failed');
    expect(seen.filter((request) => request.includes('clients'))).toHaveLength(1);
  });

  it('count as API calls', async () => {
    const { source, simulator } = await anOrg();
    simulator.faults.add({ path: CLIENTS, on: { next: 2 }, fault: { kind: 'internal-error' } });
    await source.clients();
    expect(source.apiCalls).toBe(4);
    expect(simulator.requests).toHaveLength(4);
  });

  it('are told to whoever waits', async () => {
    const { source, simulator, progress } = await anOrg();
    simulator.faults.add({ path: CLIENTS, on: { next: 1 }, fault: { kind: 'unavailable' } });
    await source.clients();
    expect(progress).toEqual([expect.stringMatching(/^503 service.unavailable: .*; trying again$/)]);
  });

  it('end with a host that cannot be reached, and say which and why', async () => {
    const { simulator, source } = await anOrg();
    await simulator.close();
    expect((await source.clients()).coverage).toMatchObject({
      status: 'failed',
      reason:
        `network: ${new URL(simulator.url).host} cannot be reached (ECONNREFUSED): ` +
        'check region, gateway, DNS and firewall',
    });
  });
});

describe('Retry-After', () => {
  const date = 'Fri, 20 Nov 2026 09:00:00 GMT';
  it.each([
    { value: '42', milliseconds: 42_000 },
    { value: '0', milliseconds: 0 },
    { value: '-5', milliseconds: 0 },
    { value: 'Fri, 20 Nov 2026 09:00:30 GMT', milliseconds: 30_000 },
    { value: 'Fri, 20 Nov 2026 08:00:00 GMT', milliseconds: 0 },
    { value: 'soon', milliseconds: undefined },
    { value: undefined, milliseconds: undefined },
  ])('$value is $milliseconds ms', ({ value, milliseconds }) => {
    expect(parseRetryAfter(value, date)).toBe(milliseconds);
  });
});

describe('the budget of requests', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 0 }));
  afterEach(() => void jest.useRealTimers());

  it.each([
    { share: 0.25, orgPerMinute: 300, perMinute: 75 },
    { share: 1, orgPerMinute: 300, perMinute: 300 },
    { share: 0.25, orgPerMinute: 40, perMinute: 10 },
    { share: 0.01, orgPerMinute: 10, perMinute: 1 },
  ])('lets $perMinute a minute through for a share of $share of $orgPerMinute', async ({ share, ...rest }) => {
    const waiting: string[] = [];
    const budget = new RequestBudget({ share, onProgress: (message) => waiting.push(message) });
    budget.adopt(rest.orgPerMinute);
    let sent = 0;
    const all = Array.from({ length: rest.perMinute + 1 }, async () => {
      await budget.take();
      sent += 1;
    });
    await jest.advanceTimersByTimeAsync(59_000);
    expect(sent).toBe(rest.perMinute);
    await jest.advanceTimersByTimeAsync(2_000);
    await Promise.all(all);
    expect(sent).toBe(rest.perMinute + 1);
    expect(waiting).toEqual([`waiting: the guardian keeps to ${rest.perMinute} requests a minute`]);
  });
});

function page(url: URL) {
  return url.pathname.startsWith('/api') ? { body: { entities: [], total: 0 } } : undefined;
}

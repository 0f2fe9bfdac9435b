import { type WatchedOrg, watchOrg } from '../support/watched-org.ts';

const JOBS = '/api/v2/usage/aggregates/query/jobs';

describe('Calls by operation', () => {
  let watched: WatchedOrg;
  beforeEach(async () => {
    watched = await watchOrg();
  });
  afterEach(() => watched.close());

  /** Days that the store knows calls of, newest first. */
  const knownDays = async () => {
    const rows = await watched.store.endpointDays('demo', '2026-01-01', '2026-12-31');
    return [...new Set(rows.map(({ date }) => date))].sort().reverse();
  };

  it('are read once a day, up to yesterday', async () => {
    const first = await watched.scan();
    expect(first.run.endpointsThrough).toBe('2026-03-02');
    expect((await knownDays())[0]).toBe('2026-03-02');
    const calls = watched.simulator.requests.length;
    await watched.scan();
    const queries = watched.simulator.requests
      .slice(calls)
      .filter(({ path, method }) => path === JOBS && method === 'POST');
    expect(queries).toHaveLength(1);
  });

  it('make usage incomplete where they could not be read, and are kept by the next run that reads them', async () => {
    watched.simulator.faults.add({ path: JOBS, method: 'POST', on: { nth: 2 }, fault: { kind: 'html', status: 400 } });
    const { run } = await watched.scan();
    expect(run.coverage.usage).toMatchObject({ status: 'incomplete', reason: expect.stringContaining('by operation') });
    expect(run.endpointsThrough).toBeUndefined();
    expect(await knownDays()).toEqual([]);
    const next = await watched.scan();
    expect(next.run.coverage.usage.status).toBe('complete');
    expect((await knownDays())[0]).toBe('2026-03-02');
  });

  it('are kept even where the totals could not be read', async () => {
    watched.simulator.faults.add({ path: JOBS, method: 'POST', on: { nth: 1 }, fault: { kind: 'html', status: 400 } });
    const { run } = await watched.scan();
    expect(run.coverage.usage.status).toBe('failed');
    expect((await knownDays())[0]).toBe(run.endpointsThrough);
  });
});

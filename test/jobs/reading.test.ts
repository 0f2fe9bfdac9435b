import type { CoverageStatus } from '../../lib/domain/coverage.ts';
import { readOrg } from '../../lib/jobs/reading.ts';
import type { GenesysSource } from '../../lib/ports.ts';
import { START, type WatchedOrg, watchOrg } from '../support/watched-org.ts';

const ROW = {
  ...{ date: '2026-03-03', clientId: 'a', clientName: 'A', requests: 5 },
  ...{ status200: 5, status300: 0, status400: 0, status500: 0, status429: 0 },
};

/** An org in which nothing is there but one row of usage, of which so much was read. */
function anOrg(usage: CoverageStatus): GenesysSource {
  const asOf = START;
  const nothing = async () => ({ items: [], coverage: { status: 'complete', count: 0, asOf } }) as const;
  return {
    self: async () => ({ coverage: { status: 'complete', count: 1, asOf } }),
    clients: nothing,
    roles: nothing,
    divisions: nothing,
    integrations: nothing,
    authorizations: nothing,
    usage: async () => ({ items: [ROW], coverage: { status: usage, count: 1, asOf } }),
    endpoints: nothing,
    audits: nothing,
    limits: async () => ({ coverage: { status: 'complete', count: 1, asOf } }),
    apiCalls: 0,
  };
}

describe('a reading', () => {
  let watched: WatchedOrg;
  beforeAll(async () => {
    watched = await watchOrg();
  });
  afterAll(async () => {
    await watched.close();
  });

  const read = async (usage: CoverageStatus) => {
    const org = watched.config.orgs?.[0];
    if (!org) throw new Error('the manifest names no org');
    return readOrg({ source: anOrg(usage), org, job: 'all', now: new Date(START) });
  };

  it('meters usage that was read whole', async () => {
    expect((await read('complete')).usage).toEqual({ at: START, rows: [ROW] });
  });

  it('does not meter a part of the usage, for who is missing would seem to come from nothing', async () => {
    const { usage, coverage } = await read('incomplete');
    expect(usage).toBeUndefined();
    expect(coverage.usage).toMatchObject({ status: 'incomplete', count: 1 });
  });
});

import { UsageDocument } from '../support/documents.ts';
import { type WatchedOrg, watchOrg } from '../support/watched-org.ts';
import { call, workbenchOn } from './support/surroundings.ts';

describe('guardian usage', () => {
  let org: WatchedOrg;
  beforeAll(async () => {
    org = await watchOrg({});
    await org.scan({ afterHours: 0 });
  });
  afterAll(() => org.close());

  const usage = (args: readonly string[], columns?: number) =>
    call(['usage', ...args], {
      around: {
        openWorkbench: async () => ({
          ...workbenchOn(org.store),
          clock: org.clock,
          config: org.config,
          org: () => {
            const [first] = org.config.orgs ?? [];
            if (!first) throw new Error('no org');
            return first;
          },
        }),
      },
      ...(columns !== undefined && { columns, env: { NO_COLOR: '1' } }),
    });
  const document = async (args: readonly string[]) =>
    UsageDocument.parse(JSON.parse((await usage([...args, '--json'])).stdout));

  it('answers with each day where it is asked for, and with none where it is not', async () => {
    const { clients, total } = await document(['--since', '7d', '--days']);
    expect(total.days?.map(({ date }) => date)).toHaveLength(8);
    expect(total.days?.at(-1)).toEqual({ date: '2026-03-03', requests: null });
    for (const { requests, days } of clients) {
      expect(days?.reduce((sum, day) => sum + (day.requests ?? 0), 0)).toBe(requests);
    }
    const plain = await document(['--since', '7d']);
    expect([plain.total.days, ...plain.clients.map(({ days }) => days)].every((days) => days === undefined)).toBe(true);
    expect(plain.total.requests).toBe(total.requests);
  });

  it('counts all clients in the total, whichever are shown', async () => {
    const [all, one] = [await document([]), await document(['--client', 'Lumen Wallboard'])];
    expect(one.clients).toHaveLength(1);
    expect(one.total).toEqual(all.total);
    expect(all.total.requests).toBe(all.clients.reduce((sum, { requests }) => sum + (requests ?? 0), 0));
  });

  it.each([
    [200, 31],
    [110, 19],
    // In the place of the vendor's name, which is mostly the client's again.
    [80, 9],
  ])('draws on a terminal of %i columns %i days', async (columns, days) => {
    const { stdout } = await usage([], columns);
    const row = stdout.split('\n').find((line) => line.startsWith('Lumen')) ?? '';
    expect(stdout.includes('vendor')).toBe(columns !== 80);
    expect((row.match(/[▁-█·]/g) ?? []).length).toBe(days);
    expect(row).not.toBe('');
  });
});

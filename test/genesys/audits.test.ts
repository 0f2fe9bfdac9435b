import { anOrg, aServer, NOW, requestsTo } from './support.ts';

const REALTIME = '/api/v2/audits/query/realtime';
const QUERY = '/api/v2/audits/query';
const DAY_MS = 86_400_000;

describe('audits', () => {
  it('are asked for by kind of entity in spans of at most a day', async () => {
    const org = await anOrg();
    const from = new Date(Date.parse(NOW) - 2.5 * DAY_MS).toISOString();
    const { coverage } = await org.source.audits({ from, to: NOW });
    expect(coverage.status).toBe('complete');
    expect(requestsTo(org, REALTIME).map(({ body }) => body)).toMatchObject(
      ['OAuthClient', 'Role'].flatMap((value) =>
        [
          '2026-11-19T09:00:00.000Z/2026-11-20T09:00:00.000Z',
          '2026-11-18T09:00:00.000Z/2026-11-19T09:00:00.000Z',
          '2026-11-17T21:00:00.000Z/2026-11-18T09:00:00.000Z',
        ].map((interval) => ({
          interval,
          serviceName: 'PeoplePermissions',
          filters: [{ property: 'EntityType', value }],
        })),
      ),
    );
  });

  it('are read page by page', async () => {
    const org = await anOrg({ options: { pageSize: 3 } });
    for (let index = 0; index < 10; index += 1) org.world.createClient({ name: `Client ${index}`, grantType: 'CODE' });
    const { items, coverage } = await org.source.audits(upToNow(1));
    // Ten clients, the guardian's own, and its role.
    expect(coverage).toMatchObject({ status: 'complete', count: 12 });
    expect(items).toHaveLength(12);
  });

  it('are left to the slow query where the realtime one refuses the span', async () => {
    const { source, seen } = await anOrgThatRefusesRealtime();
    const { items, coverage } = await source.audits(upToNow(3));
    expect(items.map(({ entityId }) => entityId)).toEqual(['a', 'b', 'c']);
    expect(coverage).toMatchObject({ status: 'complete', count: 3 });
    // One try and one slow query for each kind, though the span has three days.
    expect(seen.filter((request) => request === `POST ${REALTIME}?expand=user`)).toHaveLength(2);
    expect(seen.filter((request) => request === `POST ${QUERY}`)).toHaveLength(2);
  });

  it('are asked of the slow query alone beyond 14 days, for the realtime one may leave them out silently', async () => {
    const org = await anOrg();
    const from = '2026-11-01T00:00:00Z';
    const { items, coverage } = await org.source.audits({ from, to: '2026-11-05T00:00:00Z' });
    expect([items, coverage.status]).toEqual([[], 'complete']);
    expect(requestsTo(org, REALTIME)).toEqual([]);
    expect(requestsTo(org, QUERY).map(({ body }) => body)).toMatchObject([
      { interval: '2026-11-01T00:00:00.000Z/2026-11-05T00:00:00.000Z' },
      { interval: '2026-11-01T00:00:00.000Z/2026-11-05T00:00:00.000Z' },
    ]);
  });

  it('leave actions out that failed, and take the calling client where no user is named', async () => {
    const entry = { eventDate: NOW, action: 'Update', entityType: 'OAuthClient', entity: { id: 'e' } };
    const { source } = await aServer(({ url }) =>
      url.pathname === REALTIME
        ? {
            body: {
              entities: [
                { ...entry, id: '1', client: { id: 'c' }, status: 'SUCCESS' },
                { ...entry, id: '2', status: 'FAILURE' },
              ],
              total: 2,
            },
          }
        : undefined,
    );
    const { items, coverage } = await source.audits(upToNow(1));
    expect(items.map(({ actorId }) => actorId)).toEqual(['c']);
    expect(coverage.status).toBe('complete');
  });

  it.each([
    { from: NOW, to: '2026-11-19T09:00:00.000Z' },
    { from: 'then', to: NOW },
  ])('throw for $from to $to, which is our mistake', async (range) => {
    const { source } = await anOrg();
    await expect(source.audits(range)).rejects.toThrow(RangeError);
  });
});

function upToNow(days: number) {
  const end = Date.parse(NOW) + 1;
  return { from: new Date(end - days * DAY_MS).toISOString(), to: new Date(end).toISOString() };
}

/** A server that knows the slow audit query only, in two pages for each kind. */
function anOrgThatRefusesRealtime() {
  const entry = (id: string) => ({ id, eventDate: NOW, action: 'Create', entityType: 'Role', entity: { id } });
  return aServer(({ method, url: { pathname, searchParams } }) => {
    if (pathname === REALTIME) return { status: 400, body: { code: 'bad.request', message: 'interval too long ago' } };
    if (method === 'POST' && pathname === QUERY) return { status: 202, body: { id: 'q', state: 'Queued' } };
    if (pathname === `${QUERY}/q`) return { body: { id: 'q', state: 'Succeeded' } };
    if (pathname !== `${QUERY}/q/results`) return undefined;
    const isFirst = !searchParams.has('cursor');
    return { body: isFirst ? { cursor: 'two', entities: [entry('a'), entry('b')] } : { entities: [entry('c')] } };
  });
}

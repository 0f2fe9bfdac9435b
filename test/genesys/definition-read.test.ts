import { createServer, type RequestListener } from 'node:http';
import { type DefinitionOptions, fetchDefinition, readPermissionCatalogue } from '../../lib/genesys/index.ts';
import { readDefinition } from '../../lib/privilege/catalogue/index.ts';
import { anOrg, now, QUICK } from './support.ts';

describe('fetchDefinition', () => {
  it('reads what the region serves, without a token', async () => {
    const { simulator } = await anOrg();
    const { json, url } = await fetchDefinition({ gateway: simulator.url });
    expect(url).toBe(`${simulator.url}/api/v2/docs/swagger`);
    const { catalogue, warnings } = readDefinition(json, { source: 'a test', date: '2026-11-20' });
    expect(warnings).toEqual([]);
    expect(catalogue.find('GET', '/api/v2/oauth/clients')).toMatchObject({
      kind: 'mapped',
      operation: { scopes: ['oauth', 'oauth:readonly'], permissions: ['oauth:client:view'] },
    });
    expect(simulator.requests.map(({ path, tokenId }) => ({ path, tokenId }))).toEqual([
      { path: '/api/v2/docs/swagger', tokenId: undefined },
    ]);
  });

  it('reads an address of its own, and follows where it leads', async () => {
    const { simulator } = await anOrg();
    const seen: (string | undefined)[] = [];
    const url = await served((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(302, { Location: `${simulator.url}/api/v2/docs/swagger` }).end();
    });
    expect((await fetchDefinition({ url })).json).toMatchObject({ swagger: '2.0' });
    expect(seen).toEqual([undefined]);
  });

  it('asks again where the answer breaks off', async () => {
    const { simulator } = await anOrg();
    simulator.faults.add({ path: '/api/v2/docs/swagger', on: { next: 1 }, fault: { kind: 'cut-connection' } });
    const { json } = await fetchDefinition({ gateway: simulator.url, retry: QUICK });
    expect(json).toMatchObject({ swagger: '2.0' });
  });

  it.each<[string, Partial<DefinitionOptions>, RegExp]>([
    ['is too large', { mostBytes: 1024 * 1024 }, /larger than 1 MiB/],
    ['takes too long', { timeoutMs: 50 }, /no whole answer within 0.05 s/],
  ])('gives up an answer that %s', async (_what, options, message) => {
    const url = await served((_request, response) => {
      response.write('['.repeat(2 * 1024 * 1024));
    });
    const asked = fetchDefinition({ url, retry: { ...QUICK, attempts: 1 }, ...options });
    await expect(asked).rejects.toThrow(message);
  });

  it('does not wait for long where it is refused', async () => {
    const url = await served((_request, response) => {
      response.writeHead(429, { 'Retry-After': '3600' }).end();
    });
    await expect(fetchDefinition({ url, retry: QUICK })).rejects.toThrow(/429/);
  });
});

describe('readPermissionCatalogue', () => {
  it('reads every permission, and whether divisions restrict it', async () => {
    const { simulator } = await anOrg();
    const { items, coverage } = await readPermissionCatalogue({
      gateway: simulator.url,
      credentials: async () => simulator.credentials,
      now,
      share: 1,
      pageSize: 3,
      retry: QUICK,
    });
    expect(coverage.status).toBe('complete');
    expect(items).toContainEqual({ permission: 'routing:queue:view', divisionAware: true });
    expect(items).toContainEqual({ permission: 'routing:skill:view', divisionAware: false });
  });
});

const servers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((close) => close()));
});

async function served(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
}

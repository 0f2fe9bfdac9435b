import { once } from 'node:events';
import { connect } from 'node:net';
import { type Fault, FORBIDDEN_CODES, type Occurrence } from '../../lib/simulator/index.ts';
import { Bench, HandClock, smallOrg } from './harness.ts';

const ROLES = '/api/v2/authorization/roles';

/** A simulator with four roles besides the guardian's, whose role listing breaks as told. */
async function broken(fault: Fault, on: Occurrence = 'always'): Promise<Bench> {
  const world = smallOrg(new HandClock());
  for (const name of ['A', 'B', 'C', 'D']) world.createRole({ name, permissions: ['routing:queue:view'] });
  const bench = await Bench.start({ world });
  bench.simulator.faults.add({ method: 'GET', path: ROLES, fault, on });
  return bench;
}

/** Waits until the simulator has received so many requests. */
async function received(bench: Bench, count: number): Promise<void> {
  for (let turn = 0; turn < 10_000 && bench.simulator.requests.length < count; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a fault that stands for the answer', () => {
  it.each<[Fault, number, string]>([
    [{ kind: 'unauthorized' }, 401, 'bad.credentials'],
    [{ kind: 'internal-error' }, 500, 'internal.server.error'],
    [{ kind: 'unavailable' }, 503, 'service.unavailable'],
    [{ kind: 'gateway-timeout' }, 504, 'request.timeout'],
    [{ kind: 'too-many-requests' }, 429, 'too.many.requests'],
    [{ kind: 'too-many-requests', retryAfterSeconds: 7 }, 429, 'too.many.requests.retry.after'],
  ])('%j', async (fault, status, code) => {
    const reply = await (await broken(fault)).get(ROLES);
    expect([reply.status, reply.body.status, reply.body.code]).toEqual([status, status, code]);
  });

  it.each(FORBIDDEN_CODES)('403 %s, with a message that is filled in', async (code) => {
    const { status, body } = await (await broken({ kind: 'forbidden', code, permission: 'a:b:c' })).get(ROLES);
    expect([status, body.code]).toEqual([403, code]);
    expect(body.message).not.toMatch(/[{}]|%s/);
  });

  it('429 has Retry-After only where seconds are given', async () => {
    const withSeconds = await (await broken({ kind: 'too-many-requests', retryAfterSeconds: 7 })).get(ROLES);
    const without = await (await broken({ kind: 'too-many-requests' })).get(ROLES);
    expect([withSeconds, without].map(({ headers }) => headers.get('Retry-After'))).toEqual(['7', null]);
  });
});

describe('a fault of the wire', () => {
  it('timeout: gives no answer', async () => {
    const bench = await broken({ kind: 'timeout' });
    const signal = AbortSignal.timeout(150);
    await expect(fetch(`${bench.simulator.url}${ROLES}`, { signal })).rejects.toThrow(/timeout/);
  });

  it('timeout: ends when the simulator closes', async () => {
    const bench = await broken({ kind: 'timeout' });
    const call = bench.get(ROLES).then(
      () => 'answered',
      () => 'cut',
    );
    await received(bench, 2);
    await bench.simulator.close();
    expect(await call).toBe('cut');
  });

  it('cut-connection: breaks off in the middle of the body', async () => {
    const bench = await broken({ kind: 'cut-connection' });
    await expect(bench.get(ROLES)).rejects.toThrow();
  });

  it.each<[Fault, string, string | null]>([
    [{ kind: 'empty-body' }, '', 'application/json'],
    [{ kind: 'not-json' }, '{"entities": [{"id": ', 'application/json'],
  ])('%j: keeps status and type', async (fault, text, type) => {
    const reply = await (await broken(fault)).get(ROLES);
    expect([reply.status, reply.text, reply.headers.get('Content-Type')]).toEqual([200, text, type]);
  });

  it('html: is a page with the status given', async () => {
    const reply = await (await broken({ kind: 'html', status: 502 })).get(ROLES);
    expect([reply.status, reply.headers.get('Content-Type')]).toEqual([502, 'text/html']);
    expect(reply.text).toContain('<html>');
  });

  it('clock-skew: sets the Date header off, and nothing else', async () => {
    const reply = await (await broken({ kind: 'clock-skew', seconds: -7200 })).get(ROLES);
    expect(reply.headers.get('Date')).toBe('Fri, 20 Nov 2026 08:00:00 GMT');
    expect(reply.body.total).toBe(5);
  });

  it('slow: answers rightly', async () => {
    const reply = await (await broken({ kind: 'slow', milliseconds: 20 })).get(ROLES);
    expect(reply.body.total).toBe(5);
  });
});

describe('a fault of the content', () => {
  it('truncated-page: has fewer entities than its total and no way on', async () => {
    const { body } = await (await broken({ kind: 'truncated-page' })).get(`${ROLES}?pageSize=4`);
    expect([body.entities.length, body.total, body.nextUri]).toEqual([2, 5, undefined]);
  });

  it('missing-page: is empty, with total and links as ever', async () => {
    const { body } = await (await broken({ kind: 'missing-page' })).get(`${ROLES}?pageSize=4`);
    expect([body.entities, body.total]).toEqual([[], 5]);
    expect(body.nextUri).toContain('pageNumber=2');
  });

  it('truncated-page: cuts the rows of the old usage query too', async () => {
    const bench = await broken({ kind: 'clock-skew', seconds: 1 });
    const { world, faults } = bench.simulator;
    for (const template of ['/a', '/b']) world.burn('OAuth Guardian', { date: '2026-11-18', requests: 1, template });
    const query = { interval: '2026-11-18T00:00:00Z/2026-11-19T00:00:00Z', groupBy: ['TemplateUri'] };
    const { body } = await bench.post('/api/v2/usage/query', query);
    await bench.get(body.resultsUri);
    faults.add({ path: body.resultsUri, fault: { kind: 'truncated-page' } });
    expect((await bench.get(body.resultsUri)).body.results).toHaveLength(1);
  });

  it('reordered: has the same entities in another order', async () => {
    const { body } = await (await broken({ kind: 'reordered' })).get(ROLES);
    expect(body.entities.map(({ name }: { name: string }) => name)).toEqual(['D', 'C', 'B', 'A', 'OAuth Guardian']);
  });

  it('stale-read: is the state before the latest edit', async () => {
    const bench = await broken({ kind: 'stale-read' });
    bench.simulator.world.renameRole('A', 'Z');
    expect((await bench.get(ROLES)).body.entities[1].name).toBe('A');
  });

  it('fields-absent: lacks the fields in every entity', async () => {
    const { body } = await (await broken({ kind: 'fields-absent', fields: ['permissionPolicies'] })).get(ROLES);
    expect(body.entities.filter((role: object) => 'permissionPolicies' in role)).toEqual([]);
    expect(body.entities[0].name).toBe('OAuth Guardian');
  });

  it('unknown-fields: has more than anybody knows, at every level', async () => {
    const { body } = await (await broken({ kind: 'unknown-fields' })).get(ROLES);
    expect(body).toMatchObject({ xUnknown: 'unknown', entities: expect.any(Array) });
    expect(body.entities[0].permissionPolicies[0]).toMatchObject({ xUnknown: 'unknown', domain: 'audits' });
  });
});

describe('the simulator', () => {
  it('goes on when a caller gives up', async () => {
    const bench = await broken({ kind: 'slow', milliseconds: 60 }, { next: 1 });
    const signal = AbortSignal.timeout(20);
    await expect(fetch(`${bench.simulator.url}${ROLES}`, { signal })).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect((await bench.get(ROLES)).status).toBe(200);
  });

  it('goes on when a request breaks off in its body', async () => {
    const bench = await broken({ kind: 'clock-skew', seconds: 1 });
    const { hostname, port } = new URL(bench.simulator.url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.write('POST /api/v2/usage/query HTTP/1.1\r\nHost: simulator\r\nContent-Length: 100\r\n\r\n{"half');
    await once(socket, 'connect');
    socket.destroy();
    expect((await bench.get(ROLES)).status).toBe(200);
  });

  it('may be closed twice', async () => {
    const bench = await broken({ kind: 'timeout' });
    await bench.simulator.close();
    await bench.simulator.close();
  });
});

describe('a planned fault', () => {
  const statuses = async (bench: Bench, calls: number, path = ROLES) => {
    const seen: number[] = [];
    for (let call = 0; call < calls; call += 1) seen.push((await bench.get(path)).status);
    return seen;
  };

  it('strikes the nth call only', async () => {
    expect(await statuses(await broken({ kind: 'unavailable' }, { nth: 2 }), 3)).toEqual([200, 503, 200]);
  });

  it('strikes the next calls only', async () => {
    expect(await statuses(await broken({ kind: 'unavailable' }, { next: 2 }), 3)).toEqual([503, 503, 200]);
  });

  it('leaves other endpoints and methods alone', async () => {
    const bench = await broken({ kind: 'unavailable' });
    expect((await bench.get('/api/v2/tokens/me')).status).toBe(200);
    expect((await bench.post(ROLES, {})).status).toBe(404);
  });

  it('can be for a page', async () => {
    const bench = await broken({ kind: 'clock-skew', seconds: 1 });
    bench.simulator.faults.add({ path: ROLES, query: { pageNumber: '2' }, fault: { kind: 'unavailable' } });
    expect((await bench.get(`${ROLES}?pageNumber=1`)).status).toBe(200);
    expect((await bench.get(`${ROLES}?pageNumber=2`)).status).toBe(503);
  });

  it('can be for a whole branch of the API', async () => {
    const bench = await broken({ kind: 'clock-skew', seconds: 1 });
    bench.simulator.faults.add({ path: '/api/v2/authorization/**', fault: { kind: 'unavailable' } });
    expect((await bench.get('/api/v2/authorization/divisions/home')).status).toBe(503);
    expect((await bench.get('/api/v2/tokens/me')).status).toBe(200);
  });

  it('can be for the token service', async () => {
    const bench = await broken({ kind: 'clock-skew', seconds: 1 });
    bench.simulator.faults.add({ path: '/login/oauth/token', fault: { kind: 'internal-error' } });
    expect((await bench.login()).status).toBe(500);
  });

  it('joins others on the same call', async () => {
    const bench = await broken({ kind: 'reordered' });
    bench.simulator.faults.add({ path: ROLES, fault: { kind: 'truncated-page' } });
    const { body } = await bench.get(ROLES);
    expect(body.entities.map(({ name }: { name: string }) => name)).toEqual(['D', 'C']);
  });

  it('can be taken out again, alone or with all others', async () => {
    const bench = await broken({ kind: 'reordered' });
    const remove = bench.simulator.faults.add({ path: ROLES, fault: { kind: 'unavailable' } });
    expect((await bench.get(ROLES)).status).toBe(503);
    remove();
    expect((await bench.get(ROLES)).body.entities[0].name).toBe('D');
    bench.simulator.faults.clear();
    expect((await bench.get(ROLES)).body.entities[0].name).toBe('OAuth Guardian');
  });

  it('is in the log', async () => {
    const bench = await broken({ kind: 'unavailable' });
    await bench.get(ROLES);
    expect(bench.simulator.requests.at(-1)).toMatchObject({ path: ROLES, status: 503, faults: ['unavailable'] });
  });
});

import type { Fault } from '../../lib/simulator/index.ts';
import {
  allOf,
  anOrg,
  aServer,
  BASIC,
  oneOfEverything,
  PATH_OF,
  QUICK,
  READ_NAMES,
  READS,
  SECRET,
  TOKEN,
} from './support.ts';

interface Expected {
  readonly fault: Fault;
  /** How the reason begins: status and code, or the kind of error where there is no answer. */
  readonly reason: string;
  readonly fix: string;
  /** Requests that the read sends to the path that breaks. */
  readonly attempts: number;
}

const RETRIED = 2;
const FAULTS: Readonly<Record<string, Expected>> = {
  'a token that stays refused': {
    fault: { kind: 'unauthorized' },
    reason: '401 bad.credentials',
    fix: 'check that the client is active',
    attempts: 2,
  },
  'a missing permission': {
    fault: { kind: 'forbidden', code: 'missing.any.permissions', permission: 'oauth:client:view' },
    reason: '403 missing.any.permissions',
    fix: "give the guardian's role oauth:client:view",
    attempts: 1,
  },
  'a permission missing in a division': {
    fault: { kind: 'forbidden', code: 'missing.division.permission', permission: 'authorization:role:view' },
    reason: '403 missing.division.permission',
    fix: "give the guardian's role authorization:role:view in every division",
    attempts: 1,
  },
  'a missing scope': {
    fault: { kind: 'forbidden', code: 'app.not.authorized.for.scope' },
    reason: '403 app.not.authorized.for.scope',
    fix: 'the scope',
    attempts: 1,
  },
  'a policy of the org': {
    fault: { kind: 'forbidden', code: 'authz.policy.denied' },
    reason: '403 authz.policy.denied',
    fix: 'policy-1',
    attempts: 1,
  },
  'a rate limit': {
    fault: { kind: 'too-many-requests' },
    reason: '429 too.many.requests',
    fix: "lower the guardian's share",
    attempts: RETRIED,
  },
  'a rate limit that lasts longer than a run': {
    fault: { kind: 'too-many-requests', retryAfterSeconds: 3600 },
    reason: '429 too.many.requests.retry.after',
    fix: 'for another 3600 s',
    attempts: 1,
  },
  'an internal error': {
    fault: { kind: 'internal-error' },
    reason: '500 internal.server.error',
    fix: 'correlation id',
    attempts: RETRIED,
  },
  'an outage': { fault: { kind: 'unavailable' }, reason: '503', fix: 'next run', attempts: RETRIED },
  'a gateway timeout': { fault: { kind: 'gateway-timeout' }, reason: '504', fix: 'next run', attempts: RETRIED },
  'no answer': { fault: { kind: 'timeout' }, reason: 'timeout', fix: 'within 0.2 s', attempts: RETRIED },
  'a slow answer': {
    fault: { kind: 'slow', milliseconds: 60_000 },
    reason: 'timeout',
    fix: 'within 0.2 s',
    attempts: RETRIED,
  },
  'a cut connection': { fault: { kind: 'cut-connection' }, reason: 'network', fix: 'check', attempts: RETRIED },
  'an empty body': { fault: { kind: 'empty-body' }, reason: 'malformed', fix: 'gateway or proxy', attempts: 1 },
  'half a JSON': { fault: { kind: 'not-json' }, reason: 'malformed', fix: 'gateway or proxy', attempts: RETRIED },
  'the page of a proxy': {
    fault: { kind: 'html', status: 502 },
    reason: '502 server',
    fix: 'next run',
    attempts: RETRIED,
  },
};

describe.each(Object.entries(FAULTS))('%s', (_name, { fault, reason, fix, attempts }) => {
  // The old usage query takes over where a permission is missing: its own test says how.
  it.each(READ_NAMES)('fails %s, says why and what to do, and shows no secret', async (name) => {
    const timeoutMs = reason === 'timeout' ? 200 : 10_000;
    const org = await anOrg({
      arrange: oneOfEverything,
      options: { timeoutMs, retry: { ...QUICK, attempts: RETRIED } },
    });
    org.simulator.faults.add({ path: PATH_OF[name], fault });
    if (PATH_OF[name].includes('usage')) org.simulator.faults.add({ path: '/api/v2/usage/query', fault });
    const read = await READS[name](org.source);
    expect(read.coverage).toMatchObject({ status: 'failed', count: 0 });
    expect(read.coverage.reason).toMatch(new RegExp(`^${reason.replaceAll('.', '\\.')}`));
    expect(read.coverage.reason).toContain(fix);
    const sent = org.simulator.requests.filter(({ path }) => path === PATH_OF[name]).length;
    expect(sent).toBe(attempts);
    const visible = allOf(read) + allOf(org.source) + org.progress.join();
    for (const secret of org.secrets()) expect(visible).not.toContain(secret);
  });
});

describe('a fault that passes', () => {
  it.each([
    { kind: 'too-many-requests', retryAfterSeconds: 0 },
    { kind: 'too-many-requests' },
    { kind: 'unavailable' },
    { kind: 'cut-connection' },
    { kind: 'not-json' },
    { kind: 'unauthorized' },
  ] as const)('is not seen in the result ($kind)', async (fault) => {
    const { source, simulator } = await anOrg({ arrange: oneOfEverything });
    simulator.faults.add({ path: '/api/v2/oauth/clients', on: { next: 1 }, fault });
    expect((await source.clients()).coverage).toMatchObject({ status: 'complete', count: 2 });
  });
});

describe('a body that never ends', () => {
  it('is given up when the time of the request is over', async () => {
    const endless = { body: { entities: [], total: 0 }, isEndless: true };
    const { source } = await aServer(({ url }) => (url.pathname.startsWith('/api') ? endless : undefined), {
      timeoutMs: 200,
      retry: { ...QUICK, attempts: 1 },
    });
    expect((await source.clients()).coverage.reason).toBe(
      'timeout: no whole answer within 0.2 s; the next run tries again',
    );
  });
});

describe('an answer that echoes credentials', () => {
  it.each([
    { status: 400, body: { code: 'bad.request', message: `Bearer ${TOKEN}` } },
    { status: 401, body: { code: TOKEN, message: TOKEN } },
    { status: 403, body: { code: 'missing.any.permissions', message: `[${TOKEN}:a:b]`, contextId: TOKEN } },
    { status: 500, body: `<html>${TOKEN}</html>`, headers: { 'inin-correlation-id': TOKEN } },
    { status: 302, body: '', headers: { Location: `http://127.0.0.1:1/?${TOKEN}` } },
    { status: 200, body: `{"entities": "${TOKEN}` },
    { status: 200, body: { entities: { [TOKEN]: TOKEN } } },
  ])('does not make them visible (status $status, body $body)', async (answer) => {
    const progress: string[] = [];
    const { source } = await aServer(({ url }) => (url.pathname.startsWith('/api') ? answer : undefined), {
      onProgress: (message) => progress.push(message),
    });
    const reads = await Promise.all(READ_NAMES.map((name) => READS[name](source)));
    expect(reads.map(({ coverage }) => coverage.status)).toEqual(READ_NAMES.map(() => 'failed'));
    const visible = allOf(reads) + allOf(source) + progress.join();
    expect(visible).not.toContain(TOKEN);
  });

  it('does not make the secret visible when the token endpoint echoes it', async () => {
    const { source } = await aServer(() => ({
      status: 400,
      body: { error: 'invalid_client', error_description: `${SECRET} ${BASIC}` },
    }));
    const { coverage } = await source.clients();
    expect(coverage.reason).toContain('invalid_client');
    for (const hidden of [SECRET, BASIC]) expect(allOf(coverage)).not.toContain(hidden);
  });
});

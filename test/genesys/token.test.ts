import type { Credentials } from '../../lib/genesys/index.ts';
import { allOf, anOrg, aServer, BASIC, CLIENT_ID, NOW, requestsTo, SECRET, TOKEN } from './support.ts';

const TOKENS = '/login/oauth/token';

describe('the token', () => {
  it('is asked for once by reads that start together, and kept', async () => {
    const org = await anOrg();
    await Promise.all([org.source.clients(), org.source.roles(), org.source.divisions()]);
    await org.source.clients();
    expect(requestsTo(org, TOKENS)).toHaveLength(1);
  });

  it('is replaced shortly before it expires', async () => {
    let at = Date.parse(NOW);
    const clock = () => new Date(at);
    const org = await anOrg({ options: { now: clock } });
    await org.source.self();
    at += (86_400 - 61) * 1000;
    await org.source.self();
    expect(requestsTo(org, TOKENS)).toHaveLength(1);
    at += 2_000;
    await org.source.self();
    expect(requestsTo(org, TOKENS)).toHaveLength(2);
  });

  it('is replaced once when Genesys refuses it, for all reads together', async () => {
    const org = await anOrg();
    await org.source.self();
    org.simulator.revokeTokens();
    const reads = await Promise.all([org.source.clients(), org.source.roles(), org.source.divisions()]);
    expect(reads.map(({ coverage }) => coverage.status)).toEqual(['complete', 'complete', 'complete']);
    expect(requestsTo(org, TOKENS)).toHaveLength(2);
  });

  it('is asked for with the credentials of the moment, so that a rotated secret is seen', async () => {
    const asked: Credentials[] = [];
    const org = await anOrg();
    const { clientId, clientSecret } = org.simulator.credentials;
    let present = { clientId, clientSecret };
    const { source } = await anOrg({
      options: {
        gateway: org.simulator.url,
        credentials: async () => {
          asked.push(present);
          return present;
        },
      },
    });
    await source.self();
    org.world.replaceSecret(clientId, 'rotated-secret');
    org.simulator.revokeTokens();
    present = { clientId, clientSecret: 'rotated-secret' };
    expect((await source.self()).coverage.status).toBe('complete');
    expect(asked.map((one) => one.clientSecret)).toEqual([clientSecret, 'rotated-secret']);
  });

  it('is asked for again when the credentials turn out to have been rotated meanwhile', async () => {
    const org = await anOrg();
    const { clientId, clientSecret } = org.simulator.credentials;
    const secrets = ['the-old-secret-of-a-cache', clientSecret];
    const { source } = await anOrg({
      options: {
        gateway: org.simulator.url,
        credentials: async () => ({ clientId, clientSecret: secrets.shift() ?? clientSecret }),
      },
    });
    expect((await source.self()).coverage.status).toBe('complete');
  });

  it('that could not be had is not asked for again at once by the reads that follow, but soon', async () => {
    let at = Date.parse(NOW);
    const org = await anOrg({ options: { now: () => new Date(at), retry: { attempts: 1 } } });
    org.simulator.faults.add({ path: TOKENS, on: { next: 1 }, fault: { kind: 'unavailable' } });
    expect((await org.source.clients()).coverage.status).toBe('failed');
    expect((await org.source.roles()).coverage.status).toBe('failed');
    expect(requestsTo(org, TOKENS)).toHaveLength(1);
    at += 5_000;
    expect((await org.source.roles()).coverage.status).toBe('complete');
  });

  it('that cannot be had fails the read, names the client and never the secret', async () => {
    const org = await anOrg();
    const clientId = org.simulator.credentials.clientId;
    const { source } = await anOrg({
      options: { gateway: org.simulator.url, credentials: async () => ({ clientId, clientSecret: 'wrong-secret' }) },
    });
    const read = await source.clients();
    expect(read.coverage.status).toBe('failed');
    expect(read.coverage.reason).toMatch(
      `401 invalid_client: Genesys refused the id or the secret of client ${clientId} ("authentication failed"): check both`,
    );
    expect(allOf([read, source])).not.toContain('wrong-secret');
    expect(requestsTo(org, TOKENS)).toHaveLength(1);
  });

  it('survives an outage of the login server', async () => {
    const org = await anOrg();
    org.simulator.faults.add({ path: TOKENS, on: { next: 2 }, fault: { kind: 'unavailable' } });
    expect((await org.source.self()).coverage.status).toBe('complete');
    expect(org.source.apiCalls).toBe(4);
  });

  it.each([
    { what: 'no token', body: { expires_in: 3600 } },
    { what: 'an empty token', body: { access_token: '' } },
    { what: 'nothing', body: '' },
    { what: 'a page', body: '<html>login</html>' },
  ])('that comes as $what fails the read', async ({ body }) => {
    const { source } = await aServer(({ url }) => (url.pathname === TOKENS ? { body } : undefined));
    expect((await source.clients()).coverage).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^malformed: .*check the .*gateway/),
    });
  });

  it('is sent to the API and the secret to the login endpoint only', async () => {
    const seen = new Map<string, string>();
    const { source } = await aServer(({ url, authorization }) => {
      seen.set(url.pathname, authorization);
      return undefined;
    });
    await source.self();
    expect(Object.fromEntries(seen)).toEqual({
      '/login/oauth/token': `Basic ${BASIC}`,
      '/api/v2/tokens/me': `Bearer ${TOKEN}`,
    });
  });

  it('is not followed to another place by a redirect', async () => {
    const elsewhere = await aServer(() => undefined);
    const { source } = await aServer(({ url }) =>
      url.pathname === '/api/v2/tokens/me' ? { status: 307, headers: { Location: elsewhere.url } } : undefined,
    );
    expect((await source.self()).coverage.reason).toContain('307 malformed');
    expect(elsewhere.seen).toEqual([]);
  });
});

describe('credentials', () => {
  it('that cannot be read fail the read with the name of the cause, never with its words', async () => {
    const { source } = await aServer(() => undefined, {
      credentials: async () => JSON.parse(`{"clientSecret": "${SECRET}`),
    });
    const read = await source.clients();
    expect(read.coverage.reason).toContain("the guardian's client id and secret could not be read (SyntaxError)");
    expect(allOf(read)).not.toContain(SECRET);
    expect(source.apiCalls).toBe(0);
  });

  it('that are empty are not sent', async () => {
    const { source, seen } = await aServer(() => undefined, {
      credentials: async () => ({ clientId: CLIENT_ID, clientSecret: ' ' }),
    });
    expect((await source.clients()).coverage.reason).toContain('an id or a secret is empty');
    expect(seen).toEqual([]);
  });
});

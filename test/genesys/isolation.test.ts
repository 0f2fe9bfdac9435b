import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ApiClient from 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/ApiClient.js';
import { allOf, anOrg, aServer, oneOfEverything, READ_NAMES, READS } from './support.ts';

describe('several orgs in one process', () => {
  it('are read at the same time without a trace of each other', async () => {
    const names = ['prod', 'test', 'dev'];
    const orgs = await Promise.all(names.map((name) => anOrg({ name, arrange: oneOfEverything })));
    const reads = await Promise.all(
      orgs.flatMap(({ source }) => [source.self(), source.clients(), source.usage(DAYS)]),
    );
    for (const [index, { world, simulator, source }] of orgs.entries()) {
      const own = reads.slice(index * 3, index * 3 + 3);
      expect(own).toMatchObject([
        { self: { org: { name: names[index] } } },
        { items: [...world.clients.values()].map(({ id }) => ({ id })).sort((a, b) => (a.id < b.id ? -1 : 1)) },
        { items: [{ clientId: world.client('Wallboard').id }] },
      ]);
      expect(simulator.requests).toHaveLength(source.apiCalls);
      expect(simulator.requests.every(({ status }) => status < 300)).toBe(true);
    }
  });

  it('leave the singletons of the SDK alone', async () => {
    const { source } = await anOrg();
    await source.clients();
    expect(ApiClient.instance).toBeUndefined();
  });
});

describe('a source', () => {
  it('shows no credential when it is inspected, not even after it has used them', async () => {
    const { source, secrets } = await anOrg({ arrange: oneOfEverything });
    await Promise.all(READ_NAMES.map((name) => READS[name](source)));
    for (const secret of secrets()) expect(allOf(source)).not.toContain(secret);
  });
});

describe("a process with the SDK's config file in its home folder", () => {
  let home = '';
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'guardian-home-'));
    await mkdir(join(home, '.genesyscloudjavascript'));
  });
  afterAll(() => rm(home, { recursive: true }));

  it.each([
    {
      what: 'sends everything elsewhere and logs it',
      config: (evil: string) =>
        `[logging]\nlog_level = trace\nlog_format = json\nlog_to_console = true\nlog_request_body = true\n` +
        `log_file_path = ${join(home, 'sdk.log')}\n[general]\nlive_reload_config = true\nhost = http://${evil}\n` +
        `[gateway]\nhost = ${evil}\nprotocol = http\n`,
    },
    { what: 'is neither INI nor JSON', config: () => 'neither { this ] nor that' },
  ])('ignores it when it $what, says nothing, and ends by itself', async ({ config }) => {
    const evil = await aServer(() => undefined);
    const { url, seen } = await aServer(({ url }) =>
      url.pathname.startsWith('/api') ? { body: { entities: [], total: 0 } } : undefined,
    );
    await writeFile(join(home, '.genesyscloudjavascript', 'config'), config(new URL(evil.url).host));
    const { stdout, stderr } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT], {
      env: { PATH: process.env.PATH, HOME: home, USERPROFILE: home, GATEWAY: url },
      timeout: 20_000,
    });
    expect(JSON.parse(stdout)).toMatchObject({ status: 'complete' });
    expect(stderr).toBe('');
    expect(seen).toEqual(['POST /login/oauth/token', 'GET /api/v2/oauth/clients']);
    expect(evil.seen).toEqual([]);
    expect(existsSync(join(home, 'sdk.log'))).toBe(false);
  });
});

const run = promisify(execFile);
const DAYS = { from: '2026-11-17', to: '2026-11-17' };

/** Ends only if nothing (a watcher, a socket, a timer) keeps the process alive. */
const SCRIPT = `
  const { openGenesys } = await import('./lib/genesys/index.ts');
  const credentials = async () => ({ clientId: 'id', clientSecret: 'secret' });
  const source = openGenesys({ gateway: process.env.GATEWAY, credentials, now: () => new Date() });
  console.log(JSON.stringify((await source.clients()).coverage));
`;

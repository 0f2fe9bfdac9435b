import { inspect } from 'node:util';
import { type EnvironmentOptions, readEnvironment } from '../../lib/config/environment.ts';
import { ConfigError } from '../../lib/config/problem.ts';
import { ENV } from '../../lib/env.ts';

const credentials = { [ENV.clientId]: 'a1b2', [ENV.clientSecret]: 'hunter2' };
const complete = { ...credentials, [ENV.region]: 'eu-central-1' };

function linesOf(env: Record<string, string | undefined>, options?: EnvironmentOptions): string[] {
  try {
    readEnvironment(env, options);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('readEnvironment', () => {
  it('means the demo org where nothing is set', () => {
    expect(readEnvironment({})).toEqual({ connection: { kind: 'demo' }, home: '.guardian' });
  });

  it('means the demo org where a region alone is set, as many shells have it', () => {
    expect(readEnvironment({ [ENV.region]: 'eu-central-1' }).connection.kind).toBe('demo');
  });

  it('takes variables that are set to nothing as not set', () => {
    const env = Object.fromEntries(Object.values(ENV).map((name) => [name, ' ']));
    expect(readEnvironment(env)).toEqual(readEnvironment({}));
  });

  it('means an org with credentials and a region', () => {
    const { connection } = readEnvironment(complete);
    expect(connection).toMatchObject({ kind: 'org', clientId: 'a1b2', region: 'eu-central-1' });
    expect(connection.kind === 'org' && connection.clientSecret.reveal()).toBe('hunter2');
  });

  it('keeps the key of webhooks as a secret', () => {
    const { webhookKey } = readEnvironment({ [ENV.webhookKey]: 'a key of sixteen or more\n' });
    expect(webhookKey?.reveal()).toBe('a key of sixteen or more');
    expect(inspect(readEnvironment({ [ENV.webhookKey]: 'a key of sixteen or more' }))).not.toContain('sixteen');
  });

  it('refuses a key that can be guessed, and does not repeat it', () => {
    const [line, ...others] = linesOf({ [ENV.webhookKey]: 'short' });
    expect(line).toMatch(/GUARDIAN_WEBHOOK_KEY: a key has at least 16 characters$/);
    expect(others).toEqual([]);
  });

  it('drops the line end that comes with a copied secret', () => {
    const { connection } = readEnvironment({ ...complete, [ENV.clientSecret]: 'hunter2\n' });
    expect(connection.kind === 'org' && connection.clientSecret.reveal()).toBe('hunter2');
  });

  it('needs no region with a gateway, and drops the slash at its end', () => {
    const { connection } = readEnvironment({ ...credentials, [ENV.gateway]: 'http://127.0.0.1:8080/base/' });
    expect(connection).toMatchObject({ kind: 'org', gateway: 'http://127.0.0.1:8080/base' });
    expect(connection).not.toHaveProperty('region');
  });

  it('takes the region of guardian.yaml where the variable is not set, and the variable where it is', () => {
    const region = (env: Record<string, string>) => {
      const { connection } = readEnvironment(env, { configuredRegion: 'mypurecloud.de' });
      return connection.kind === 'org' && connection.region;
    };
    expect(region(credentials)).toBe('mypurecloud.de');
    expect(region(complete)).toBe('eu-central-1');
  });

  it('gives the clock in UTC', () => {
    expect(readEnvironment({ [ENV.now]: '2026-03-03T01:00:00+02:00' }).now).toBe('2026-03-02T23:00:00.000Z');
  });

  it('gives home and configuration as they are written', () => {
    expect(readEnvironment({ [ENV.home]: '/var/guardian', [ENV.config]: 'a.yaml' })).toMatchObject({
      home: '/var/guardian',
      configFile: 'a.yaml',
    });
  });

  it.each([
    [
      'no secret',
      { ...complete, [ENV.clientSecret]: '' },
      'GENESYS_CLIENT_SECRET: missing, though GENESYS_CLIENT_ID is set: set both, or neither for the demo org',
    ],
    [
      'no id',
      { ...complete, [ENV.clientId]: undefined },
      'GENESYS_CLIENT_ID: missing, though GENESYS_CLIENT_SECRET is set: set both, or neither for the demo org',
    ],
    ['no region', credentials, 'GENESYS_REGION: missing: where is the org? Such as eu-central-1 or mypurecloud.de'],
    [
      'an unknown region',
      { ...complete, [ENV.region]: 'eu-zentral-1' },
      'GENESYS_REGION: unknown region; did you mean `eu-central-1`?; given: eu-zentral-1; allowed: eu-central-1, mypurecloud.de',
    ],
    [
      'a gateway without credentials',
      { [ENV.gateway]: 'http://127.0.0.1' },
      'GENESYS_GATEWAY: set without GENESYS_CLIENT_ID and GENESYS_CLIENT_SECRET: the demo org has no gateway',
    ],
    [
      'a gateway of another protocol',
      { ...complete, [ENV.gateway]: 'ftp://gateway' },
      'GENESYS_GATEWAY: expected a URL with http:// or https://',
    ],
    [
      'a gateway with a password',
      { ...complete, [ENV.gateway]: 'https://me:hunter2@gateway' },
      'GENESYS_GATEWAY: a URL with a user or password: leave them out',
    ],
    [
      'a gateway with a query',
      { ...complete, [ENV.gateway]: 'https://gateway?token=hunter2' },
      'GENESYS_GATEWAY: a base URL has no query and no fragment',
    ],
    [
      'an id with a colon',
      { ...complete, [ENV.clientId]: 'a:hunter2' },
      'GENESYS_CLIENT_ID: a client id holds no spaces and no colons',
    ],
    [
      'a secret with a space',
      { ...complete, [ENV.clientSecret]: 'hunter2 hunter2' },
      'GENESYS_CLIENT_SECRET: a secret holds no spaces',
    ],
    [
      'a time without offset',
      { [ENV.now]: '2026-03-03T12:00:00' },
      'GUARDIAN_NOW: expected an ISO 8601 time with its offset, such as 2026-03-03T12:00:00Z',
    ],
    [
      'a day that does not exist',
      { [ENV.now]: '2026-02-30T12:00:00Z' },
      'GUARDIAN_NOW: expected an ISO 8601 time with its offset, such as 2026-03-03T12:00:00Z',
    ],
  ])('refuses %s, and repeats no secret', (_, env, line) => {
    const lines = linesOf(env, { knownRegions: ['eu-central-1', 'mypurecloud.de'] });
    expect(lines).toEqual([`environment ${line}`]);
    expect(lines.join()).not.toContain('hunter2');
  });

  it('tells every problem at once', () => {
    const lines = linesOf({ [ENV.clientId]: 'a b', [ENV.gateway]: 'gateway', [ENV.now]: 'now' });
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'environment GENESYS_CLIENT_ID',
      'environment GENESYS_GATEWAY',
      'environment GUARDIAN_NOW',
      'environment GENESYS_CLIENT_SECRET',
    ]);
  });
});

describe('the secret', () => {
  it.each<[string, (value: unknown) => string]>([
    ['console.log', (value) => inspect(value, { depth: null, showHidden: true })],
    ['JSON', (value) => JSON.stringify(value)],
    ['a template', (value) => `${value}`],
    ['joining', (value) => [value].join()],
    ['a copy', (value) => JSON.stringify(Object.entries(Object(value)))],
  ])('is not shown by %s', (_, show) => {
    const { connection } = readEnvironment(complete);
    expect(show(connection)).not.toContain('hunter2');
    expect(connection.kind === 'org' && show(connection.clientSecret)).not.toContain('hunter2');
  });

  it('is shown as [secret]', () => {
    const { connection } = readEnvironment(complete);
    expect(JSON.stringify(connection)).toContain('"clientSecret":"[secret]"');
    expect(inspect(connection)).toContain('clientSecret: [secret]');
  });
});

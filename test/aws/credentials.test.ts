import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretCredentials } from '../../lib/aws/credentials.ts';
import { type OrgSecret, readOrgSecret } from '../../lib/aws/org-secret.ts';
import { FrozenClock } from '../../lib/clock.ts';
import { openGenesys } from '../../lib/genesys/index.ts';
import { demoOrg, type Simulator, startSimulator } from '../../lib/simulator/index.ts';
import { type AwsEndpoint, awsEndpoint } from './aws-endpoint.ts';

const first = { clientId: 'one', clientSecret: 'a' };
const second = { clientId: 'two', clientSecret: 'b' };

describe('credentials of a secret', () => {
  const clock = new FrozenClock('2026-03-03T12:00:00Z');
  let secret: OrgSecret;
  let reads: number;
  const credentials = () => {
    reads = 0;
    return secretCredentials({
      read: async () => {
        reads += 1;
        return secret;
      },
      now: () => clock.now(),
    });
  };

  it('are read once for every source that asks now and then', async () => {
    secret = first;
    const ask = credentials();
    await ask();
    await clock.sleep(6 * 60_000);
    expect(await ask()).toEqual(first);
    expect(reads).toBe(2);
  });

  it('are read afresh as soon as they were refused', async () => {
    secret = first;
    const ask = credentials();
    expect(await ask()).toEqual(first);
    secret = { clientId: 'one', clientSecret: 'new' };
    expect(await ask()).toEqual(secret);
    expect(reads).toBe(2);
  });

  it('are those of the second client when the first was refused, and the first again when both were', async () => {
    secret = { ...first, secondary: second };
    const ask = credentials();
    expect(await ask()).toMatchObject(first);
    expect(await ask()).toMatchObject(second);
    expect(await ask()).toMatchObject(first);
  });

  it('begin with the first client again once the token has expired', async () => {
    secret = { ...first, secondary: second };
    const ask = credentials();
    await ask();
    await clock.sleep(23 * 3_600_000);
    expect(await ask()).toMatchObject(first);
    expect(await ask()).toMatchObject(second);
    await clock.sleep(23 * 3_600_000);
    expect(await ask()).toMatchObject(first);
  });

  it('come again after the secret could not be read', async () => {
    secret = first;
    let isBroken = true;
    const ask = secretCredentials({
      read: async () => {
        if (isBroken) throw new Error('no answer');
        return secret;
      },
      now: () => clock.now(),
    });
    await expect(ask()).rejects.toThrow('no answer');
    isBroken = false;
    expect(await ask()).toEqual(first);
  });
});

describe('a source with credentials of Secrets Manager', () => {
  let aws: AwsEndpoint;
  let simulator: Simulator;
  beforeAll(async () => {
    aws = await awsEndpoint();
    simulator = await startSimulator({ world: demoOrg({ clock: () => new Date() }) });
  });
  afterAll(async () => {
    await simulator.close();
    await aws.close();
  });

  const read = () => {
    const access = { region: 'eu-central-1', endpoint: aws.url, maxAttempts: 1 };
    const secrets = new SecretsManagerClient({ ...access, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } });
    const now = () => new Date();
    const source = openGenesys({
      gateway: simulator.url,
      credentials: secretCredentials({ read: () => readOrgSecret(secrets, 'guardian/prod'), now }),
      now,
      share: 1,
    });
    return source.clients();
  };

  it('goes on with the second client when Genesys refuses the first', async () => {
    const { credentials } = simulator;
    const stale = { ...credentials, clientSecret: 'of last year' };
    aws.secrets.set('guardian/prod', JSON.stringify({ ...stale, secondary: credentials }));
    expect((await read()).coverage.status).toBe('complete');
  });

  it.each([
    ['is missing', undefined, 'the secret guardian/prod does not exist or holds nothing yet'],
    [
      'is no JSON',
      'hunter2',
      'the secret guardian/prod is not {"clientId", "clientSecret"} as JSON (wrong: the whole)',
    ],
    ['lacks a part', '{"clientId": "hunter2"}', '(wrong: clientSecret)'],
    ['has an empty part', '{"clientId": "hunter2", "clientSecret": ""}', '(wrong: clientSecret)'],
    [
      'has a broken second client',
      '{"clientId": "hunter2", "clientSecret": "hunter2", "secondary": {}}',
      '(wrong: secondary.clientId, secondary.clientSecret)',
    ],
  ])('sees nothing and says why when the secret %s', async (_, text, words) => {
    aws.secrets.clear();
    if (text !== undefined) aws.secrets.set('guardian/prod', text);
    const { coverage } = await read();
    expect(coverage.status).toBe('failed');
    expect(coverage.reason).toContain(words);
    expect(coverage.reason).toContain('guardian setup');
    expect(coverage.reason).not.toContain('hunter2');
  });

  it('says so when Secrets Manager refuses', async () => {
    aws.refuse('GetSecretValue', { code: 'AccessDeniedException', status: 400, times: 1 });
    expect((await read()).coverage.reason).toContain('AccessDeniedException');
  });
});

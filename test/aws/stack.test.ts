import { findStack, type StackParts } from '../../lib/aws/stack.ts';
import { stackSetup } from '../../lib/aws/stack-setup.ts';
import { stackWorkbench } from '../../lib/aws/stack-workbench.ts';
import { findingsCommand } from '../../lib/cli/commands/findings.ts';
import { sendTest } from '../../lib/cli/commands/send-test.ts';
import { setupCommand } from '../../lib/cli/commands/setup.ts';
import { FrozenClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { EMPTY_PAYLOAD } from '../../lib/jobs/next-run.ts';
import { type Deployment, deploy, OPERATORS_TOPIC, REPORTS, SECRET, TOPIC } from '../lambdas/deployment.ts';
import { run } from '../store/fixtures.ts';

let deployment: Deployment;
let stack: StackParts;
const clock = new FrozenClock('2026-03-03T12:00:00Z');
const { config } = parseConfig('', 'guardian.yaml');
const io = { progress: () => undefined };

beforeAll(async () => {
  deployment = await deploy();
  deployment.aws.stacks.set('Guardian', {
    TableName: process.env.GUARDIAN_TABLE ?? '',
    TopicArn: TOPIC,
    OperatorsTopicArn: OPERATORS_TOPIC,
    SecretNames: JSON.stringify({ prod: SECRET }),
    ReportsBucketName: REPORTS,
    SomethingElse: 'x',
  });
  deployment.aws.stacks.set('Shop', { Url: 'https://shop.example' });
  stack = await findStack('Guardian');
});
afterAll(() => deployment.close());

describe('the stack of a deployed guardian', () => {
  it('is found by its outputs', () => {
    expect(stack).toEqual({
      name: 'Guardian',
      table: process.env.GUARDIAN_TABLE,
      topic: TOPIC,
      operators: OPERATORS_TOPIC,
      reports: REPORTS,
      secrets: { prod: SECRET },
    });
  });

  it.each([
    ['does not exist', 'Nobody', 'Stack with id Nobody does not exist'],
    ["is somebody else's", 'Shop', "the stack 'Shop' is no guardian's"],
  ])('is refused with a reason when it %s', async (_, name, words) => {
    await expect(findStack(name)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(words),
    });
  });
});

describe('a workbench on a stack', () => {
  const bench = () => stackWorkbench({ stack, config, clock });

  it('answers from the deployed table, for the org that the stack names', async () => {
    const { document, exitCode } = await findingsCommand(bench(), {});
    expect(document).toMatchObject({ schema: 1, findings: [] });
    expect(exitCode).toBe(3);
  });

  it('only reads', async () => {
    const store = await bench().store();
    await expect(store.commit(run(1), EMPTY_PAYLOAD)).rejects.toThrow('only read');
    await expect(store.saveDeliveryMark('prod', 'sns', { seq: 1, sent: [] })).rejects.toThrow('only read');
    expect(await deployment.store.latestRun('prod')).toBeUndefined();
  });

  it('takes what people decide where a command is for that, and never a scan', async () => {
    const store = await stackWorkbench({ stack, config, clock, takesActs: true }).store();
    await expect(store.commit(run(1), EMPTY_PAYLOAD)).rejects.toThrow('only read');
    await expect(store.saveDeliveryMark('prod', 'sns', { seq: 1, sent: [] })).rejects.toThrow('only read');
    const act = run(1, { org: 'decided', job: 'act', act: { kind: 'ack', by: 'sam' } });
    expect(await store.commit(act, EMPTY_PAYLOAD)).toEqual({ outcome: 'committed' });
    expect(await deployment.store.latestRun('decided')).toMatchObject({ job: 'act' });
  });

  it('sends a test alert to the topic when somebody asks for one', async () => {
    const checks = await sendTest(bench(), 'prod', io);
    expect(checks).toMatchObject([{ name: 'test alert by sns', status: 'ok' }]);
    expect(deployment.aws.published.at(-1)).toMatchObject({
      subject: '[TEST] Alerts of OAuth Guardian arrive | org prod',
      attributes: { kind: 'test', org: 'prod' },
    });
  });

  describe('says whom alerts reach', () => {
    const arn = 'arn:aws:sns:eu-central-1:123456789012:topic:1';
    const { config: mailing } = parseConfig('alerts: { email: [team@example.com] }', 'guardian.yaml');
    const checks = async (...subscriptions: Deployment['aws']['subscriptions']) => {
      deployment.aws.subscriptions.splice(0, Number.POSITIVE_INFINITY, ...subscriptions);
      const asked = stackWorkbench({ stack, config: mailing, clock });
      const answered = await asked.channelChecks(asked.org('prod'));
      return answered.filter(({ name }) => name === 'alert channels');
    };
    const mail = { protocol: 'email', address: 'team@example.com', arn };

    it('all is well', async () => {
      expect(await checks(mail)).toMatchObject([{ name: 'alert channels', status: 'ok' }]);
    });

    it('a subscription that was ended, of alerts and of alarms', async () => {
      expect(await checks({ ...mail, topic: TOPIC, arn: 'Deleted' })).toMatchObject([
        { status: 'warn', detail: expect.stringMatching(/^email team@example.com: there is no subscription/) },
        { status: 'warn', detail: expect.stringMatching(/^alarms by email team@example.com: there is no/) },
      ]);
    });

    it('that it cannot be looked at', async () => {
      deployment.aws.refuse('ListSubscriptionsByTopic', { code: 'AuthorizationError', status: 403, times: 1 });
      expect(await checks(mail)).toMatchObject([
        { status: 'warn', detail: expect.stringMatching(/could not be looked at.*AuthorizationError/) },
      ]);
    });
  });

  it('says how old the newest report is, where the stack writes any', async () => {
    const asked = stackWorkbench({ stack, config, clock });
    expect(await asked.channelChecks(asked.org('prod'))).toContainEqual(
      expect.objectContaining({ name: 'newest report', status: 'warn', detail: 'none was written of this org yet' }),
    );
    const { reports: _, ...without } = stack;
    const bare = stackWorkbench({ stack: without, config, clock });
    const names = (await bare.channelChecks(bare.org('prod'))).map(({ name }) => name);
    expect(names).not.toContain('newest report');
  });

  it('says so when the topic refuses the test alert', async () => {
    deployment.aws.refuse('Publish', { code: 'AuthorizationError', status: 403, times: 1 });
    const [check] = await sendTest(bench(), 'prod', io);
    expect(check).toMatchObject({ status: 'fail', detail: expect.stringContaining('AuthorizationError') });
  });
});

describe('setup', () => {
  const setup = (credentials: { clientId: string; clientSecret: string }) =>
    setupCommand(
      stackSetup({ stack, config, clock, gateway: deployment.simulator.url, credentials: async () => credentials }),
      {},
      io,
    );
  const secret = () => JSON.parse(deployment.aws.secrets.get(SECRET) ?? '');

  it('checks credentials against Genesys, writes them, and says what is missing', async () => {
    deployment.aws.secrets.set(SECRET, '');
    const { credentials } = deployment.simulator;
    const { document } = await setup(credentials);
    expect(secret()).toEqual(credentials);
    expect(document).toMatchObject({ schema: 1, org: 'prod', secret: SECRET });
    expect(document.checks).toContainEqual(expect.objectContaining({ name: 'credentials', status: 'ok' }));
    expect(JSON.stringify(document)).not.toContain(credentials.clientSecret);
  });

  it('writes nothing that Genesys refuses', async () => {
    const before = secret();
    const { clientId } = deployment.simulator.credentials;
    await expect(setup({ clientId, clientSecret: 'wrong' })).rejects.toThrow('nothing was written');
    expect(secret()).toEqual(before);
  });

  it('keeps the client that worked until now as the second one', async () => {
    const first = deployment.simulator.credentials;
    const { id, secret: clientSecret } = deployment.world.createClient({
      name: 'OAuth Guardian 2',
      grantType: 'CLIENT-CREDENTIALS',
      grants: [{ role: 'OAuth Guardian' }],
    });
    const { document } = await setup({ clientId: id, clientSecret });
    expect(secret()).toEqual({ clientId: id, clientSecret, secondary: first });
    expect(document).toMatchObject({ second: first.clientId });
  });

  it('writes over nothing that it may not look at: the client in it would be lost', async () => {
    const before = secret();
    deployment.aws.refuse('GetSecretValue', { code: 'AccessDeniedException', status: 400, times: 1 });
    await expect(setup(deployment.simulator.credentials)).rejects.toThrow('AccessDeniedException), and nothing was');
    expect(secret()).toEqual(before);
  });

  it('says what to do when the stack has no such secret', async () => {
    deployment.aws.secrets.delete(SECRET);
    await expect(setup(deployment.simulator.credentials)).rejects.toThrow('deploy the stack first');
  });
});

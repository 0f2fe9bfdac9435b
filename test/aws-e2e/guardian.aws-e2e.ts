import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { RunRecord } from '../../lib/domain/run.ts';
import { ENV, STACK_OUTPUTS } from '../../lib/env.ts';
import type { Store } from '../../lib/ports.ts';
import { DEMO_CLIENTS, DEMO_ROLES } from '../../lib/simulator/index.ts';
import { openStore } from '../../lib/store/index.ts';
import { FindingsDocument } from '../support/documents.ts';
import { chainLinks } from './support/chain-links.ts';
import { guardian } from './support/command-line.ts';
import { askRest, invokeFunction } from './support/plain-api.ts';
import { downloadReport } from './support/report-in-bucket.ts';
import { type Stage, setTheStage } from './support/stage.ts';
import type { Received, Subscriber } from './support/subscriber.ts';
import { tell } from './support/transcript.ts';
import { eventually } from './support/waiting.ts';

const ORG = 'demo';
const NOTHING_NEW = { counts: { revisions: 0, transitions: 0 } };

/**
 * The deployed guardian from an empty account on: the real CDK, the real bundles on Lambda's Node, schedules that fire by
 * themselves. The tests follow one another, as the days of a deployment do.
 */
describe('the guardian on AWS', () => {
  let stage: Stage;
  let store: Store;

  beforeAll(async () => {
    stage = await setTheStage();
    store = openStore({ table: output('table'), client: stage.client });
  }, 540_000);

  afterAll(async () => {
    await store?.close();
    await stage?.close();
  });

  afterEach(() => tell(`- ${expect.getState().currentTestName ?? ''}`));

  it('tells by the outputs of its stack where its parts are', () => {
    expect(stage.deployed.stackName).toBe('OAuthGuardian');
    expect(Object.keys(stage.deployed.outputs)).toEqual(expect.arrayContaining(Object.values(STACK_OUTPUTS)));
  });

  it('takes the credentials through guardian setup, checked against Genesys', async () => {
    const { clientId, clientSecret } = stage.simulator.credentials;
    const { code, stdout, stderr } = await guardian(['setup', '--stack', stage.deployed.stackName, '--json'], stage, {
      [ENV.clientId]: clientId,
      [ENV.clientSecret]: clientSecret,
      [ENV.gateway]: stage.simulator.url,
    });
    expect({ code, stdout, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining(clientSecret) });
    expect(JSON.parse(stdout)).toMatchObject({ schema: 1, org: ORG, secret: 'guardian/demo', ok: true });
    expect(stdout).not.toContain(clientSecret);
  });

  it('commits a first run when the schedule fires', async () => {
    const run = await runAfter(0, 'configuration');
    expect(run).toMatchObject({
      org: ORG,
      genesysOrg: { name: 'Aurora Support' },
      isBaseline: true,
      coverage: {
        clients: { status: 'complete' },
        roles: { status: 'complete' },
        divisions: { status: 'complete' },
      },
      warnings: [],
    });
    // The schedule's own time, to the second: a second delivery of it is the same run.
    expect(run.slot).toMatch(/:\d\d\.000Z$/);
    expect(Date.parse(run.slot ?? '')).toBeLessThanOrEqual(Date.parse(run.startedAt));
  });

  it('tells in one message what it found at first', async () => {
    const { all, urgent, wallboard } = stage.subscribers;
    const [summary, ...others] = await eventually('the summary', async () => someOf(await about(all, 'summary')));
    expect(others).toEqual([]);
    expect(summary?.attributes).toEqual({
      kind: 'summary',
      org: ORG,
      severity: 'medium',
      vendor: 'none',
      owner: 'none',
      rule: 'implicit-grant',
      state: 'open',
      sms: 'no',
    });
    expect(summary?.subject).toMatch(/^\[MEDIUM\] First look: 5 clients/);
    // By its filter policy, one subscriber hears of high and critical only, the other of its vendor only.
    expect(await urgent.received()).toEqual([]);
    expect(await wallboard.received()).toEqual([]);
  });

  it('stays quiet while nothing changes', async () => {
    const { all } = stage.subscribers;
    const before = await all.received();
    const { seq } = await latestRun();
    expect(await runAfter(seq, 'configuration')).toMatchObject({ isBaseline: false, ...NOTHING_NEW });
    const usage = await runAfter(seq, 'usage');
    expect(usage).toMatchObject({ coverage: { usage: { status: 'complete' } }, counts: { transitions: 0 } });
    expect(await all.received()).toEqual(before);
  });

  it('alerts when a client gains scopes', async () => {
    const { all, urgent, wallboard } = stage.subscribers;
    stage.simulator.world.addScopes(DEMO_CLIENTS.crm, ['analytics:readonly', 'users'], { by: 'Sam Ortiz' });
    const [alert] = await eventually('the alert', async () => someOf(await about(all, 'alert')));
    expect(alert?.attributes).toEqual({
      kind: 'alert',
      org: ORG,
      severity: 'high',
      vendor: 'Northwind CRM',
      owner: expect.any(String),
      rule: 'several',
      state: 'open',
      sms: 'yes',
    });
    expect(alert?.subject).toMatch(/^\[HIGH\] Northwind CRM/);
    expect(alert?.body).toContain('+2 scopes');
    // The filter policies at work: it is urgent, and not about the wallboard.
    expect(await urgent.received()).toEqual([alert]);
    expect(await wallboard.received()).toEqual([]);
  });

  it('gives each protocol a body of its own', () => {
    const bodies = published().map(({ Message }) => Bodies.parse(JSON.parse(Message)));
    const { default: text, email, sms, https } = bodies.at(-1) ?? {};
    expect(published().every(({ MessageStructure }) => MessageStructure === 'json')).toBe(true);
    expect(text).toContain('Northwind CRM');
    for (const part of ['+ scope users', 'as the audit log says', 'guardian ack scope-added-'])
      expect(email).toContain(part);
    expect(sms).toMatch(/^[ -~]{20,140}$/);
    expect(JSON.parse(https ?? '')).toMatchObject({ version: '1.0', source: 'custom' });
  });

  it('keeps trying while the topic refuses, and delivers when it takes messages again', async () => {
    const { all, wallboard } = stage.subscribers;
    const before = await about(all, 'alert');
    let refused = 0;
    const heal = stage.emulator.door.guard(({ action }) => {
      if (action !== 'sns:Publish') return undefined;
      refused += 1;
      return { status: 403, code: 'AuthorizationError', message: 'not authorized to perform: SNS:Publish' };
    });
    stage.simulator.world.grantRole(DEMO_CLIENTS.wallboard, DEMO_ROLES.wallboard, '*', { by: 'Sam Ortiz' });
    await eventually('three refusals', () => (refused >= 3 ? true : undefined));
    expect(await about(all, 'alert')).toEqual(before);
    heal();
    const [alert] = await eventually('the delivery', async () =>
      someOf((await about(all, 'alert')).slice(before.length)),
    );
    expect(alert?.attributes).toMatchObject({ severity: 'critical', vendor: 'Lumen Wallboard' });
    expect(await about(wallboard, 'alert')).toEqual([alert]);
  });

  it('takes a second delivery of the same slot for the same run', async () => {
    const run = await latestRun();
    const before = await runsOfSlot(run);
    await send({ org: ORG, job: run.job, slot: run.slot });
    const covered = `"job":"${run.job}","slot":"${run.slot}","outcome":"covered"`;
    await eventually('the second delivery', () => (stage.emulator.log().includes(covered) ? true : undefined));
    expect(await runsOfSlot(run)).toEqual(before);
  });

  it('puts a message that nobody can work on among the dead letters', async () => {
    const url = output('queue');
    // Instead of five times a quarter of an hour.
    await stage.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { VisibilityTimeout: '1' } }));
    const poison = { org: 'nobody-knows-it', job: 'configuration', slot: new Date().toISOString() };
    await send(poison);
    const letters = await deadLettersOf(url);
    const [letter] = await eventually('the dead letter', async () => {
      const { Messages } = await stage.sqs.send(new ReceiveMessageCommand({ QueueUrl: letters, WaitTimeSeconds: 0 }));
      return Messages;
    });
    expect(JSON.parse(letter?.Body ?? '')).toEqual(poison);
    // The others are not held up by it.
    const { seq } = await latestRun();
    await runAfter(seq, 'configuration');
  });

  it('answers the command line from the deployed table', async () => {
    const { stackName } = stage.deployed;
    const { code, stdout, stderr } = await guardian(['findings', '--stack', stackName, '--json'], stage);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^guardian: .*OAuthGuardian\n$/) });
    const { findings } = FindingsDocument.parse(JSON.parse(stdout));
    expect(findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['scope-added', 'all-divisions-grant', 'implicit-grant']),
    );
  });

  it('draws the overview of the org in its dashboard', async () => {
    const name = await functionOf('Widget');
    expect(await invokeFunction(stage.client.endpoint, name, { describe: true })).toMatch(/^## OAuth guardian/);
    const html = await invokeFunction(stage.client.endpoint, name, {
      org: ORG,
      widgetContext: { theme: 'dark', params: { org: ORG } },
    });
    expect(html).toContain('Aurora Support');
    expect(html).toContain('Northwind CRM');
    expect(html).not.toContain('could not be read');
  });

  it('has written the report to the bucket when the schedule fired, and downloads as it was made', async () => {
    const bucket = output('reports');
    const found = await eventually('a report of all findings', async () => {
      const report = await downloadReport(stage.client, { bucket, key: `${ORG}/latest.html` });
      return report?.facts.findings.some(({ rule }) => rule === 'all-divisions-grant') ? report : undefined;
    });
    expect(found).toMatchObject({
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'private, no-cache',
      facts: { overview: { org: ORG } },
    });
    expect(found.html).toContain('Aurora Support');
    const day = new Date().toISOString().slice(0, 10);
    expect(await downloadReport(stage.client, { bucket, key: `${ORG}/${day}.html` })).toBeDefined();
  });

  it('names the report in the digest', async () => {
    await invokeFunction(stage.client.endpoint, await functionOf('Digest'), { slot: new Date().toISOString() });
    const [digest] = await eventually('the digest', async () => someOf(await about(stage.subscribers.all, 'digest')));
    expect(digest?.subject).toMatch(/^\[DIGEST\] /);
    const { email } = Bodies.parse(JSON.parse(published().at(-1)?.Message ?? ''));
    expect(email).toContain(`s3://${output('reports')}/${ORG}/`);
  });

  it('does nothing that the roles of its functions do not allow, and scans no table', () => {
    const actions = new Map<string, Set<string>>();
    for (const { caller, action } of stage.emulator.door.calls) {
      if (caller !== undefined) actions.set(caller, (actions.get(caller) ?? new Set()).add(action));
    }
    for (const [caller, used] of actions) tell(`  ${caller}: ${[...used].sort().join(', ')}`);
    expect(stage.permissions.denials).toEqual([]);
    expect([...actions.values()].flatMap((used) => [...used])).not.toContain('dynamodb:Scan');
  });

  it('gives AWS the rights that set one part going after the other', async () => {
    const links = await chainLinks(stage.client.endpoint);
    for (const { role, need } of links) {
      expect({ role, need, isAllowed: await stage.permissions.roleAllows(role, need) }).toMatchObject({
        isAllowed: true,
      });
    }
    expect(links.map(({ need }) => need.action)).toEqual(
      expect.arrayContaining(['lambda:InvokeFunction', 'sqs:ReceiveMessage', 'dynamodb:GetRecords']),
    );
  });

  it('has told the webhook the same, by a function that takes no way over the topic', async () => {
    const told = stage.webhook.requests.map(({ body }) => JSON.parse(body));
    expect(told.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual([
      'summary medium',
      'alert high',
      'alert critical',
    ]);
    expect(told[1]).toMatchObject({ schema: 1, org: ORG, subject: expect.stringMatching(/^\[HIGH\] Northwind/) });
  });

  it('has told everything once', async () => {
    const subjects = (await stage.subscribers.all.received()).map(({ subject }) => subject);
    expect(subjects).toEqual([
      expect.stringMatching(/^\[MEDIUM\] First look/),
      expect.stringMatching(/^\[HIGH\] Northwind/),
      expect.stringMatching(/^\[CRITICAL\] Lumen/),
      expect.stringMatching(/^\[DIGEST\] /),
    ]);
  });

  it('writes no secret into its logs', () => {
    const { clientSecret } = stage.simulator.credentials;
    expect(stage.emulator.log()).toContain('a run came to its end');
    expect(stage.emulator.log()).not.toContain(clientSecret);
  });

  function output(name: keyof typeof STACK_OUTPUTS): string {
    const value = stage.deployed.outputs[STACK_OUTPUTS[name]];
    if (value === undefined) throw new Error(`The stack has no output ${STACK_OUTPUTS[name]}`);
    return value;
  }

  /** Name of the deployed function whose name in the stack ends so. */
  async function functionOf(part: string): Promise<string> {
    const listing = await askRest(stage.client.endpoint, 'lambda', '/2015-03-31/functions/');
    const names = FunctionList.parse(listing).Functions.map(({ FunctionName }) => FunctionName);
    const [name, ...others] = names.filter((known) => known.includes(`Guardian${part}Function`));
    if (name === undefined || others.length > 0)
      throw new Error(`Expected one function ${part} in ${names.join(', ')}`);
    return name;
  }

  /** The first run of a job after a run that is known. */
  function runAfter(seq: number, job: RunRecord['job']): Promise<RunRecord> {
    return eventually(`a run of ${job} after run ${seq}`, async () =>
      (await store.runsAfter(ORG, seq, 100)).find((run) => run.job === job),
    );
  }

  /** What the functions published, refused tries included. */
  function published() {
    return stage.emulator.door.calls.flatMap(({ action, input }) =>
      action === 'sns:Publish' ? [Published.parse(input)] : [],
    );
  }

  async function latestRun(): Promise<RunRecord> {
    const run = await store.latestRun(ORG);
    if (!run) throw new Error('No run was committed');
    return run;
  }

  async function runsOfSlot({ job, slot }: RunRecord): Promise<readonly string[]> {
    const { items } = await store.runs(ORG, {});
    return items.filter((run) => run.job === job && run.slot === slot).map(({ id }) => id);
  }

  async function send(body: unknown): Promise<void> {
    await stage.sqs.send(new SendMessageCommand({ QueueUrl: output('queue'), MessageBody: JSON.stringify(body) }));
  }

  async function deadLettersOf(queueUrl: string): Promise<string> {
    const { Attributes } = await stage.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['RedrivePolicy'] }),
    );
    const { deadLetterTargetArn } = RedrivePolicy.parse(JSON.parse(Attributes?.RedrivePolicy ?? ''));
    return queueUrl.replace(/[^/]+$/, deadLetterTargetArn.split(':').at(-1) ?? '');
  }
});

const Bodies = z.strictObject({
  default: z.string().min(1),
  email: z.string().optional(),
  sms: z.string().optional(),
  https: z.string().optional(),
});
const FunctionList = z.object({ Functions: z.array(z.object({ FunctionName: z.string() })) });
const Published = z.object({ Message: z.string(), MessageStructure: z.string() });
const RedrivePolicy = z.object({ deadLetterTargetArn: z.string() });

async function about(subscriber: Subscriber, kind: 'alert' | 'summary' | 'digest'): Promise<readonly Received[]> {
  return (await subscriber.received()).filter(({ attributes }) => attributes.kind === kind);
}

function someOf<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length > 0 ? items : undefined;
}

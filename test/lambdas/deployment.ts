import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { parseConfig } from '../../lib/config/index.ts';
import { FUNCTION_ENV } from '../../lib/env.ts';
import type { Store } from '../../lib/ports.ts';
import { demoOrg, type Simulator, startSimulator, type World } from '../../lib/simulator/index.ts';
import { startEngine } from '../../lib/store/engine.ts';
import { keys } from '../../lib/store/keys.ts';
import { type AwsEndpoint, awsEndpoint } from '../aws/aws-endpoint.ts';
import { newTable } from '../store/stores.ts';

/** The world that functions of a deployment live in: table, AWS services, an org, and the environment that names them. */
export interface Deployment {
  readonly aws: AwsEndpoint;
  readonly world: World;
  readonly simulator: Simulator;
  readonly store: Store;
  close(): Promise<void>;
}

export const SECRET = 'guardian/prod';
export const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:alerts';
export const REPORTS = 'reports-of-the-guardian';
export const OPERATORS_TOPIC = 'arn:aws:sns:eu-central-1:123456789012:operators';

const CONFIG = `
orgs:
  - { name: prod, monthlyAllowance: 14000000, readAudits: false }
  - { name: other, monthlyAllowance: 14000000, readAudits: false }
thresholds: { confirmAfterSeconds: 0, apiShare: 1 }
alerts: { email: [team@example.com], sms: ["+4930123456"] }
`;

/**
 * Starts the parts and sets the process's environment as the stack does. Handlers read it at their first call, so each
 * test file has one deployment.
 */
export async function deploy(yaml = CONFIG): Promise<Deployment> {
  const folder = await mkdtemp(join(tmpdir(), 'guardian-function-'));
  const engine = await startEngine();
  const { table, open } = await newTable(engine);
  const aws = await awsEndpoint();
  const world = demoOrg({ clock: () => new Date() });
  const simulator = await startSimulator({ world });
  aws.secrets.set(SECRET, JSON.stringify(simulator.credentials));
  aws.secrets.set('guardian/other', JSON.stringify(simulator.credentials));
  await writeFile(join(folder, 'report-script.js'), 'globalThis.isAReport = true;');
  await writeFile(join(folder, 'guardian.json'), JSON.stringify(parseConfig(yaml, 'guardian.yaml').config));
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: aws.url,
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    LAMBDA_TASK_ROOT: folder,
    [FUNCTION_ENV.table]: table,
    [FUNCTION_ENV.topic]: TOPIC,
    [FUNCTION_ENV.operators]: OPERATORS_TOPIC,
    [FUNCTION_ENV.queue]: `${aws.url}/queue`,
    [FUNCTION_ENV.reports]: REPORTS,
    [FUNCTION_ENV.reportScript]: 'report-script.js',
    [FUNCTION_ENV.config]: 'guardian.json',
    [FUNCTION_ENV.gateway]: simulator.url,
  });
  const store = open();
  return {
    aws,
    world,
    simulator,
    store,
    close: async () => {
      await store.close();
      await simulator.close();
      await aws.close();
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As SQS hands messages to a function. */
export function sqsEvent(...bodies: readonly (string | object)[]): SQSEvent {
  return {
    Records: bodies.map((body, n) => ({
      messageId: `message-${n + 1}`,
      receiptHandle: 'handle',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: 'sender',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:work',
      awsRegion: 'eu-central-1',
    })),
  };
}

/** As the table's stream hands new run records to a function. */
export function streamEvent(...runs: readonly { readonly org: string; readonly seq: number }[]): DynamoDBStreamEvent {
  return {
    Records: runs.map(({ org, seq }, n) => {
      const { pk, sk } = keys.run(org, seq);
      return {
        eventID: `event-${n + 1}`,
        eventName: 'INSERT',
        eventSource: 'aws:dynamodb',
        dynamodb: { SequenceNumber: `sequence-${n + 1}`, Keys: { pk: { S: pk }, sk: { S: sk } } },
      };
    }),
  };
}

/** As much of a context as handlers look at. */
export const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'function',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:function',
  memoryLimitInMB: '512',
  awsRequestId: 'request-1',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 60_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

/** Collects the metrics that are printed while something is done. */
export async function metricsDuring(work: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = (chunk: string | Uint8Array) => {
    lines.push(String(chunk));
    return true;
  };
  process.env.POWERTOOLS_METRICS_DISABLED = 'false';
  try {
    await work();
  } finally {
    process.env.POWERTOOLS_METRICS_DISABLED = 'true';
    process.stdout.write = write;
  }
  return lines.flatMap((line) => (line.includes('"CloudWatchMetrics"') ? [JSON.parse(line)] : []));
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { demoManifest, demoOrg, type Simulator, startSimulator } from '../../../lib/simulator/index.ts';
import { type Endpoint, endpoint } from '../../support/endpoint.ts';
import { bootstrap, type Deployed, deploy } from './cdk.ts';
import { type Emulator, REGION, startEmulator } from './emulator.ts';
import { RolePermissions } from './role-permissions.ts';
import { Subscriber } from './subscriber.ts';
import { tell } from './transcript.ts';

/** How the SDK reaches the emulator from here. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A deployed guardian, the org that it watches, and those whom it tells. */
export interface Stage {
  readonly emulator: Emulator;
  readonly simulator: Simulator;
  readonly permissions: RolePermissions;
  readonly client: ClientSettings;
  readonly sqs: SQSClient;
  readonly deployed: Deployed;
  /** Where the deployment's `guardian.yaml` is. */
  readonly folder: string;
  readonly subscribers: Subscribers;
  /** Hears everything too, and not from the topic. */
  readonly webhook: Endpoint;
  close(): Promise<void>;
}

export interface Subscribers {
  /** Hears everything. */
  readonly all: Subscriber;
  /** Hears of what is high or critical. */
  readonly urgent: Subscriber;
  /** Hears of one vendor only. */
  readonly wallboard: Subscriber;
}

/** Sets everything up, from an empty account to a deployed stack. What was started is ended where that fails. */
export async function setTheStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'guardian-aws-e2e-'));
  const ending: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of ending.toReversed()) await end();
    tell('everything is stopped');
  };
  try {
    tell('installing the emulator, and Node 24 for the functions');
    const emulator = await startEmulator(folder);
    ending.push(emulator.stop);
    const client = {
      endpoint: emulator.door.url,
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    const permissions = new RolePermissions(client);
    emulator.door.guard(permissions.guard);
    const simulator = await startSimulator({ world: demoOrg({ clock: () => new Date() }) });
    ending.push(() => simulator.close());
    const sqs = new SQSClient(client);
    const subscribers = {
      all: await Subscriber.create(sqs, 'alerts-all'),
      urgent: await Subscriber.create(sqs, 'alerts-urgent'),
      wallboard: await Subscriber.create(sqs, 'alerts-wallboard'),
    };
    const webhook = await endpoint();
    ending.push(() => webhook.close());
    const config = join(folder, 'guardian.yaml');
    writeFileSync(config, guardianYaml(subscribers, webhook));
    tell('cdk bootstrap');
    await bootstrap({ emulator, folder });
    tell('cdk deploy');
    const deployed = await deploy({ emulator, folder, context: { config, gateway: simulator.url } });
    tell(`deployed ${deployed.stackName}`);
    return { emulator, simulator, permissions, client, sqs, deployed, folder, subscribers, webhook, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The demo org's file, with schedules that fire while somebody waits. */
function guardianYaml({ all, urgent, wallboard }: Subscribers, { url }: Endpoint): string {
  return `${demoManifest.replace('- name: demo', `- name: demo\n    region: ${REGION}`)}
schedules:
  configuration: rate(1 minute)
  usage: rate(2 minutes)
  report: rate(2 minutes)
  digest: cron(0 0 1 1 ? 2099)

thresholds:
  confirmAfterSeconds: 1

alerts:
  sqs:
    - ${all.arn}
    - { address: ${urgent.arn}, minSeverity: high }
    - { address: ${wallboard.arn}, vendors: [Lumen Wallboard] }
  webhooks: ["${url}"]
`;
}

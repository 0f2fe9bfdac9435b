import type { SNSClient } from '@aws-sdk/client-sns';
import type { Unreached } from '../alerts/notices.ts';
import { SNS_CHANNEL, sesChannel, webhookChannel } from '../alerts/sinks/channel-names.ts';
import type { GuardianConfig } from '../domain/manifest.ts';
import { stuckChannels } from '../jobs/stuck-channels.ts';
import type { Store } from '../ports.ts';
import { subscriptionsOf, unreachedAddresses, unreachedOperators } from './subscriptions.ts';

export interface UnreachedOptions {
  readonly client: SNSClient;
  /** ARN of the alert topic. */
  readonly topic: string;
  /** ARN of the operators' topic; absent for a deployment of a version that did not tell it. */
  readonly operators?: string | undefined;
  readonly alerts: GuardianConfig['alerts'];
  readonly store: Store;
  readonly now: Date;
}

/**
 * Whom alerts do not reach: addresses without a confirmed subscription, those of the operators too, and channels that do
 * not take what runs of these orgs found.
 *
 * @throws what the AWS SDK or the store throws
 */
export async function unreached(options: UnreachedOptions, orgs: readonly string[]): Promise<Unreached[]> {
  const { client, topic, operators, alerts, store, now } = options;
  const found = unreachedAddresses(await subscriptionsOf(client, topic), alerts);
  if (operators) found.push(...unreachedOperators(await subscriptionsOf(client, operators), alerts));
  const ways = waysOf(alerts);
  const channels = [...ways.keys()];
  for (const org of orgs) {
    const stuck = new Set(await stuckChannels({ store, org, channels, now }));
    for (const [channel, way] of ways) {
      if (stuck.has(channel)) found.push({ ...way, org, reason: 'stuck' });
    }
  }
  return found;
}

type Way = Pick<Unreached, 'protocol' | 'address'>;

/** What people know a channel by. */
function waysOf({ webhooks, ses }: GuardianConfig['alerts']): Map<string, Way> {
  return new Map<string, Way>([
    [SNS_CHANNEL, { protocol: 'topic', address: 'of alerts' }],
    ...webhooks.map(({ address }) => [webhookChannel(address), { protocol: 'webhook', address }] as const),
    ...(ses?.to ?? []).map(({ address }) => [sesChannel(address), { protocol: 'ses', address }] as const),
  ]);
}

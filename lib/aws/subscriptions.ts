import { paginateListSubscriptionsByTopic, type SNSClient, type Subscription } from '@aws-sdk/client-sns';
import type { Unreached } from '../alerts/notices.ts';
import type { GuardianConfig } from '../domain/manifest.ts';

/** All subscriptions of a topic. @throws what the AWS SDK throws */
export async function subscriptionsOf(client: SNSClient, topicArn: string): Promise<readonly Subscription[]> {
  const subscriptions: Subscription[] = [];
  for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn })) {
    subscriptions.push(...(page.Subscriptions ?? []));
  }
  return subscriptions;
}

/**
 * The addresses that alerts do not reach: subscriptions that nobody confirmed or that were ended, and addresses of
 * `guardian.yaml` without any: SNS forgets a subscription that is not confirmed within two days. Pure.
 */
export function unreachedAddresses(
  subscriptions: readonly Subscription[],
  { email, sms, chat, sqs }: GuardianConfig['alerts'],
): Unreached[] {
  const wanted = Object.entries({ email, sms, https: chat, sqs }).flatMap(([protocol, subscribers]) =>
    subscribers.map(({ address }) => ({ protocol, address })),
  );
  return unconfirmed(subscriptions, wanted);
}

/** The same of those who are told of alarms about the guardian itself. Pure. */
export function unreachedOperators(
  subscriptions: readonly Subscription[],
  alerts: GuardianConfig['alerts'],
): Unreached[] {
  const wanted = operatorsOf(alerts).map((address) => ({ protocol: 'email', address }));
  return unconfirmed(subscriptions, wanted).map((one) => ({ ...one, protocol: `alarms by ${one.protocol}` }));
}

/** As the stack reads it. */
function operatorsOf({ operators, email }: GuardianConfig['alerts']): readonly string[] {
  return operators ?? email.map(({ address }) => address);
}

function unconfirmed(
  subscriptions: readonly Subscription[],
  wanted: readonly Pick<Unreached, 'protocol' | 'address'>[],
): Unreached[] {
  const known = subscriptions.map((subscription) => ({
    protocol: subscription.Protocol ?? 'unknown',
    address: subscription.Endpoint ?? 'unknown',
    state: stateOf(subscription),
  }));
  const missing = wanted.filter(({ address }) => !known.some((one) => one.address === address));
  return [
    ...known.flatMap(({ protocol, address, state }) =>
      state === 'confirmed' ? [] : [{ protocol, address, reason: state }],
    ),
    ...missing.map((one) => ({ ...one, reason: 'missing' as const })),
  ];
}

/** SNS says so in the place of the subscription's ARN. */
function stateOf({ SubscriptionArn: arn }: Subscription): 'confirmed' | 'pending' | 'missing' {
  if (arn === 'PendingConfirmation') return 'pending';
  return arn?.startsWith('arn:') ? 'confirmed' : 'missing';
}

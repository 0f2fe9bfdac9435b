import * as z from 'zod';
import { SEVERITIES } from '../domain/severity.ts';
import type { Complaint } from './complaint.ts';

/** SNS: the numbers of values of a filter policy, multiplied. */
const MOST_COMBINATIONS = 150;
/** Where nothing else is said, a text message is for high and critical only. */
const SMS_SEVERITIES = 2;

/** What SNS would refuse in the middle of a deployment: an address twice, and a filter of too many values. */
export function subscriptionChecks(alerts: unknown): Complaint[] {
  const channels = ChannelsSchema.parse(alerts);
  return CHANNELS.flatMap((channel) => {
    const first = new Map<string, number>();
    return (channels[channel] ?? []).flatMap((subscriber, index) => {
      if (subscriber?.address === undefined) return [];
      const earlier = first.get(subscriber.address);
      first.set(subscriber.address, earlier ?? index);
      const path = ['alerts', channel, index];
      return [
        ...(earlier === undefined
          ? []
          : [complaint(path, `the same address as ${channel}[${earlier}]: merge the two`)]),
        ...tooManyCombinations(path, subscriber, channel === 'sms'),
      ];
    });
  });
}

/** As the stack writes filters: `several` passes every list of vendors, owners and rules. */
function tooManyCombinations(path: Complaint['path'], subscriber: SubscriberSketch, isSms: boolean): Complaint[] {
  const { minSeverity, vendors, owners, rules } = subscriber;
  const severities = minSeverity ? SEVERITIES.indexOf(minSeverity) + 1 : isSms ? SMS_SEVERITIES : 1;
  const named = (names: readonly unknown[] | undefined) => (names ? names.length + 1 : 1);
  const count = severities * named(vendors) * named(owners) * named(rules);
  if (count <= MOST_COMBINATIONS) return [];
  const message =
    `SNS takes at most ${MOST_COMBINATIONS} combinations of severity, vendor, owner and rule for one address, ` +
    `these are ${count}: name fewer, or leave a filter out`;
  return [complaint(path, message)];
}

function complaint(path: Complaint['path'], message: string): Complaint {
  return { path, at: 'value', message, showsGiven: false };
}

const CHANNELS = ['email', 'sms', 'chat', 'sqs'] as const;

const names = z.array(z.unknown()).optional().catch(undefined);
const subscriber = z.union([
  z
    .string()
    .trim()
    .transform((address) => ({ address })),
  z.object({
    address: z.string().trim(),
    minSeverity: z.enum(SEVERITIES).optional().catch(undefined),
    vendors: names,
    owners: names,
    rules: names,
  }),
]);
interface SubscriberSketch {
  readonly address: string;
  readonly minSeverity?: (typeof SEVERITIES)[number] | undefined;
  readonly vendors?: readonly unknown[] | undefined;
  readonly owners?: readonly unknown[] | undefined;
  readonly rules?: readonly unknown[] | undefined;
}
const subscribers = z
  .array(
    subscriber
      .transform((one): SubscriberSketch => one)
      .optional()
      .catch(undefined),
  )
  .optional()
  .catch(undefined);

/** What the checks look at, with everything malformed read as absent: the schema has complained about that already. */
const ChannelsSchema = z
  .object({ email: subscribers, sms: subscribers, chat: subscribers, sqs: subscribers })
  .catch({});

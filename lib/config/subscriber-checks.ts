import * as z from 'zod';
import type { Complaint } from './complaint.ts';
import type { Path } from './problem.ts';
import { didYouMean, nearestWord } from './suggestion.ts';

/** The names that messages carry, as far as they are known. */
export interface MessageNames {
  readonly vendors: readonly string[];
  /** Those whom the vendors name. */
  readonly owners: readonly string[];
  /** Left out: not checked. */
  readonly rules?: readonly string[] | undefined;
}

/**
 * Names in the filters of subscribers that no message will carry: after a slip of the finger somebody hears nothing,
 * and nothing looks wrong. A vendor in no entry may still come from an installed app, so only near misses are refused;
 * an owner can only come from an entry.
 */
export function subscriberChecks(alerts: unknown, { vendors, owners, rules }: MessageNames): Complaint[] {
  const { ses, ...channels } = AlertsSchema.parse(alerts);
  const lists = [
    ...CHANNELS.map((channel) => ({ at: ['alerts', channel], subscribers: channels[channel] ?? [] })),
    { at: ['alerts', 'ses', 'to'], subscribers: ses?.to ?? [] },
  ];
  const isMissed = (name: string) => !vendors.includes(name) && nearestWord(name, vendors) !== undefined;
  return [
    ...lists.flatMap(({ at, subscribers }) =>
      subscribers.flatMap((subscriber, index) => [
        ...wrongNames([...at, index, 'vendors'], subscriber?.vendors, vendors, isMissed),
        ...wrongNames([...at, index, 'owners'], subscriber?.owners, owners, (name) => !owners.includes(name)),
        ...wrongNames(
          [...at, index, 'rules'],
          subscriber?.rules,
          rules ?? [],
          (name) => rules?.includes(name) === false,
        ),
      ]),
    ),
    ...repeatedAddresses(['alerts', 'webhooks'], channels.webhooks),
    ...repeatedAddresses(['alerts', 'ses', 'to'], ses?.to),
  ];
}

/** Each of these addresses is a channel of its own, which remembers what it has had: two of one name would not. */
function repeatedAddresses(at: Path, subscribers: z.output<typeof SubscribersSchema> = []): Complaint[] {
  return subscribers.flatMap((subscriber, index) => {
    const first = subscribers.findIndex((one) => one?.address === subscriber?.address);
    if (subscriber?.address === undefined || first === index) return [];
    const message = `the same address as entry ${first + 1}: merge the two`;
    return [{ path: [...at, index], at: 'value', message, showsGiven: false }];
  });
}

function wrongNames(
  path: Path,
  given: readonly (string | undefined)[] | undefined,
  allowed: readonly string[],
  isWrong: (name: string) => boolean,
): Complaint[] {
  return (given ?? []).flatMap((name, index) =>
    name !== undefined && isWrong(name)
      ? [{ path: [...path, index], at: 'value', message: `nothing has this name${didYouMean(name, allowed)}`, allowed }]
      : [],
  );
}

const CHANNELS = ['email', 'sms', 'chat', 'sqs', 'webhooks'] as const;

const names = z.array(z.string().trim().optional().catch(undefined)).optional().catch(undefined);
const address = z.string().trim().optional().catch(undefined);
const SubscriberSketch = z.union([
  z.string().transform((text) => ({ address: text.trim(), vendors: undefined, owners: undefined, rules: undefined })),
  z.object({ address, vendors: names, owners: names, rules: names }),
]);
const SubscribersSchema = z.array(SubscriberSketch.optional().catch(undefined)).optional().catch(undefined);

/** What the checks look at, with everything malformed read as absent: the schema has complained about that already. */
const AlertsSchema = z
  .object({
    email: SubscribersSchema,
    sms: SubscribersSchema,
    chat: SubscribersSchema,
    sqs: SubscribersSchema,
    webhooks: SubscribersSchema,
    ses: z.object({ to: SubscribersSchema }).optional().catch(undefined),
  })
  .catch({});

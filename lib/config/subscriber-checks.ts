import * as z from 'zod';
import type { Complaint } from './complaint.ts';
import type { Path } from './problem.ts';
import { didYouMean, nearestWord } from './suggestion.ts';

/** The names that messages carry, as far as they are known. */
export interface MessageNames {
  readonly vendors: readonly string[];
  /** Left out: not checked. */
  readonly rules?: readonly string[] | undefined;
}

/**
 * Names in the filters of subscribers that no message will carry: after a slip of the finger somebody hears nothing,
 * and nothing looks wrong. A vendor in no entry may still come from an installed app, so only near misses are refused.
 */
export function subscriberChecks(alerts: unknown, { vendors, rules }: MessageNames): Complaint[] {
  const channels = ChannelsSchema.parse(alerts);
  const isMissed = (name: string) => !vendors.includes(name) && nearestWord(name, vendors) !== undefined;
  return CHANNELS.flatMap((channel) =>
    (channels[channel] ?? []).flatMap((subscriber, index) => {
      const path = ['alerts', channel, index];
      return [
        ...wrongNames([...path, 'vendors'], subscriber?.vendors, vendors, isMissed),
        ...wrongNames([...path, 'rules'], subscriber?.rules, rules ?? [], (name) => rules?.includes(name) === false),
      ];
    }),
  );
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

const CHANNELS = ['email', 'sms', 'chat', 'sqs'] as const;

const names = z.array(z.string().trim().optional().catch(undefined)).optional().catch(undefined);
const subscribers = z
  .array(z.object({ vendors: names, rules: names }).optional().catch(undefined))
  .optional()
  .catch(undefined);

/** What the checks look at, with everything malformed read as absent: the schema has complained about that already. */
const ChannelsSchema = z
  .object({ email: subscribers, sms: subscribers, chat: subscribers, sqs: subscribers })
  .catch({});

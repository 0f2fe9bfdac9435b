import { SEVERITIES, type SubscriberSettings } from './settings.ts';

/** A filter policy of SNS: an attribute passes if it is one of the values, and a message if all its attributes do. */
export type FilterPolicy = Readonly<Record<string, readonly string[]>>;

/** Value of the attributes `vendor`, `owner` and `rule` in a message about several. */
const SEVERAL = 'several';

/**
 * What of the messages reaches a subscriber; undefined where everything does. A message about several vendors, owners
 * or rules passes every filter of them: one alert too many is better than none.
 */
export function filterPolicy({ minSeverity, vendors, owners, rules }: SubscriberSettings): FilterPolicy | undefined {
  const policy = {
    ...(minSeverity && { severity: SEVERITIES.slice(0, SEVERITIES.indexOf(minSeverity) + 1) }),
    ...(vendors && { vendor: [...vendors, SEVERAL] }),
    ...(owners && { owner: [...owners, SEVERAL] }),
    ...(rules && { rule: [...rules, SEVERAL] }),
  };
  return Object.keys(policy).length > 0 ? policy : undefined;
}

/**
 * A text message is for what cannot wait: new findings that are high or critical, where nothing else is said. The attribute
 * `sms` says that a message has one and that none of it is held back: without it, SNS would send another rendering.
 */
export function smsFilterPolicy(subscriber: SubscriberSettings): FilterPolicy {
  return {
    ...filterPolicy({ ...subscriber, minSeverity: subscriber.minSeverity ?? 'high' }),
    sms: ['yes'],
  };
}

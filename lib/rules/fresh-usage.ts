import type { UsageDay } from '../domain/usage/day.ts';
import { isStale } from '../domain/usage/freshness.ts';
import { settledDays } from '../domain/usage/known-days.ts';
import type { RuleContext, UsageFacts } from './rule.ts';

/**
 * Why today's use cannot be judged on this data, or undefined where it can. Old data can neither open nor resolve
 * anything about the present.
 */
export function staleness(usage: UsageFacts, { now, thresholds }: RuleContext): string | undefined {
  if (usage.asOf === undefined) return 'No day of usage is known yet.';
  if (!isStale(usage.asOf, now, thresholds.usageStaleHours)) return undefined;
  return `The usage data is from ${usage.asOf}: older than ${thresholds.usageStaleHours} hours (thresholds.usageStaleHours).`;
}

/** The newest day whose count is whole, as far as anybody can see. */
export function newestWholeDay(usage: UsageFacts, { now }: RuleContext): UsageDay | undefined {
  return settledDays(usage.days, now).reduce<UsageDay | undefined>(
    (newest, day) => (newest && newest.date > day.date ? newest : day),
    undefined,
  );
}

/** Rounded down to a tenth: evidence that stays the same while a share moves a little from run to run. */
export function tenthsOf(share: number): number {
  return Math.floor(share * 10) / 10;
}

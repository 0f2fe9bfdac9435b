import { addDays, type Day, dayOf } from '../../../domain/day.ts';
import type { Thresholds } from '../../../domain/manifest.ts';
import { daysOf } from '../../../domain/usage/calendar.ts';
import { asOf, isStale } from '../../../domain/usage/freshness.ts';
import type { Store } from '../../../ports.ts';
import { PAGE_DAYS } from './usage-rows.ts';

/**
 * Why rows of usage are not all that was asked for, a sentence each: a day of which nothing is known has no rows, and
 * looks like one on which nobody called. Days that Genesys has not counted yet are missed as soon as its data is stale.
 */
export async function usageDoubts(
  store: Store,
  query: {
    readonly org: string;
    /** Both days inclusive. */
    readonly from: Day;
    readonly to: Day;
    readonly thresholds: Pick<Thresholds, 'usageStaleHours'>;
    readonly now: Date;
  },
): Promise<string[]> {
  const { org, thresholds, now } = query;
  const today = dayOf(now);
  const to = query.to < today ? query.to : today;
  const known = new Set<Day>();
  let newest: string | undefined;
  for (let from = query.from; from <= to; from = addDays(from, PAGE_DAYS)) {
    const last = addDays(from, PAGE_DAYS - 1);
    const days = await store.usageDays(org, from, last < to ? last : to);
    for (const { date } of days) known.add(date);
    newest = asOf(days, now) ?? newest;
  }
  if (newest === undefined) return ['no day of that usage is known'];
  // The time of the data may be the end of its day.
  const counted = isStale(newest, now, thresholds.usageStaleHours) ? to : dayOf(new Date(Date.parse(newest) - 1));
  const missing = daysOf({ from: query.from, to: counted }).filter((day) => !known.has(day)).length;
  return missing === 0 ? [] : [`usage of ${missing} ${missing === 1 ? 'day' : 'days'} of that time is not known`];
}

import { addDays, type Day, dayOf, startOfDay } from '../../domain/day.ts';
import type { Thresholds } from '../../domain/manifest.ts';
import type { UsageDay } from '../../domain/usage/day.ts';
import { settledDays } from '../../domain/usage/known-days.ts';
import { USAGE_WINDOW_DAYS } from '../memory.ts';
import type { PastRange } from './past-states.ts';

/** Days of usage before a day that rules look back on. */
export function lookBackDays({ unusedDays, observationDays }: Thresholds): number {
  return Math.max(USAGE_WINDOW_DAYS, 1 + unusedDays, 1 + observationDays);
}

/**
 * The whole days of a range and of the days that rules look back on, as if each had been read once, at its end. How a
 * count grew within its day is stored of its last two ticks only, and days that nobody read to their end are unknown.
 */
export async function pastUsage(
  { store, org, since, until }: PastRange,
  { thresholds, now }: { readonly thresholds: Thresholds; readonly now: Date },
): Promise<UsageDay[]> {
  const from = addDays(dayOf(since), -lookBackDays(thresholds));
  // Days after the range show that its last day is whole.
  const days = await store.usageDays(org, from, addDays(dayOf(until), DAYS_AFTER));
  return settledDays(days, now)
    .filter(({ date }) => endOf(date) <= until)
    .map(asReadAtItsEnd);
}

const DAYS_AFTER = 2;

/** The known days that had ended at a time, as far back as rules look. */
export function daysEndedAt(days: readonly UsageDay[], at: string, thresholds: Thresholds): UsageDay[] {
  const oldest = addDays(dayOf(at), -lookBackDays(thresholds));
  return days.filter(({ date }) => date >= oldest && endOf(date) <= at);
}

/** The last UTC day that had ended at a time. */
export function lastEndedDay(at: string): Day {
  return addDays(dayOf(at), -1);
}

function asReadAtItsEnd({ date, clients }: UsageDay): UsageDay {
  const tick = endOf(date);
  const counted = [...clients].map(([id, { before: _, ...client }]) => [id, client] as const);
  return { date, clients: new Map(counted), firstTick: tick, lastTick: tick };
}

function endOf(date: Day): string {
  return startOfDay(addDays(date, 1));
}

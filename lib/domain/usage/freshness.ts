import { endOfDay, epochMs, hoursBetween, type Instant, isoTime } from './calendar.ts';
import type { UsageDay } from './day.ts';
import { newestDay } from './known-days.ts';

/**
 * Genesys refreshes usage about once a day and its data is up to 24 h old: twice that is too old.
 * Source: docs/genesys.md, Usage.
 */
export const STALE_AFTER_HOURS = 48;

/**
 * The data time: the ISO time up to which Genesys had counted at best. It is the last tick of the newest known day, or
 * the end of that day where the last tick came later. `undefined` where no day is known.
 */
export function asOf(days: readonly UsageDay[], now: Instant): string | undefined {
  const day = newestDay(days, now);
  return day && isoTime(Math.min(epochMs(day.lastTick), endOfDay(day.date)));
}

/** True if the data is older than `staleAfterHours`, or if there is none. Exactly that old is not stale. */
export function isStale(dataTime: string | undefined, now: Instant, staleAfterHours = STALE_AFTER_HOURS): boolean {
  return dataTime === undefined || hoursBetween(dataTime, now) > staleAfterHours;
}

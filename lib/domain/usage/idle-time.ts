import { addDays } from '../day.ts';
import { daysBetween, type Instant } from './calendar.ts';
import type { UsageDay } from './day.ts';
import { newestDay, oldestDay, requestsOn } from './known-days.ts';

/**
 * Whole days from a client's last request to the newest known day: 0 if it called on that day. The days after the
 * newest known one do not count, for Genesys' data is late; `isStale` says how late.
 *
 * A client without a request in the window has been idle for `windowDays` or longer. `undefined` (unknown) where a day
 * that nobody knows lies between, for it may hold a request, and where no day is known at all.
 *
 * @param windowDays days that are looked at, the newest known one included; by default back to the oldest known day
 */
export function daysSinceLastRequest(
  days: readonly UsageDay[],
  clientId: string,
  now: Instant,
  windowDays?: number,
): number | undefined {
  const newest = newestDay(days, now);
  const oldest = oldestDay(days);
  if (!newest || !oldest) return undefined;
  const wanted = windowDays ?? daysBetween(oldest.date, newest.date) + 1;
  const byDate = new Map(days.map((day) => [day.date, day]));
  for (let idle = 0; idle < wanted; idle += 1) {
    const day = byDate.get(addDays(newest.date, -idle));
    if (!day) return undefined;
    if (requestsOn(day, clientId) > 0) return idle;
  }
  return wanted;
}

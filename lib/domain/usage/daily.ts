import { type DaySpan, daysOf } from './calendar.ts';
import type { UsageDay } from './day.ts';
import { orgRequestsOn, requestsOn } from './known-days.ts';

/** Requests on each day of a span, oldest first; `null` where the day is unknown, which is not zero. */
export type DailyRequests = readonly (number | null)[];

/** The days of a span, and what was counted on each. */
export interface DailyUsage {
  readonly dates: readonly string[];
  /** Of all clients but Genesys' own. */
  readonly total: DailyRequests;
  readonly of: (clientId: string) => DailyRequests;
}

/** Usage day by day. A client without a row on a known day made no request on it. */
export function dailyUsage(days: readonly UsageDay[], span: DaySpan): DailyUsage {
  const known = new Map(days.map((day) => [day.date, day]));
  const dates = daysOf(span);
  const each = (requests: (day: UsageDay) => number) =>
    dates.map((date) => {
      const day = known.get(date);
      return day ? requests(day) : null;
    });
  return { dates, total: each(orgRequestsOn), of: (clientId) => each((day) => requestsOn(day, clientId)) };
}

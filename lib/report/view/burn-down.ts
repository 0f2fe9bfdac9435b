import type { ReportQuota } from '../../domain/report.ts';
import { daysOf } from '../../domain/usage/calendar.ts';

/** One day of the billing month; null where a figure is unknown or does not apply. */
export interface BurnDay {
  readonly day: string;
  readonly counted: number | null;
  /** The way from the last counted day to the forecast, and the band that holds it in 80 % of the cases. */
  readonly expected: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The billing month day by day: what was counted, and from there in straight lines what is expected of the rest. */
export function burnDays({ month, burnDown, forecast }: ReportQuota): readonly BurnDay[] {
  const counted = new Map(burnDown.map((entry) => [entry.day, entry.counted]));
  const days = daysOf(month);
  const last = days.findLastIndex((day) => (counted.get(day) ?? null) !== null);
  const begin = forecast.confidence === 'none' ? 0 : last < 0 ? 0 : (counted.get(days[last] ?? '') ?? 0);
  return days.map((day, index) => {
    const isAhead = forecast.confidence !== 'none' && index >= last;
    const way = days.length - 1 - last === 0 ? 1 : (index - last) / (days.length - 1 - last);
    const toward = (end: number) => Math.round(begin + Math.max(0, end - begin) * way);
    return {
      day,
      counted: counted.get(day) ?? null,
      expected: isAhead ? toward(forecast.requests) : null,
      low: isAhead ? toward(forecast.low) : null,
      high: isAhead ? toward(forecast.high) : null,
    };
  });
}

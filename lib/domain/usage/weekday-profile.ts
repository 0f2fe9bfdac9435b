import { weekdayOf } from './calendar.ts';
import { median, upperQuantile } from './robust.ts';

/** A complete day's requests. */
export interface DayCount {
  readonly date: string;
  readonly requests: number;
}

/** What a day of each weekday is expected to bring, and how far off that is. */
export interface WeekdayProfile {
  /** Expected requests on a date. */
  readonly centre: (date: string) => number;
  /** How many observed days stand behind the centre of a date's weekday; at least 1. */
  readonly support: (date: string) => number;
  /** Standard deviation of one day's requests about the centre. */
  readonly sigma: (date: string) => number;
}

/** Half the width, in standard deviations, of the interval that holds 80 % of normally distributed values. */
export const Z_80 = 1.2816;

/**
 * The profile of some observed days, at least two. The centre is the median of the same weekday, or of all days where
 * that weekday was never seen. The spread is what leaving each day out and predicting it from the others misses by in
 * 80 % of the cases, so it grows by itself where weekdays were seen once; it is never below the square root of the
 * centre, the noise of independent requests.
 */
export function weekdayProfile(history: readonly DayCount[]): WeekdayProfile {
  const all = history.map(({ requests }) => requests);
  const byWeekday = groupByWeekday(history);
  const centres = new Map([...byWeekday].map(([weekday, requests]) => [weekday, median(requests)]));
  const overall = median(all);
  const misses = [...byWeekday.values()].flatMap((sameWeekday) =>
    sameWeekday.map((requests) => {
      const others = without(sameWeekday.length > 1 ? sameWeekday : all, requests);
      return Math.abs(requests - median(others));
    }),
  );
  const spread = upperQuantile(misses, 0.8) / Z_80;
  const centre = (date: string) => centres.get(weekdayOf(date)) ?? overall;
  return {
    centre,
    support: (date) => byWeekday.get(weekdayOf(date))?.length ?? 1,
    sigma: (date) => Math.max(spread, Math.sqrt(centre(date))),
  };
}

function groupByWeekday(history: readonly DayCount[]): ReadonlyMap<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const { date, requests } of history) {
    const weekday = weekdayOf(date);
    groups.set(weekday, [...(groups.get(weekday) ?? []), requests]);
  }
  return groups;
}

function without(values: readonly number[], value: number): number[] {
  const index = values.indexOf(value);
  return values.filter((_, at) => at !== index);
}

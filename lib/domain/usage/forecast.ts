import { addDays, dayOf } from '../day.ts';
import { type DaySpan, daysOf, type Instant, weekdayOf } from './calendar.ts';
import type { UsageDay } from './day.ts';
import { daysWithin, orgRequestsOn, requestsOn, settledDays } from './known-days.ts';
import { type DayCount, type WeekdayProfile, weekdayProfile, Z_80 } from './weekday-profile.ts';

/** Complete days that a forecast needs: each weekday once, in the usual case. */
export const FORECAST_MIN_DAYS = 7;
/** Older days than this say little about the weeks to come. */
export const FORECAST_HISTORY_DAYS = 56;

/** Requests expected of a whole billing month. */
export interface KnownForecast {
  /** `high`: six weeks known and no day of the month missing; `medium`: three weeks known; `low`: fewer. */
  readonly confidence: 'low' | 'medium' | 'high';
  readonly month: DaySpan;
  /** The centre, and the interval that holds the month's requests in 80 % of the cases. Whole requests. */
  readonly requests: number;
  readonly low: number;
  readonly high: number;
  /** Requests already counted in the month. */
  readonly observed: number;
  /** Complete days that the forecast stands on, and past days of the month that had to be estimated. */
  readonly knownDays: number;
  readonly unknownDays: number;
}

export interface NoForecast {
  readonly confidence: 'none';
  readonly month: DaySpan;
  readonly reason: string;
}

export type MonthForecast = KnownForecast | NoForecast;

export interface ForecastInput {
  /** The known days of the month and of the eight weeks before today. */
  readonly days: readonly UsageDay[];
  /** The client; the whole org without Genesys' own clients where it is left out. */
  readonly clientId?: string;
  readonly now: Instant;
  /** The billing month, UTC days, both inclusive. */
  readonly month: DaySpan;
}

/**
 * The month's requests: what its complete days counted, and for every other day the median of the same weekday in up to
 * eight weeks. A day whose count is still partial (today, or a day that Genesys has not refreshed since) gives at least
 * that count. Past days that are unknown are estimated like future ones, and widen the interval as they do.
 *
 * The variance is that of the single estimated days plus that of the weekday medians, whose error all days of that
 * weekday share. Days before the client's first request are no history: it may not have existed.
 */
export function monthForecast({ days, clientId, now, month }: ForecastInput): MonthForecast {
  const count = (day: UsageDay) => (clientId === undefined ? orgRequestsOn(day) : requestsOn(day, clientId));
  const settled = settledDays(days, now);
  const history = historyOf(settled, now, count);
  if (history.length < FORECAST_MIN_DAYS) {
    const reason = `only ${history.length} complete days are known: a forecast needs ${FORECAST_MIN_DAYS}`;
    return { confidence: 'none', month, reason };
  }
  const profile = weekdayProfile(history);
  const { observed, expected, estimated, unknownDays } = tally({
    days,
    settled,
    month,
    profile,
    count,
    today: dayOf(now),
  });
  const halfWidth = Z_80 * Math.sqrt(varianceOf(estimated, profile));
  return {
    confidence: confidenceOf(history.length, unknownDays),
    month,
    requests: Math.round(expected),
    low: Math.floor(Math.max(observed, expected - halfWidth)),
    high: Math.ceil(expected + halfWidth),
    observed,
    knownDays: history.length,
    unknownDays,
  };
}

/** The month day by day: what was counted, what is expected, and which days had to be estimated. */
function tally({ days, settled, month, profile, count, today }: TallyInput) {
  const known = new Map(days.filter(({ date }) => date <= today).map((day) => [day.date, day]));
  const whole = new Set(settled.map(({ date }) => date));
  const estimated: string[] = [];
  let observed = 0;
  let expected = 0;
  for (const date of daysOf(month)) {
    const day = known.get(date);
    const counted = day ? count(day) : 0;
    observed += counted;
    if (whole.has(date)) {
      expected += counted;
    } else {
      expected += Math.max(counted, profile.centre(date));
      estimated.push(date);
    }
  }
  const unknownDays = estimated.filter((date) => date < today && !known.has(date)).length;
  return { observed, expected, estimated, unknownDays };
}

interface TallyInput extends Pick<ForecastInput, 'days' | 'month'> {
  readonly settled: readonly UsageDay[];
  readonly profile: WeekdayProfile;
  readonly count: (day: UsageDay) => number;
  readonly today: string;
}

function historyOf(settled: readonly UsageDay[], now: Instant, count: (day: UsageDay) => number): DayCount[] {
  const today = dayOf(now);
  const history = daysWithin(settled, { from: addDays(today, -FORECAST_HISTORY_DAYS), to: addDays(today, -1) }).map(
    (day) => ({ date: day.date, requests: count(day) }),
  );
  const first = history.findIndex(({ requests }) => requests > 0);
  return first < 0 ? history : history.slice(first);
}

/** `π/2`: how much wider a median scatters than a mean. */
const MEDIAN_VARIANCE = Math.PI / 2;

function varianceOf(dates: readonly string[], profile: WeekdayProfile): number {
  const byWeekday = new Map<number, string[]>();
  for (const date of dates) byWeekday.set(weekdayOf(date), [...(byWeekday.get(weekdayOf(date)) ?? []), date]);
  let variance = 0;
  for (const sameWeekday of byWeekday.values()) {
    const [date] = sameWeekday;
    if (date === undefined) continue;
    const n = sameWeekday.length;
    variance += profile.sigma(date) ** 2 * (n + (n * n * MEDIAN_VARIANCE) / profile.support(date));
  }
  return variance;
}

function confidenceOf(knownDays: number, unknownDays: number): KnownForecast['confidence'] {
  if (knownDays >= 42 && unknownDays === 0) return 'high';
  return knownDays >= 21 ? 'medium' : 'low';
}

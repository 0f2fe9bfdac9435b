import { addDays, dayOf, later } from '../day.ts';
import { type Instant, weekdayOf } from './calendar.ts';
import type { UsageDay } from './day.ts';
import { daysWithin, newestEndedDay, requestsOn, settledDays } from './known-days.ts';
import { MAD_TO_SIGMA, median, medianAbsoluteDeviation } from './robust.ts';

export interface SpikeOptions {
  /** Robust standard deviations above the median that a day must exceed. Default 5. */
  readonly threshold?: number;
  /** Known days of the same weekday that a verdict needs. Default 4. */
  readonly minSameWeekdays?: number;
  /** Requests below which no day is a spike. Default 1,000. */
  readonly minRequests?: number;
  /** Times the median below which no day is a spike. Default 2. */
  readonly minRatio?: number;
  /** Weeks of history that count. Default 8. */
  readonly weeks?: number;
  /** ISO time at which the client was created: earlier days are no history. Default: all known days are. */
  readonly since?: string;
}

/** A day was judged: what it counted, and what it was held against. */
export interface JudgedDay {
  readonly outcome: 'spike' | 'normal';
  readonly date: string;
  readonly requests: number;
  /** Median of the same weekday, and the count that a spike exceeds; `null` where too few requests needed no history. */
  readonly median: number | null;
  readonly limit: number | null;
  readonly sameWeekdays: number;
}

export type SpikeVerdict = JudgedDay | { readonly outcome: 'unknown'; readonly reason: string };

/**
 * Judges the newest day that is over against the same weekday before it: a spike is above `median + threshold ·
 * 1.4826 · MAD`, and has at least `minRequests` and `minRatio` medians. A known day without a row of the client counts
 * as 0, so a client that wakes from sleep is a spike. A count that may still be partial can prove a spike but not its
 * absence.
 */
export function spikes(
  days: readonly UsageDay[],
  clientId: string,
  now: Instant,
  { threshold = 5, minSameWeekdays = 4, minRequests = 1_000, minRatio = 2, weeks = 8, since }: SpikeOptions = {},
): SpikeVerdict {
  const day = newestEndedDay(days, now);
  if (!day) return { outcome: 'unknown', reason: 'no complete day is known' };
  const { date } = day;
  const isPartial = !settledDays(days, now).includes(day);
  const requests = requestsOn(day, clientId);
  const oldest = addDays(date, -7 * weeks);
  const span = { from: since === undefined ? oldest : later(oldest, dayOf(since)), to: addDays(date, -1) };
  const history = daysWithin(days, span)
    .filter((known) => weekdayOf(known.date) === weekdayOf(date))
    .map((known) => requestsOn(known, clientId));
  const sameWeekdays = history.length;

  if (requests < minRequests) {
    if (isPartial) return partial(date);
    return { outcome: 'normal', date, requests, median: null, limit: null, sameWeekdays };
  }
  if (sameWeekdays < minSameWeekdays) {
    const reason = `${sameWeekdays} days of the same weekday as ${date} are known: a verdict needs ${minSameWeekdays}`;
    return { outcome: 'unknown', reason };
  }
  const centre = median(history);
  const limit = centre + threshold * MAD_TO_SIGMA * medianAbsoluteDeviation(history);
  const isSpike = requests > limit && requests >= minRatio * centre;
  if (!isSpike && isPartial) return partial(date);
  return { outcome: isSpike ? 'spike' : 'normal', date, requests, median: centre, limit, sameWeekdays };
}

function partial(date: string): SpikeVerdict {
  return { outcome: 'unknown', reason: `the count of ${date} may still grow: no newer data has come since its end` };
}

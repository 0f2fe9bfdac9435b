import { endOfDay, hoursBetween, type Instant, isoTime, startOfDay } from './calendar.ts';
import type { Resolution, UsageDay } from './day.ts';
import { hasEnded, hasLateTick, newestDay, newestEndedDay, requestsOn } from './known-days.ts';
import { growthOf } from './meter.ts';

/** Two ticks at most this far apart show an hour's use. */
export const HOUR_RESOLUTION_HOURS = 2;
/** Nothing is scaled up from less than five minutes: two reads seconds apart would make a storm of one request. */
export const SHORTEST_SPAN_HOURS = 1 / 12;
/**
 * A rate counts for a day after its last tick: as long as Genesys may take to refresh its data.
 * Source: docs/genesys.md, Usage.
 */
export const RATE_HOLDS_HOURS = 24;

/** Requests per hour of one client, and what the number stands on. */
export interface ClientRate {
  readonly perHour: number;
  readonly resolution: Resolution;
  /** ISO times between which the requests were made. */
  readonly from: string;
  readonly to: string;
  /**
   * - `growth`: grown between the last two ticks of a day in progress.
   * - `day-mean`: the count of a day that is over, by 24.
   * - `elapsed-mean`: the count of a day in progress that was seen once, by the hours up to its tick: a lower bound,
   *   for Genesys may have counted up to an earlier time than that.
   */
  readonly basis: 'growth' | 'day-mean' | 'elapsed-mean';
}

/**
 * A client's rate on a known day. Growth is divided by the time between ticks and not since the last sample: while no
 * count of anybody moves, the data was not refreshed; while others grew, the client was idle and its growth is 0.
 * Late data raises a day's count and with it the mean, and has no hourly rate.
 */
export function clientRate(day: UsageDay, clientId: string, now: Instant): ClientRate {
  const from = isoTime(startOfDay(day.date));
  const requests = requestsOn(day, clientId);
  if (hasEnded(day, now) || hasLateTick(day)) {
    const to = isoTime(endOfDay(day.date));
    return { perHour: requests / 24, resolution: 'day', from, to, basis: 'day-mean' };
  }
  const growth = growthOf(day, clientId);
  if (growth === undefined || day.previousTick === undefined) {
    const perHour = requests / spanHours(from, day.lastTick);
    return { perHour, resolution: 'day', from, to: day.lastTick, basis: 'elapsed-mean' };
  }
  const hours = spanHours(day.previousTick, day.lastTick);
  const resolution = hours <= HOUR_RESOLUTION_HOURS ? 'hour' : 'day';
  return { perHour: growth / hours, resolution, from: day.previousTick, to: day.lastTick, basis: 'growth' };
}

/** The rate that a verdict stands on, and the two that it was chosen from: for the evidence. */
export interface LatestRate {
  /** The higher of the two; the newer where they are equal. */
  readonly verdict: ClientRate;
  /** Of the newest known day, as it stood at its last tick. */
  readonly inProgress?: ClientRate;
  /** The mean of the newest known day that is over. */
  readonly complete?: ClientRate;
}

/**
 * A client's rate by the newest data; `undefined` where no day is known. The higher of two counts: a burst shows in
 * the growth long before it shows in a mean, and a client that used up its share yesterday has not given it back by
 * being quiet for an hour. The growth of an evening holds past midnight until newer data comes, at most
 * {@link RATE_HOLDS_HOURS}: else each verdict would lapse at midnight, when the new day has no row yet.
 */
export function latestRate(days: readonly UsageDay[], clientId: string, now: Instant): LatestRate | undefined {
  const newest = newestDay(days, now);
  const ended = newestEndedDay(days, now);
  const inProgress = newest && holds(newest, now) ? clientRate(newest, clientId, newest.lastTick) : undefined;
  const complete = ended && clientRate(ended, clientId, now);
  const verdict = inProgress && complete ? higher(inProgress, complete) : (inProgress ?? complete);
  return verdict && { verdict, ...(inProgress && { inProgress }), ...(complete && { complete }) };
}

/** A rate's share of the hourly quota: 1 is all of it. Both in requests per hour, the quota above zero. */
export function shareOfQuota(perHour: number, hourlyQuota: number): number {
  return perHour / hourlyQuota;
}

/** True if a rate is over a share of the hourly quota. Exactly half is not over half. */
export function isOverShare(perHour: number, hourlyQuota: number, share: number): boolean {
  return shareOfQuota(perHour, hourlyQuota) > share;
}

function holds(day: UsageDay, now: Instant): boolean {
  if (hasLateTick(day)) return false;
  return !hasEnded(day, now) || hoursBetween(day.lastTick, now) <= RATE_HOLDS_HOURS;
}

function spanHours(from: Instant, to: Instant): number {
  return Math.max(SHORTEST_SPAN_HOURS, hoursBetween(from, to));
}

function higher(newer: ClientRate, older: ClientRate): ClientRate {
  return older.perHour > newer.perHour ? older : newer;
}

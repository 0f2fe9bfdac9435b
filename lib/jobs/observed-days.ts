import { addDays, DAY_MS, type Day, later, startOfDay } from '../domain/day.ts';
import type { CallWindow } from '../domain/grant-use.ts';
import type { Thresholds } from '../domain/manifest.ts';
import type { RunState } from '../domain/run.ts';
import { daysOf } from '../domain/usage/calendar.ts';
import type { UsageDay } from '../domain/usage/day.ts';
import { isStale } from '../domain/usage/freshness.ts';

/** UTC days, both ends inclusive. */
export interface DayRange {
  readonly from: Day;
  readonly through: Day;
}

/** The days of which calls by operation are known, without a gap. */
export type ObservedDays = Pick<RunState, 'endpointsFrom' | 'endpointsThrough'>;

/**
 * The observed days after a run has read some. They begin anew where what was read does not reach what was known: the
 * calls of the days between are nobody's. Known days that have no beginning, for they were read before call profiles
 * were kept, do not count.
 */
export function observedDays(known: ObservedDays | undefined, read: DayRange | undefined): ObservedDays {
  const { endpointsFrom, endpointsThrough } = known ?? {};
  if (!read) {
    return { ...(endpointsFrom && { endpointsFrom }), ...(endpointsThrough && { endpointsThrough }) };
  }
  const reaches =
    endpointsFrom && endpointsThrough && touches(read, { from: endpointsFrom, through: endpointsThrough });
  const from = reaches && endpointsFrom < read.from ? endpointsFrom : read.from;
  return { endpointsFrom: from, endpointsThrough: read.through };
}

/**
 * The days of calls that rules look back on; undefined where none were ever read. A day without a row for anybody is
 * unknown and not quiet, so it is a gap as well.
 */
export function callWindow(options: {
  readonly observed: ObservedDays;
  readonly usageDays: readonly UsageDay[];
  readonly thresholds: Thresholds;
  readonly now: Date;
}): CallWindow | undefined {
  const { observed, usageDays, thresholds, now } = options;
  const { endpointsFrom, endpointsThrough: to } = observed;
  if (!endpointsFrom || !to) return undefined;
  const { observationDays, usageStaleHours } = thresholds;
  const from = addDays(to, 1 - observationDays);
  if (isStale(startOfDay(addDays(to, 1)), now, usageStaleHours)) {
    const gap = `Calls by operation are known up to ${to} only: older than ${usageStaleHours} hours (thresholds.usageStaleHours).`;
    return { from, to, gap, isStale: true };
  }
  if (endpointsFrom > from) {
    const gap = `Calls by operation are known from ${endpointsFrom} on, and ${observationDays} days are wanted (thresholds.observationDays).`;
    return { from, to, gap, isStale: false };
  }
  const known = new Set(usageDays.map(({ date }) => date));
  const unknown = daysOf({ from, to }).find((day) => !known.has(day));
  const gap = unknown && `Usage of ${unknown} is not known for anybody: that day may hold calls.`;
  return { from, to, ...(gap && { gap }), isStale: false };
}

function touches(read: DayRange, known: DayRange): boolean {
  return read.from <= addDays(known.through, 1) && known.from <= addDays(read.through, 1);
}

/** ISO time since which grants must have been held to be called unused. */
export function oldEnough({ from }: CallWindow, { youngGrantDays }: Thresholds, now: string): string {
  const young = new Date(Date.parse(now) - youngGrantDays * DAY_MS).toISOString();
  const start = startOfDay(from);
  return later(start, young) === start ? young : start;
}

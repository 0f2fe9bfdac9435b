import { addDays } from '../day.ts';

/** A point in time: a `Date`, or an ISO string with its offset. */
export type Instant = Date | string;

/** UTC days, `yyyy-MM-dd`, both inclusive: the form in which the usage API is asked. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Milliseconds since 1970. Throws a RangeError for text that is no time: read as "never" it would hide stale data. */
export function epochMs(at: Instant): number {
  const ms = at instanceof Date ? at.getTime() : remembered(times, at, Date.parse);
  if (Number.isNaN(ms)) throw new RangeError(`'${String(at)}' is not a time: give an ISO 8601 time`);
  return ms;
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** Hours from one time to another; negative where `to` is earlier. */
export function hoursBetween(from: Instant, to: Instant): number {
  return (epochMs(to) - epochMs(from)) / HOUR_MS;
}

/** The first millisecond of a UTC day. Throws a RangeError for anything but `yyyy-MM-dd`. */
export function startOfDay(date: string): number {
  return remembered(days, date, parsedDay);
}

/** Rules ask for the same few hundred days and times again for each of thousands of clients. */
const days = new Map<string, number>();
const times = new Map<string, number>();
const MOST_REMEMBERED = 4_096;

function remembered(known: Map<string, number>, text: string, parse: (text: string) => number): number {
  const found = known.get(text);
  if (found !== undefined) return found;
  const parsed = parse(text);
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(text, parsed);
  return parsed;
}

function parsedDay(date: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`'${date}' is not a day: give yyyy-MM-dd`);
  return ms;
}

/** The first millisecond after a UTC day. */
export function endOfDay(date: string): number {
  return startOfDay(date) + DAY_MS;
}

/** Whole days from one day to another; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return (startOfDay(to) - startOfDay(from)) / DAY_MS;
}

/** All days of a span in order; none where it ends before it begins. */
export function daysOf({ from, to }: DaySpan): string[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));
}

/** 0 for Sunday … 6 for Saturday, in UTC. */
export function weekdayOf(date: string): number {
  return new Date(startOfDay(date)).getUTCDay();
}

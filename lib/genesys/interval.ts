import { DAY_MS } from '../domain/day.ts';

/** Days between two UTC days or times, as Genesys' queries take them. */

/** A span of time, both ends as ISO times. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** `from/to` */
export function intervalOf({ from, to }: Span): string {
  return `${from}/${to}`;
}

/**
 * Whole UTC days, both inclusive, cut into spans of at most `maxDays`, oldest first. The last second is named and not
 * the next midnight, for Genesys counts both ends of a usage interval.
 * @throws RangeError for days that are none, or in the wrong order.
 */
export function spansOfDays({ from, to, maxDays }: Span & { readonly maxDays: number }): Span[] {
  const first = Date.parse(`${from}T00:00:00Z`);
  const last = Date.parse(`${to}T00:00:00Z`);
  if (!(first <= last))
    throw new RangeError(`"${from}" to "${to}" is no range of UTC days (yyyy-MM-dd, first to last)`);
  const starts = Array.from(
    { length: Math.ceil((last - first + DAY_MS) / (maxDays * DAY_MS)) },
    (_, index) => first + index * maxDays * DAY_MS,
  );
  return starts.map((start) => ({
    from: `${dayOf(start)}T00:00:00Z`,
    to: `${dayOf(Math.min(start + (maxDays - 1) * DAY_MS, last))}T23:59:59Z`,
  }));
}

/**
 * A range of times cut into spans of at most a day, newest first.
 * @throws RangeError for times that are none, or in the wrong order.
 */
export function spansOfTime({ from, to }: Span): Span[] {
  const first = Date.parse(from);
  const last = Date.parse(to);
  if (!(first <= last)) throw new RangeError(`"${from}" to "${to}" is no range of ISO times`);
  const ends = Array.from({ length: Math.max(1, Math.ceil((last - first) / DAY_MS)) }, (_, i) => last - i * DAY_MS);
  return ends.map((end) => ({
    from: new Date(Math.max(first, end - DAY_MS)).toISOString(),
    to: new Date(end).toISOString(),
  }));
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

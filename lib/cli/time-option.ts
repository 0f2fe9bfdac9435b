import * as z from 'zod';
import { DAY_MS } from '../domain/day.ts';
import { UsageError } from '../errors.ts';

const UNITS = ['m', 'h', 'd', 'w'] as const;
const UNIT_MILLISECONDS: Readonly<Record<(typeof UNITS)[number], number>> = {
  m: 60_000,
  h: 3_600_000,
  d: DAY_MS,
  w: 7 * DAY_MS,
};

/** Nobody has history that old, and dates before year 0 do not sort as text. */
const OLDEST = new Date('1970-01-01T00:00:00.000Z');

/** `2026-03-03` begins in UTC, as all days of the guardian do. */
const IsoTime = z.union([
  z.iso.date(),
  z.iso.datetime({ offset: true, local: true }),
  // Minutes without seconds.
  z.iso.datetime({ offset: true, local: true, precision: -1 }),
]);
const SlotTime = z.iso.datetime({ offset: true });

/**
 * A time that a person wrote: ISO (`2026-03-03`, `2026-03-03T12:00:00Z`; local time where there is no offset), or how
 * long ago (`45m`, `12h`, `30d`, `2w`). A local time that clocks skip in spring is read by the offset before, and one that
 * they show twice in autumn is the first of the two.
 *
 * @returns ISO time in UTC
 * @throws UsageError that says what is allowed
 */
export function parseTime(text: string, now: Date): string {
  const written = text.trim();
  const time = timeAgo(written, now) ?? isoTime(written);
  if (time && time >= OLDEST) return time.toISOString();
  throw new UsageError(
    `'${text}' is no time: write 2026-03-03, 2026-03-03T12:00:00Z, or how long ago: 45m, 12h, 30d, 2w`,
  );
}

/**
 * {@link parseTime}, of something that has been.
 *
 * @throws UsageError for a time that is still to come: nobody knows
 */
export function parsePast(text: string, now: Date): string {
  const time = parseTime(text, now);
  if (time > now.toISOString()) throw new UsageError(`'${text}' (${time}) is still to come: nothing is known of it`);
  return time;
}

/**
 * Both ends of `--since` and `--until`, as far as they are given.
 *
 * @throws UsageError for an end that is no time, or that comes before the beginning: nothing would ever fit. For a
 * beginning that is still to come, too: "nothing happened" would be said of a time of which nobody knows
 */
export function parseRange(
  { since, until }: { readonly since?: string | undefined; readonly until?: string | undefined },
  now: Date,
): { readonly since?: string; readonly until?: string } {
  const from = since === undefined ? undefined : parseTime(since, now);
  const to = until === undefined ? undefined : parseTime(until, now);
  if (from && to && from > to) throw new UsageError(`--since ${since} is later than --until ${until}`);
  if (from && from > now.toISOString()) throw new UsageError(`--since ${since} is later than now`);
  return { ...(from && { since: from }), ...(to && { until: to }) };
}

/**
 * A schedule's own time, with its offset.
 *
 * @returns ISO time in UTC
 * @throws UsageError that says what is allowed
 */
export function parseSlot(text: string): string {
  const slot = SlotTime.safeParse(text.trim());
  if (slot.success) return new Date(slot.data).toISOString();
  throw new UsageError(`'${text}' is no time for a slot: write 2026-03-03T12:00:00Z`);
}

/**
 * How often something is looked at: `10s`, `5m`, `1h`.
 *
 * @returns milliseconds, from a second to a day
 * @throws UsageError that says what is allowed
 */
export function parseInterval(text: string): number {
  const [, amount, unit] = /^(\d{1,6})([smh])$/.exec(text.trim()) ?? [];
  const milliseconds =
    Number(amount) * (unit === 's' ? 1_000 : unit === 'm' ? UNIT_MILLISECONDS.m : UNIT_MILLISECONDS.h);
  if (milliseconds >= 1_000 && milliseconds <= UNIT_MILLISECONDS.d) return milliseconds;
  throw new UsageError(`'${text}' is no interval: write 10s, 5m or 1h, from 1s to 24h`);
}

function timeAgo(written: string, now: Date): Date | undefined {
  const [, amount, unitText] = /^(\d{1,6})([a-z])$/.exec(written) ?? [];
  const unit = UNITS.find((name) => name === unitText);
  return unit && new Date(now.getTime() - Number(amount) * UNIT_MILLISECONDS[unit]);
}

function isoTime(written: string): Date | undefined {
  const time = IsoTime.safeParse(written);
  return time.success ? new Date(time.data) : undefined;
}

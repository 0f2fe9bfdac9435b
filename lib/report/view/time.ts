import { DAY_MS, HOUR_MS } from '../../domain/usage/calendar.ts';

/** When something is looked at, and where: what local times and ages depend on. */
export interface Clock {
  /** ISO time from which ages are counted: when the report was made, for that is what it speaks of. */
  readonly now: string;
  /** ISO time at which somebody looks at it; absent where nobody can tell. */
  readonly viewedAt?: string;
  /** IANA name, such as `Europe/Berlin`; default: that of the machine or the browser. */
  readonly timeZone?: string;
}

/** `23 Nov 2026, 10:15 +01:00`: local time with its offset. */
export function localTime(at: string, timeZone?: string): string {
  const part = partsOf(at, timeZone);
  return `${Number(part('day'))} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')} ${offset(part('timeZoneName'))}`;
}

/** `23 Nov 2026`, of local time. */
export function localDay(at: string, timeZone?: string): string {
  const part = partsOf(at, timeZone);
  return `${Number(part('day'))} ${part('month')} ${part('year')}`;
}

/** `2026-11-23 09:15 UTC`. */
export function utcTime(at: string): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** How long ago, in the greatest unit that says enough: `just now`, `4 min ago`, `12 d ago`. A time to come: `in 5 d`. */
export function age(at: string, now: string): string {
  const ms = Date.parse(now) - Date.parse(at);
  if (Math.abs(ms) < MINUTE_MS / 2) return 'just now';
  return ms < 0 ? `in ${span(-ms)}` : `${span(ms)} ago`;
}

/** A length of time in its greatest unit. */
export function span(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / MINUTE_MS));
  if (minutes < 60) return `${minutes} min`;
  if (ms < 2 * DAY_MS) return `${Math.round(ms / HOUR_MS)} h`;
  return `${Math.round(ms / DAY_MS)} d`;
}

const MINUTE_MS = 60_000;

function partsOf(at: string, timeZone: string | undefined): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = formatFor(timeZone).formatToParts(new Date(at));
  return (type) => parts.find((part) => part.type === type)?.value ?? '';
}

/** Making one takes longer than using it a hundred times. */
const formats = new Map<string | undefined, Intl.DateTimeFormat>();

function formatFor(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    ...(timeZone === undefined ? {} : { timeZone }),
    year: 'numeric',
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  formats.set(timeZone, made);
  return made;
}

/** `GMT+01:00` → `+01:00`. */
function offset(name: string): string {
  return name === 'GMT' ? '+00:00' : name.replace('GMT', '');
}

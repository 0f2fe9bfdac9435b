import { DAY_MS } from '../../domain/day.ts';

/**
 * A time as people read it: local time with its offset, and UTC: `2026-11-20 10:00 +01:00 (09:00 UTC)`. The UTC day is
 * written out where it is another one.
 *
 * @param time ISO 8601
 * @param timeZone IANA name
 */
export function timeText(time: string, timeZone: string): string {
  const utc = zoned(time, 'UTC');
  const local = zoned(time, timeZone);
  if (local.offset === utc.offset) return `${utc.day} ${utc.clock} UTC`;
  const inUtc = local.day === utc.day ? utc.clock : `${utc.day} ${utc.clock}`;
  return `${local.day} ${local.clock} ${local.offset} (${inUtc} UTC)`;
}

/** How old data was at a time, roughly: `3 hours`. Undefined under two minutes: that is as fresh as a run gets. */
export function ageText(time: string, now: string): string | undefined {
  const minutes = Math.floor((Date.parse(now) - Date.parse(time)) / 60_000);
  if (minutes < 2) return undefined;
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}

/** A time span in words, whatever its length: `less than an hour`, `5 hours`, `12 days`. */
export function ageWords(since: string, now: string): string {
  const hours = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 3_600_000));
  if (hours < 1) return 'less than an hour';
  if (hours < 48) return hours === 1 ? '1 hour' : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}

/** How long until a time: `in 5 days`, `in less than a day`. */
export function untilWords(now: string, time: string): string {
  const days = Math.floor((Date.parse(time) - Date.parse(now)) / DAY_MS);
  return days < 1 ? 'in less than a day' : days === 1 ? 'in 1 day' : `in ${days} days`;
}

interface ZonedTime {
  readonly day: string;
  readonly clock: string;
  /** `+01:00`. */
  readonly offset: string;
}

function zoned(time: string, timeZone: string): ZonedTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of format.formatToParts(new Date(time))) parts[type] = value;
  const offset = parts.timeZoneName?.replace('GMT', '');
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    clock: `${parts.hour}:${parts.minute}`,
    offset: offset || '+00:00',
  };
}

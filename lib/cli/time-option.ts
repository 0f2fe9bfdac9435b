import { UsageError } from '../errors.ts';

const UNIT_MILLISECONDS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;

/**
 * A time that a person wrote: ISO (`2026-03-03`, `2026-03-03T12:00:00Z`), or how long ago (`45m`, `12h`, `30d`, `2w`).
 *
 * @returns ISO time in UTC
 * @throws UsageError that says what is allowed
 */
export function parseTime(text: string, now: Date): string {
  const ago = /^(\d{1,6})([mhdw])$/.exec(text.trim());
  if (ago?.[1] && ago[2]) {
    const unit = UNIT_MILLISECONDS[ago[2] as keyof typeof UNIT_MILLISECONDS];
    return new Date(now.getTime() - Number(ago[1]) * unit).toISOString();
  }
  if (/^\d{4}-\d{2}-\d{2}(T.+)?$/.test(text.trim())) {
    const time = new Date(text.trim());
    if (!Number.isNaN(time.getTime())) return time.toISOString();
  }
  throw new UsageError(
    `'${text}' is no time: write 2026-03-03, 2026-03-03T12:00:00Z, or how long ago: 45m, 12h, 30d, 2w`,
  );
}

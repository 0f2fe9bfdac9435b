/** UTC days as `yyyy-MM-dd`: Genesys counts usage by them. */
export type Day = string;

/** UTC knows no summer time: every day is as long. */
export const DAY_MS = 86_400_000;

/** The UTC day of a time. */
export function dayOf(time: Date | string): Day {
  return new Date(time).toISOString().slice(0, 10);
}

/** The day `count` days later, or earlier where `count` is negative. */
export function addDays(day: Day, count: number): Day {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS));
}

/** The first moment of a day, as an ISO time. */
export function startOfDay(day: Day): string {
  return `${day}T00:00:00.000Z`;
}

/** The next millisecond, as an ISO time: the end of a range that excludes its end, and is to include this time. */
export function justAfter(at: string): string {
  return new Date(Date.parse(at) + 1).toISOString();
}

/** The later of two days or ISO times. */
export function later<T extends string>(a: T, b: T): T {
  return a > b ? a : b;
}

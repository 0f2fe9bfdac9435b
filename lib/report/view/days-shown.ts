/** Days that are shown at first, at most. */
const RECENT = 90;
/** And at least: three wide bars would say nothing of a course. */
const FEWEST = 14;

/** Index of the day from which a drawing of days begins: a range may begin long before anything is known. */
export function firstDayShown(rows: readonly (readonly (number | null)[])[], days: number): number {
  const known = Array.from({ length: days }, (_, day) => day).find((day) =>
    rows.some((row) => typeof row[day] === 'number'),
  );
  return Math.max(0, days - RECENT, Math.min(known ?? 0, days - FEWEST));
}

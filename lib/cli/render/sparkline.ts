import type { DailyRequests } from '../../domain/usage/daily.ts';

/** Signs of a sparkline: nothing at all, then the levels above it, and what is not known. */
interface Signs {
  readonly none: string;
  readonly levels: string;
  readonly unknown: string;
}

const BLOCKS: Signs = { none: '▁', levels: '▂▃▄▅▆▇█', unknown: '·' };
/** For terminals that may know no more. */
const ASCII: Signs = { none: '_', levels: '.:-=+*#', unknown: '?' };

/** Said below a table, for whoever reads the first one. */
export function sparklineLegend({ hasUnicode }: { readonly hasUnicode: boolean }): string {
  const { none, levels, unknown } = hasUnicode ? BLOCKS : ASCII;
  return `${none} no request, ${levels.at(-1)} the greatest day of its own row, ${unknown} not known`;
}

/**
 * A sign for each day, or for each group of days where there is no place for all. A row is scaled by its own greatest
 * value: beside a client that uses half of the quota all others would lie flat. Any request at all stands above none, and
 * a day that is not known is a gap and no zero; of a group, what is known counts.
 *
 * @param most signs at most
 */
export function sparkline(
  values: DailyRequests,
  { most, hasUnicode }: { readonly most: number; readonly hasUnicode: boolean },
): string {
  const { none, levels, unknown } = hasUnicode ? BLOCKS : ASCII;
  const groups = grouped(values, most);
  const greatest = Math.max(0, ...groups.map((value) => value ?? 0));
  return groups
    .map((value) => {
      if (value === null) return unknown;
      if (value <= 0) return none;
      return levels[Math.min(levels.length, Math.ceil((value / greatest) * levels.length)) - 1];
    })
    .join('');
}

/** Means of neighbouring days, as even in length as can be. */
function grouped(values: DailyRequests, most: number): DailyRequests {
  if (values.length <= most) return values;
  return Array.from({ length: most }, (_, index) => {
    const from = Math.floor((index * values.length) / most);
    const to = Math.floor(((index + 1) * values.length) / most);
    const known = values.slice(from, to).filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

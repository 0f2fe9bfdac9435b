import { UsageError } from '../errors.ts';
import type { TimeRange } from '../ports.ts';

/** Items on a page where nobody says how many. */
const DEFAULT_PAGE = 100;
/** Most items that can be asked for at once. */
export const MAX_PAGE = 1_000;

/** The size of a page. Throws a {@link UsageError} unless it is a whole number from 1 to 1000. */
export function pageSize(limit: number = DEFAULT_PAGE): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_PAGE) return limit;
  throw new UsageError(`The limit ${limit} is not possible: give a whole number from 1 to ${MAX_PAGE}`);
}

/** The range of a query. Throws a {@link UsageError} for a time that is none. */
export function timesOf({ from, to }: TimeRange): TimeRange {
  for (const time of [from, to]) {
    if (time !== undefined && Number.isNaN(Date.parse(time))) {
      throw new UsageError(
        `The time ${JSON.stringify(time)} is not possible: give an ISO 8601 time such as 2026-03-03T09:00:00Z`,
      );
    }
  }
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

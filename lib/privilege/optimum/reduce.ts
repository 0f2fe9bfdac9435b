import { absorbed } from './absorb.ts';
import { type Costs, costOf, type Row, rowsByColumn, sumOfCosts } from './cover.ts';

/** What remains of a covering problem, and what the optimum holds for certain. */
export interface Reduced {
  readonly rows: readonly Row[];
  /** Columns of the optimum. */
  readonly forced: readonly number[];
  readonly steps: ReductionSteps;
}

export interface ReductionSteps {
  /** Rows that another row implies. */
  readonly absorbedRows: number;
  /** Rows with one column, which is then chosen. */
  readonly forcedColumns: number;
  /** Columns that another column, or others together, replace at less cost. */
  readonly dominatedColumns: number;
}

/**
 * Repeats three reductions until none applies. Each keeps the one optimum of the order in `cover.ts`: see `absorbed`,
 * `force` and `withoutDominated` for why.
 */
export function reduce(rows: readonly Row[], costs: Costs): Reduced {
  return repeat(
    rows,
    (column, others) => hasBetterColumn(column, others, costs) || hasCheaperColumns(column, others, costs),
  );
}

/**
 * The same, but a column goes only where others weigh less, not where the order of sets decides. So it keeps every
 * cover of least weight: a column that was removed is in none of them, and a column that was forced is in all.
 */
export function reduceKeepingTies(rows: readonly Row[], weights: readonly number[]): Reduced {
  return repeat(
    rows,
    (column, others) => hasLighterColumn(column, others, weights) || hasCheaperColumns(column, others, weights),
  );
}

type IsDominated = (column: number, others: readonly Row[]) => boolean;

function repeat(rows: readonly Row[], isDominated: IsDominated): Reduced {
  const forced: number[] = [];
  let remaining = rows;
  let absorbedRows = 0;
  let dominatedColumns = 0;
  for (;;) {
    const distinct = absorbed(remaining);
    absorbedRows += remaining.length - distinct.length;
    const slim = withoutDominated(force(distinct, forced), isDominated);
    dominatedColumns += slim.dominated;
    remaining = slim.rows;
    if (slim.dominated === 0) break;
  }
  return { rows: remaining, forced, steps: { absorbedRows, forcedColumns: forced.length, dominatedColumns } };
}

/**
 * Takes the column of every row that has only one, and drops the rows that it covers. Every cover holds it, so by
 * property 2 the best cover is this column with the best cover of what remains.
 */
function force(rows: readonly Row[], forced: number[]): readonly Row[] {
  const only = new Set(rows.flatMap((row) => (row.length === 1 ? row : [])));
  if (only.size === 0) return rows;
  forced.push(...only);
  return rows.filter((row) => !row.some((column) => only.has(column)));
}

/**
 * Removes each column for which others cover all its rows and come before it in the order of sets. In a cover that
 * holds the column, they could take its place, and the result would be a better cover: so the optimum does not hold it.
 * (Those of them that the cover already holds come at no cost at all, which is better still.) It does no harm if some
 * of the others are removed as well: what takes their place is better again, and better can never lead back in a circle.
 */
function withoutDominated(rows: readonly Row[], isDominated: IsDominated): { rows: readonly Row[]; dominated: number } {
  const columns = rowsByColumn(rows);
  const removed = new Set<number>();
  for (const [column, places] of columns) {
    const others = places.map((place) => (rows[place] ?? []).filter((each) => each !== column));
    if (isDominated(column, others)) removed.add(column);
  }
  if (removed.size === 0) return { rows, dominated: 0 };
  return { rows: rows.map((row) => row.filter((column) => !removed.has(column))), dominated: removed.size };
}

/** One other column in all the rows that costs less, or the same and comes first by name. */
function hasBetterColumn(column: number, others: readonly Row[], costs: Costs): boolean {
  const [first = [], ...rest] = others;
  return first.some((other) => {
    const difference = costOf(other, costs) - costOf(column, costs);
    return (difference < 0 || (difference === 0 && other < column)) && rest.every((row) => row.includes(other));
  });
}

function hasLighterColumn(column: number, others: readonly Row[], weights: readonly number[]): boolean {
  const [first = [], ...rest] = others;
  return first.some(
    (other) => costOf(other, weights) < costOf(column, weights) && rest.every((row) => row.includes(other)),
  );
}

/** For each row its cheapest other column, if these together cost less: sufficient, and quick to find. */
function hasCheaperColumns(column: number, others: readonly Row[], costs: Costs): boolean {
  const cheapest = new Set<number>();
  for (const row of others) {
    if (row.some((each) => cheapest.has(each))) continue;
    const best = cheapestOf(row, costs);
    if (best === undefined) return false;
    cheapest.add(best);
  }
  return sumOfCosts(cheapest, costs) < costOf(column, costs);
}

function cheapestOf(row: Row, costs: Costs): number | undefined {
  let best: number | undefined;
  for (const column of row) if (best === undefined || costOf(column, costs) < costOf(best, costs)) best = column;
  return best;
}

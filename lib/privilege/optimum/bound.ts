import { type Costs, costOf, type Row } from './cover.ts';

/**
 * A lower bound for the cost of covering all rows; infinite if a row has no column.
 *
 * Each row in turn is given as much as its cheapest column has left, and that amount is taken from all its columns.
 * Proof: no column ever gives away more than its cost, so what the rows got is a feasible solution of the dual linear
 * program: a cover pays, for each of its columns, at least what the rows of that column got from it, and every row is
 * in one of its columns. So every cover costs at least the sum of what the rows got.
 */
export function lowerBound(rows: readonly Row[], costs: Costs): number {
  const left = new Map<number, number>();
  let bound = 0;
  for (const row of [...rows].sort((a, b) => a.length - b.length)) {
    let share = Number.POSITIVE_INFINITY;
    for (const column of row) share = Math.min(share, left.get(column) ?? costOf(column, costs));
    if (share === 0) continue;
    bound += share;
    for (const column of row) left.set(column, (left.get(column) ?? costOf(column, costs)) - share);
  }
  return bound;
}

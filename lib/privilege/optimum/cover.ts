/**
 * A weighted covering problem: choose columns of least cost so that every row holds a chosen one. A column is the rank
 * of a candidate in the order of names; a row is a sorted list of columns, never empty.
 *
 * The cost of a column is `weight × (number of candidates + 1) + 1`, so that costs of sets compare as (weight, number
 * of names) do. Sets of equal cost are ordered by their sorted names. This order has two properties on which all
 * proofs in this folder rest:
 * 1. No two different sets are equal in it, so there is exactly one optimum.
 * 2. Adding the same columns to two sets, none of which they hold, keeps their order. For costs that is plain. Of two sets of one size
 *    the first is the one that holds the smallest column of those in which they differ, and those stay the same.
 */
export type Row = readonly number[];

/** The cost of each column, by column. */
export type Costs = readonly number[];

/** A choice of columns, ascending, and what they cost together. */
export interface Cover {
  readonly columns: readonly number[];
  readonly cost: number;
}

/** @throws {RangeError} if the weights are so large that costs would no longer be exact */
export function costsOf(weights: readonly number[]): number[] {
  const costs = weights.map((weight) => weight * (weights.length + 1) + 1);
  if (!Number.isSafeInteger(costs.reduce((sum, cost) => sum + cost, 0))) {
    throw new RangeError('The weights are too large to be added up exactly');
  }
  return costs;
}

/** The weight in a cost, or in a lower bound of costs; see above. */
export function weightOfCost(cost: number, costs: Costs): number {
  return Math.floor(cost / (costs.length + 1));
}

/** The largest cost of a set that weighs no more than `weight`. */
export function mostCostOfWeight(weight: number, costs: Costs): number {
  return (weight + 1) * (costs.length + 1) - 1;
}

export function coverOf(columns: Iterable<number>, costs: Costs): Cover {
  const sorted = [...columns].sort((a, b) => a - b);
  return { columns: sorted, cost: sumOfCosts(sorted, costs) };
}

export function sumOfCosts(columns: Iterable<number>, costs: Costs): number {
  let sum = 0;
  for (const column of columns) sum += costOf(column, costs);
  return sum;
}

/** @throws {RangeError} for a column that has no cost: a mistake of the caller */
export function costOf(column: number, costs: Costs): number {
  const cost = costs[column];
  if (cost === undefined) throw new RangeError(`No column ${column}`);
  return cost;
}

/** Negative if `a` is the better cover: by weight, then by number of names, then by sorted names. */
export function compareCovers(a: Cover, b: Cover): number {
  return a.cost - b.cost || compareColumns(a.columns, b.columns);
}

/** Lexicographic. */
export function compareColumns(a: readonly number[], b: readonly number[]): number {
  for (const [index, column] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (column !== other) return column - other;
  }
  return a.length - b.length;
}

/** Each column that occurs, ascending, with the places of its rows. */
export function rowsByColumn(rows: readonly Row[]): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const [place, row] of rows.entries()) {
    for (const column of row) {
      const places = found.get(column);
      if (places) places.push(place);
      else found.set(column, [place]);
    }
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

import { bestCover } from './branch-and-bound.ts';
import { type Costs, type Cover, compareColumns, mostCostOfWeight, type Row, weightOfCost } from './cover.ts';

/** Two covers of one weight, reduced to the columns in which they differ. */
export interface TiedCovers {
  readonly chosen: readonly number[];
  readonly alternative: readonly number[];
}

export interface Ties {
  readonly found: readonly TiedCovers[];
  /** False if the searches had to stop: there may be more. */
  readonly isComplete: boolean;
}

/**
 * For each chosen column the best cover without it, where that weighs the same. This finds a tie if there is one: every
 * weight is at least 1, so another cover of the same weight lacks a chosen column. All searches together look at
 * `maxNodes` partial choices at most.
 */
export function tiesOf(rows: readonly Row[], { chosen, costs, maxNodes }: TieSearch): Ties {
  const found = new Map<string, TiedCovers>();
  const weight = weightOfCost(chosen.cost, costs);
  const mostCost = mostCostOfWeight(weight, costs);
  let nodesLeft = maxNodes;
  let isComplete = true;
  for (const column of chosen.columns) {
    const without = rows.map((row) => row.filter((each) => each !== column));
    if (without.some((row) => row.length === 0)) continue;
    const other = bestCover(without, costs, { maxNodes: nodesLeft, mostCost });
    nodesLeft -= other.nodes;
    isComplete &&= other.isProved;
    if (weightOfCost(other.cover.cost, costs) === weight)
      found.set(other.cover.columns.join(), difference(chosen, other.cover));
  }
  return { found: [...found.values()].sort(byColumns), isComplete };
}

interface TieSearch {
  readonly chosen: Cover;
  readonly costs: Costs;
  readonly maxNodes: number;
}

function difference(chosen: Cover, alternative: Cover): TiedCovers {
  return {
    chosen: chosen.columns.filter((column) => !alternative.columns.includes(column)),
    alternative: alternative.columns.filter((column) => !chosen.columns.includes(column)),
  };
}

function byColumns(a: TiedCovers, b: TiedCovers): number {
  return compareColumns(a.chosen, b.chosen) || compareColumns(a.alternative, b.alternative);
}

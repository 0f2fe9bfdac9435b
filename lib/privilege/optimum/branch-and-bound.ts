import { lowerBound } from './bound.ts';
import { type Costs, type Cover, compareColumns, compareCovers, costOf, coverOf, type Row } from './cover.ts';
import { greedyCover, withoutSuperfluous } from './greedy.ts';
import { reduce } from './reduce.ts';

/** The best cover that was found, and what is known about better ones. */
export interface Search {
  readonly cover: Cover;
  /** No cover costs less: the cost of `cover` where the search was finished and had no `mostCost`. */
  readonly lowerBound: number;
  readonly isProved: boolean;
  /** Partial choices that were looked at. */
  readonly nodes: number;
}

export interface SearchLimits {
  /** After how many partial choices to stop. */
  readonly maxNodes: number;
  /** If given, covers that cost more are of no interest: the answer is the best cover only if it costs no more. */
  readonly mostCost?: number;
}

/**
 * The best cover of the rows by branch and bound. Every node is reduced (`reduce.ts`), then one row is taken, and each
 * of its columns is tried in turn; once tried it is left out of the following branches, which therefore hold all
 * covers that remain. A node is left without a look at what is below it only if nothing there can come before the best
 * cover so far (`isHopeless`). Stops after `maxNodes`, and then says so.
 */
export function bestCover(
  rows: readonly Row[],
  costs: Costs,
  { maxNodes, mostCost = Number.POSITIVE_INFINITY }: SearchLimits,
): Search {
  let best = withoutSuperfluous(greedyCover(rows, costs), rows, costs);
  let nodes = 0;
  let isCut = false;

  const visit = (node: readonly Row[], before: readonly number[]): void => {
    if (nodes >= maxNodes) {
      isCut = true;
      return;
    }
    nodes += 1;
    const { rows: open, forced } = reduce(node, costs);
    const chosen = coverOf([...before, ...forced], costs);
    if (open.length === 0) {
      if (compareCovers(chosen, best) < 0) best = chosen;
      return;
    }
    if (isHopeless(chosen, open, { best, costs, mostCost })) return;
    let rest = open;
    for (const column of branchesOf(open, costs)) {
      visit(
        rest.filter((row) => !row.includes(column)),
        [...chosen.columns, column],
      );
      rest = rest.map((row) => row.filter((each) => each !== column));
    }
  };

  visit(rows, []);
  return { cover: best, lowerBound: isCut ? lowerBound(rows, costs) : best.cost, isProved: !isCut, nodes };
}

/**
 * True if no completion of `chosen` comes before `best`. By cost: all cost at least `chosen` and the bound. If that is
 * exactly the cost of `best`, only a completion of the same cost can come before it; it has the same number of names
 * (cost fixes it), and none has better names than the one that adds the first columns that there are.
 */
function isHopeless(chosen: Cover, open: readonly Row[], { best, costs, mostCost }: Rivals): boolean {
  const atLeast = chosen.cost + lowerBound(open, costs);
  if (atLeast > mostCost) return true;
  if (atLeast !== best.cost) return atLeast > best.cost;
  const missing = best.columns.length - chosen.columns.length;
  if (missing <= 0) return true;
  const firstColumns = [...new Set(open.flat())].sort((a, b) => a - b).slice(0, missing);
  const bestNames = [...chosen.columns, ...firstColumns].sort((a, b) => a - b);
  return compareColumns(bestNames, best.columns) >= 0;
}

interface Rivals {
  readonly best: Cover;
  readonly costs: Costs;
  readonly mostCost: number;
}

/** The columns of the shortest row, those first that cover the most for their cost. */
function branchesOf(open: readonly Row[], costs: Costs): number[] {
  const row = open.reduce((shortest, each) => (each.length < shortest.length ? each : shortest));
  const covered = (column: number): number => open.filter((each) => each.includes(column)).length;
  const ratios = new Map(row.map((column) => [column, covered(column) / costOf(column, costs)]));
  return [...row].sort((a, b) => (ratios.get(b) ?? 0) - (ratios.get(a) ?? 0) || a - b);
}

import { bestCover } from './branch-and-bound.ts';
import { componentsOf } from './components.ts';
import { type Costs, type Cover, coverOf, type Row, sumOfCosts } from './cover.ts';
import { type ReductionSteps, reduce } from './reduce.ts';

/** The best cover of some rows, and the work that proves it. */
export interface Solution {
  readonly cover: Cover;
  /** No cover costs less. */
  readonly lowerBound: number;
  readonly isProved: boolean;
  readonly reductions: ReductionSteps;
  /** What the reductions left to search, in parts that share no name. */
  readonly components: readonly SearchedComponent[];
}

export interface SearchedComponent {
  /** Demands for one of several names. */
  readonly rows: number;
  /** Names among which the search had to choose. */
  readonly columns: number;
  readonly nodes: number;
}

/** Reduces, splits, and searches each part; of no rows the best cover is empty. */
export function solve(rows: readonly Row[], costs: Costs, maxNodes: number): Solution {
  const { rows: left, forced, steps } = reduce(rows, costs);
  const parts = componentsOf(left);
  const searches = parts.map((part) => bestCover(part, costs, { maxNodes }));
  return {
    cover: coverOf([...forced, ...searches.flatMap(({ cover }) => cover.columns)], costs),
    lowerBound: sumOfCosts(forced, costs) + searches.reduce((sum, search) => sum + search.lowerBound, 0),
    isProved: searches.every((search) => search.isProved),
    reductions: steps,
    components: parts.map((part, index) => ({
      rows: part.length,
      columns: new Set(part.flat()).size,
      nodes: searches[index]?.nodes ?? 0,
    })),
  };
}

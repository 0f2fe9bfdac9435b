import { baselinesOf, type GreedySet, type ListedUnion } from './baselines.ts';
import { clausesOf, type UnservedNeed } from './clauses.ts';
import { componentsOf } from './components.ts';
import { costsOf, coverOf, type Row, sumOfCosts, weightOfCost } from './cover.ts';
import { canonicalProblem, type GrantProblem } from './need.ts';
import { type ReductionSteps, reduceKeepingTies } from './reduce.ts';
import { type ChosenName, servedBy } from './served.ts';
import { type SearchedComponent, type Solution, solve } from './solve.ts';
import { type Tie, tieOf } from './tie.ts';
import { type Ties, tiesOf } from './ties.ts';

/** The least weighty set of names that serves every need that can be served. */
export interface LeastSet {
  /** Sorted by name. */
  readonly chosen: readonly ChosenName[];
  readonly weight: number;
  /** True if it is proved that no set weighs less, and that none of the same weight comes before this one. */
  readonly optimal: boolean;
  /** By how much at most the weight is above the least one; 0 where `optimal`. */
  readonly gap: number;
  /** Where another set weighs the same: which names it would hold, and why these were preferred. */
  readonly ties: readonly Tie[];
  /** Sorted by id. */
  readonly unserved: readonly UnservedNeed[];
  readonly proof: Proof;
  readonly greedy: GreedySet;
  readonly union: ListedUnion;
}

/** The work that shows that nothing lighter exists. */
export interface Proof {
  /** No set weighs less than this. */
  readonly lowerBound: number;
  /** Demands for one of several names that the needs were rewritten to. */
  readonly rows: number;
  readonly reductions: ReductionSteps;
  /** What the reductions left to search. */
  readonly components: readonly SearchedComponent[];
  /** Partial choices that the searches looked at. */
  readonly nodes: number;
  /** False if a search for ties had to stop, so that some may be missing. */
  readonly hasAllTies: boolean;
}

export interface LeastSetOptions {
  /** After how many partial choices the search of one component stops and says so. Default 10,000. */
  readonly maxNodes?: number;
}

const MAX_NODES = 10_000;

/**
 * Of all sets of candidates that serve the needs: the one of least weight; of these the one with the fewest names; of
 * these the first by sorted names. Exact: `cover.ts` says what the order rests on, and each reduction and bound has its
 * proof beside it. The answer does not depend on the order of the input.
 * @throws {RangeError} if ids or names repeat, a weight is no integer of at least 1, or a need is absurdly large
 */
export function leastSet(problem: GrantProblem, { maxNodes = MAX_NODES }: LeastSetOptions = {}): LeastSet {
  const { needs, candidates, implying } = canonicalProblem(problem);
  const weights = candidates.map(({ weight }) => weight);
  const costs = costsOf(weights);
  const { rows, unserved, providers } = clausesOf({ needs, candidates, implying });
  const kernel = reduceKeepingTies(rows, weights);
  const parts = componentsOf(kernel.rows).map((part) => {
    const solution = solve(part, costs, maxNodes);
    return { solution, ties: tiesOf(part, { chosen: solution.cover, costs, maxNodes }) };
  });
  const cover = coverOf([...kernel.forced, ...parts.flatMap(({ solution }) => solution.cover.columns)], costs);
  const weight = weightOfCost(cover.cost, costs);
  const leastCost = sumOfCosts(kernel.forced, costs) + sum(parts, ({ solution }) => solution.lowerBound);
  const lowerBound = weightOfCost(leastCost, costs);
  return {
    chosen: servedBy(cover, { needs, candidates, providers }),
    weight,
    optimal: parts.every(({ solution }) => solution.isProved),
    gap: weight - lowerBound,
    ties: parts.flatMap(({ ties }) => ties.found.map((tie) => tieOf(tie, candidates))),
    unserved,
    proof: proofOf({ rows, lowerBound, kernel: kernel.steps, parts }),
    ...baselinesOf({ needs, candidates, implying }, { rows, costs, weight }),
  };
}

interface Work {
  readonly rows: readonly Row[];
  readonly lowerBound: number;
  readonly kernel: ReductionSteps;
  readonly parts: readonly { readonly solution: Solution; readonly ties: Ties }[];
}

function proofOf({ rows, lowerBound, kernel, parts }: Work): Proof {
  const steps = [kernel, ...parts.map(({ solution }) => solution.reductions)];
  const components = parts.flatMap(({ solution }) => solution.components);
  return {
    lowerBound,
    rows: rows.length,
    reductions: {
      absorbedRows: sum(steps, ({ absorbedRows }) => absorbedRows),
      forcedColumns: sum(steps, ({ forcedColumns }) => forcedColumns),
      dominatedColumns: sum(steps, ({ dominatedColumns }) => dominatedColumns),
    },
    components,
    nodes: sum(components, ({ nodes }) => nodes),
    hasAllTies: parts.every(({ ties }) => ties.isComplete),
  };
}

function sum<T>(items: readonly T[], figure: (item: T) => number): number {
  return items.reduce((total, item) => total + figure(item), 0);
}

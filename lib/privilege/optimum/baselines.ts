import { type Costs, type Row, weightOfCost } from './cover.ts';
import { greedyCover } from './greedy.ts';
import type { GrantProblem } from './need.ts';

/** What a greedy search would grant: the most open demands for the weight, again and again. */
export interface GreedySet {
  /** Sorted. */
  readonly chosen: readonly string[];
  readonly weight: number;
  /** By how much it weighs more than the least set. */
  readonly excess: number;
}

/** What one gets by granting everything that the operations list. */
export interface ListedUnion {
  /** Sorted, as listed. */
  readonly chosen: readonly string[];
  /** Of the listed names that no other listed name implies: `x:readonly` beside `x` adds nothing. */
  readonly weight: number;
  /** By how much it weighs more than the least set. */
  readonly excess: number;
  /** Listed names that are no candidates, so that nothing is known of their weight, sorted. */
  readonly unweighed: readonly string[];
}

export interface Baselines {
  readonly greedy: GreedySet;
  readonly union: ListedUnion;
}

/** Two other ways to serve the same needs, to compare the least set with. */
export function baselinesOf({ needs, candidates, implying }: GrantProblem, { rows, costs, weight }: Solved): Baselines {
  const greedy = greedyCover(rows, costs);
  const greedyWeight = weightOfCost(greedy.cost, costs);
  const names = new Set(needs.flatMap(({ alternatives }) => alternatives.flat()));
  const listed = [...names].sort();
  const counted = listed.filter((name) => !implying(name).some((other) => other !== name && names.has(other)));
  const weights = new Map(candidates.map((candidate) => [candidate.name, candidate.weight]));
  const unionWeight = counted.reduce((sum, name) => sum + (weights.get(name) ?? 0), 0);
  return {
    greedy: {
      chosen: greedy.columns.map((column) => candidates[column]?.name ?? ''),
      weight: greedyWeight,
      excess: greedyWeight - weight,
    },
    union: {
      chosen: listed,
      weight: unionWeight,
      excess: unionWeight - weight,
      unweighed: listed.filter((name) => !weights.has(name)),
    },
  };
}

interface Solved {
  readonly rows: readonly Row[];
  readonly costs: Costs;
  readonly weight: number;
}

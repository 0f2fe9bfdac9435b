import type { Catalogue } from '../catalogue/index.ts';
import { type LeastSet, leastSet } from '../optimum/least-set.ts';
import type { Need } from '../optimum/need.ts';
import type { Tie } from '../optimum/tie.ts';
import type { Naming } from './names.ts';
import { weightsOf } from './weights.ts';

/** The least set, and where several weigh the same the one that asks for the fewest names that are not held. */
export interface Minimal {
  /** Sorted. */
  readonly names: readonly string[];
  readonly weight: number;
  readonly optimal: boolean;
  readonly ties: readonly string[];
  readonly greedy: LeastSet['greedy'];
}

/** What a search for the least set needs to know beside the needs. */
export interface Search {
  readonly naming: Naming;
  readonly catalogue: Catalogue;
  /** Names that are granted now: wildcards count as candidates only where they are held. */
  readonly held: readonly string[];
}

/** The lightest set of names that serves the needs; exact as far as `optimal` says. */
export function minimalSet(needs: readonly Need[], { naming, catalogue, held }: Search): Minimal {
  const named = new Set(needs.flatMap(({ alternatives }) => alternatives.flat()));
  const wanted = new Set([...named].flatMap(naming.implying));
  const candidates = weightsOf(naming.kind, catalogue).candidates(wanted, held);
  const least = leastSet({ needs, candidates, implying: naming.implying });
  const { names, ties } = preferringHeld(least, new Set(held));
  return {
    names: [...names].sort(),
    weight: least.weight,
    optimal: least.optimal,
    ties,
    greedy: least.greedy,
  };
}

/**
 * Of sets that weigh the same, one that is held already spares everybody a change. Each tie is a whole exchange, so the
 * weight stays the least; one that an earlier exchange has touched is left alone.
 */
function preferringHeld({ chosen, ties }: LeastSet, held: ReadonlySet<string>): { names: Set<string>; ties: string[] } {
  const names = new Set(chosen.map(({ name }) => name));
  const told = ties.map((tie) => {
    const isWhole = tie.chosen.every((name) => names.has(name)) && !tie.alternative.some((name) => names.has(name));
    if (!isWhole || newcomers(tie.alternative, held) >= newcomers(tie.chosen, held)) return tie.explanation;
    for (const name of tie.chosen) names.delete(name);
    for (const name of tie.alternative) names.add(name);
    return heldExplanation(tie);
  });
  return { names, ties: told };
}

function newcomers(names: readonly string[], held: ReadonlySet<string>): number {
  return names.filter((name) => !held.has(name)).length;
}

function heldExplanation({ chosen, alternative, weight }: Tie): string {
  return `${alternative.join(' with ')} or ${chosen.join(' with ')}: both weigh ${weight}; the former asks for fewer new grants.`;
}

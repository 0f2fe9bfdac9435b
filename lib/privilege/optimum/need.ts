import { byText } from '../../domain/text-order.ts';
import type { Implying } from './implying.ts';

/**
 * What one observed call needs, as alternatives of names (scopes, or permissions): it is served if all names of one
 * alternative are granted. ANY of a and b is `[['a'], ['b']]`, ALL of them `[['a', 'b']]`. A call that needs nothing has
 * one empty alternative; one without any alternative can never be served.
 */
export interface Need {
  readonly id: string;
  readonly alternatives: readonly (readonly string[])[];
}

/** A name that may be granted, and how much it weighs to grant it: an integer of at least 1. */
export interface Candidate {
  readonly name: string;
  readonly weight: number;
}

/** Which names to grant so that every need is served. Ids of needs and names of candidates occur once each. */
export interface GrantProblem {
  readonly needs: readonly Need[];
  readonly candidates: readonly Candidate[];
  readonly implying: Implying;
}

/**
 * The problem in an order that depends on its content only, so that no answer depends on the order of the input.
 * @throws {RangeError} if an id or a name occurs twice, or a weight is not an integer of at least 1
 */
export function canonicalProblem({ needs, candidates, implying }: GrantProblem): GrantProblem {
  const isLight = candidates.find(({ weight }) => !Number.isSafeInteger(weight) || weight < 1);
  if (isLight) throw new RangeError(`The weight of ${isLight.name} is ${isLight.weight}, not an integer of at least 1`);
  return { needs: sortedBy(needs, ({ id }) => id), candidates: sortedBy(candidates, ({ name }) => name), implying };
}

function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  const sorted = [...items].sort((a, b) => byText(key(a), key(b)));
  const twice = sorted.find((item, index) => index > 0 && key(item) === key(sorted[index - 1] as T));
  if (twice !== undefined) throw new RangeError(`${key(twice)} occurs twice`);
  return sorted;
}

import type { Implying } from '../optimum/implying.ts';
import type { Need } from '../optimum/need.ts';

/** How many operations a name opens. */
export type Breadth = (name: string) => number;

/** For when the operations are not known: nothing is said of breadth. */
export const unknownBreadth: Breadth = () => 0;

/**
 * Counts the operations of which some alternative lists a name that the given one implies. Where an alternative lists
 * several names, each of them counts: it helps to open the operation.
 */
export function breadthOf(operations: readonly Need[], implying: Implying): Breadth {
  const opened = new Map<string, Set<string>>();
  for (const { id, alternatives } of operations) {
    for (const name of alternatives.flat().flatMap(implying)) {
      const ids = opened.get(name);
      if (ids) ids.add(id);
      else opened.set(name, new Set([id]));
    }
  }
  return (name) => opened.get(name)?.size ?? 0;
}

import type { Implies, Need } from '../optimum/need.ts';

/** How many operations a name opens. */
export type Breadth = (name: string) => number;

/** For when the operations are not known: nothing is said of breadth. */
export const unknownBreadth: Breadth = () => 0;

/**
 * Counts the operations of which some alternative lists a name that the given one implies. Where an alternative lists
 * several names, each of them counts: it helps to open the operation.
 */
export function breadthOf(operations: readonly Need[], implies: Implies): Breadth {
  const listing = new Map<string, Set<string>>();
  for (const { id, alternatives } of operations) {
    for (const name of alternatives.flat()) {
      const ids = listing.get(name);
      if (ids) ids.add(id);
      else listing.set(name, new Set([id]));
    }
  }
  return (name) => {
    const opened = new Set<string>();
    for (const [listed, ids] of listing) if (implies(name, listed)) for (const id of ids) opened.add(id);
    return opened.size;
  };
}

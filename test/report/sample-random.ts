/** The same figures each time (a linear congruential generator): a sample is a fixture. */
export interface Random {
  /** From 0 to under 1. */
  readonly next: () => number;
  readonly below: (limit: number) => number;
  readonly pick: <const T>(items: readonly [T, ...T[]]) => T;
}

export function randomOf(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { next, below, pick: (items) => items[below(items.length)] ?? items[0] };
}

/**
 * Random numbers that follow from a seed: the same seed gives the same org on every machine. The generator is
 * mulberry32: a 32-bit counter with a fixed step, scrambled by two multiplications. Good enough for data, not for secrets.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to, but not, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`, both possible. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True with the probability given. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of some values. */
  pick<T>(values: readonly [T, ...T[]] | readonly T[]): T {
    const value = values[this.between(0, values.length - 1)];
    if (value === undefined) throw new Error('Nothing to pick from');
    return value;
  }

  /** Up to `count` different values, in the order of the list. */
  sample<T>(values: readonly T[], count: number): T[] {
    const chosen = new Set<number>();
    const wanted = Math.min(count, values.length);
    while (chosen.size < wanted) chosen.add(this.between(0, values.length - 1));
    return [...chosen].sort((a, b) => a - b).map((index) => values[index] as T);
  }
}

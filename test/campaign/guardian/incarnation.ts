/** What a process stops with that was killed. Nobody hears of it: it only ends the waiting of whoever plays the world. */
const CRASHED = Symbol('crashed');

/** Something that was done, that failed, or that was never heard of again. */
export type Ending<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'crashed' };

/**
 * One process of the guardian. It can be killed: from then on every door of it stays shut, so that whatever still runs
 * in it waits for ever and touches nothing, just as if it were gone.
 */
export class Incarnation {
  #isDead = false;
  #announce: () => void = () => {};
  readonly #death = new Promise<typeof CRASHED>((resolve) => {
    this.#announce = () => resolve(CRASHED);
  });

  get isDead(): boolean {
    return this.#isDead;
  }

  kill(): void {
    this.#isDead = true;
    this.#announce();
  }

  /** What every door asks before and after it lets something through. Never comes back to a dead process. */
  async breathe(): Promise<void> {
    if (this.#isDead) await new Promise<never>(() => {});
  }

  /** Runs something in the process, to its end or to that of the process. */
  async run<T>(work: () => Promise<T>): Promise<Ending<T>> {
    const ending = work().then(
      (value) => ({ kind: 'done', value }) as const,
      (error: unknown) => ({ kind: 'failed', error }) as const,
    );
    const first = await Promise.race([ending, this.#death]);
    return first === CRASHED || this.#isDead ? { kind: 'crashed' } : first;
  }
}

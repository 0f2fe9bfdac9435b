/**
 * Looks once for all who ask while a look is under way: theirs begins when that one has ended, for what it sees may be
 * older than their question. Every look ends, for each request has a time limit (`store.ts`).
 */
export class SharedLook<T> {
  readonly #underWay = new Map<string, Promise<T>>();
  readonly #next = new Map<string, Promise<T>>();

  /** @param look begun after the call, always */
  look(key: string, look: () => Promise<T>): Promise<T> {
    const current = this.#underWay.get(key);
    if (!current) return this.#begin(key, look);
    const next =
      this.#next.get(key) ??
      settled(current).then(() => {
        this.#next.delete(key);
        return this.#begin(key, look);
      });
    this.#next.set(key, next);
    return next;
  }

  #begin(key: string, look: () => Promise<T>): Promise<T> {
    const begun = look().finally(() => {
      if (this.#underWay.get(key) === begun) this.#underWay.delete(key);
    });
    this.#underWay.set(key, begun);
    return begun;
  }
}

/** A look that failed is the matter of those who asked for it. */
async function settled(look: Promise<unknown>): Promise<void> {
  await Promise.allSettled([look]);
}

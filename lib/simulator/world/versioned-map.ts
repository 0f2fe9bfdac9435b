/**
 * A map that remembers what it held before each edit, so that a read may still answer an older state: Genesys'
 * authorization service is eventually consistent, and caches answer what they saw.
 */
export class VersionedMap<T extends { readonly id: string }> {
  readonly #current = new Map<string, T>();
  readonly #undo: { readonly version: number; readonly id: string; readonly before: T | undefined }[] = [];

  get(id: string): T | undefined {
    return this.#current.get(id);
  }

  /** Current entities in the order of their creation. */
  values(): IterableIterator<T> {
    return this.#current.values();
  }

  get size(): number {
    return this.#current.size;
  }

  /** Puts an entity without remembering the state before: for what an org is made of from the start. */
  seed(entity: T): void {
    this.#current.set(entity.id, entity);
  }

  /** Puts or, with `undefined`, removes an entity as edit number `version`. */
  edit(version: number, id: string, after: T | undefined): void {
    this.#undo.push({ version, id, before: this.#current.get(id) });
    if (after) this.#current.set(id, after);
    else this.#current.delete(id);
  }

  /** Makes the present state the only one that there has been. */
  forgetHistory(): void {
    this.#undo.length = 0;
  }

  /** The entities as they were when edit number `version` was the last one. */
  asOf(version: number): T[] {
    const older = new Map<string, T | undefined>();
    for (let index = this.#undo.length - 1; index >= 0; index -= 1) {
      const step = this.#undo[index];
      if (!step || step.version <= version) break;
      older.set(step.id, step.before);
    }
    if (older.size === 0) return [...this.#current.values()];
    const kept = [...this.#current.values()].flatMap((entity) => {
      if (!older.has(entity.id)) return [entity];
      const before = older.get(entity.id);
      older.delete(entity.id);
      return before ? [before] : [];
    });
    return [...kept, ...[...older.values()].filter((entity) => entity !== undefined)];
  }
}

/**
 * Handles all items, at most `parallel` at a time. After a failure no further item is begun; what is under way is
 * waited for, so that nothing is still being written when the caller hears of it. Throws the first failure.
 */
export async function forEachBounded<T>(
  items: Iterable<T>,
  parallel: number,
  handle: (item: T) => Promise<unknown>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  let hasFailed = false;
  const work = async () => {
    for (let next = rest.next(); !hasFailed && !next.done; next = rest.next()) {
      try {
        await handle(next.value);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const workers = Array.from({ length: parallel }, work);
  await Promise.allSettled(workers);
  await Promise.all(workers);
}

/** The items in groups of `size`, the last one smaller. */
export function batchesOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}

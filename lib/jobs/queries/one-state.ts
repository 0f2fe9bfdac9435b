import type { RunRecord } from '../../domain/run.ts';
import type { Store } from '../../ports.ts';

/** What was gathered of one committed state. */
export interface OneState<T> {
  readonly value: T;
  /** Set where runs were committed faster than the state could be read: the value may hold some of this one, too. */
  readonly mixedWith?: RunRecord;
}

/**
 * An answer that takes many reads and is still of one committed run. Each read of a store is of whole runs, but a run may
 * be committed between two of them: then all is gathered again. After some tries it is handed out as it is, and says so.
 */
export async function ofOneState<T>(
  { store, org }: { readonly store: Store; readonly org: string },
  gather: (run: RunRecord | undefined) => Promise<T>,
): Promise<OneState<T>> {
  for (let attempt = 1; ; attempt += 1) {
    const run = await store.latestRun(org);
    const value = await gather(run);
    const newest = await store.latestRun(org);
    if (newest === undefined || newest.seq === run?.seq) return { value };
    if (attempt >= MOST_TRIES) return { value, mixedWith: newest };
  }
}

const MOST_TRIES = 4;

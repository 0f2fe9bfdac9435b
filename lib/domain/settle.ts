import type { EntityKind, EntityOf } from './org.ts';
import { entityHash } from './snapshot.ts';

/** One reading of a kind: what was seen, and whether that is everything. */
export interface KindReading<K extends EntityKind> {
  readonly entities: ReadonlyMap<string, EntityOf[K]>;
  readonly isComplete: boolean;
}

/** What two readings and the memory agree on. */
export interface SettledKind<K extends EntityKind> {
  readonly entities: ReadonlyMap<string, EntityOf[K]>;
  /** Entities of which nothing is said in this run: the two readings differ on them. Sorted. */
  readonly unsettled: readonly string[];
  readonly isComplete: boolean;
}

/**
 * Confirms a change by a second reading. Genesys' authorisation service is eventually consistent for about 10 s, so a
 * single reading may show a state that never was. An entity on which the readings agree is taken; one on which they do
 * not agree keeps its committed state and waits for the next run. The same holds for "gone".
 */
export function settle<K extends EntityKind>(options: {
  readonly kind: K;
  readonly first: KindReading<K>;
  /** Absent where nothing had changed, so nothing needs confirming. */
  readonly second?: KindReading<K> | undefined;
  /** The committed state, without what is gone. */
  readonly committed: ReadonlyMap<string, EntityOf[K]>;
}): SettledKind<K> {
  const { kind, first, second, committed } = options;
  if (!second) return { ...first, unsettled: [] };
  const isComplete = first.isComplete && second.isComplete;
  const entities = new Map<string, EntityOf[K]>();
  const unsettled: string[] = [];
  for (const id of new Set([...first.entities.keys(), ...second.entities.keys()])) {
    const [a, b, known] = [first.entities.get(id), second.entities.get(id), committed.get(id)];
    if (a && b && entityHash(kind, a) === entityHash(kind, b)) {
      entities.set(id, b);
      continue;
    }
    unsettled.push(id);
    if (known) entities.set(id, known);
  }
  return { entities, unsettled: unsettled.sort(), isComplete };
}

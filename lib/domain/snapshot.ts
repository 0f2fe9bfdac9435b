import { createHash } from 'node:crypto';
import type { Entity, EntityKind, EntityOf } from './org.ts';

/**
 * Canonical form and durable hashes. An entity's hash covers what it *is*, never who touched it last: two reads of an
 * unchanged org agree to the letter, so a revision is written only when something was really changed.
 */

/** The durable hash of an entity: 32 hex digits. */
export function entityHash<K extends EntityKind>(kind: K, entity: EntityOf[K]): string {
  const known = hashed.get(entity);
  if (known?.kind === kind) return known.hash;
  const hash = digest(JSON.stringify([kind, durableForm(entity)]));
  hashed.set(entity, { kind, hash });
  return hash;
}

/** Every entity is hashed several times in a run, and never changes: each object is worked on once. */
const hashed = new WeakMap<Entity, { readonly kind: EntityKind; readonly hash: string }>();

/** Hashes of all entities of one kind, by id. */
export function entityHashes<K extends EntityKind>(
  kind: K,
  entities: ReadonlyMap<string, EntityOf[K]>,
): ReadonlyMap<string, string> {
  return new Map([...entities].map(([id, entity]) => [id, entityHash(kind, entity)] as const));
}

/** One hash for all entities of a kind: equal exactly if no entity came, went or changed. */
export function rootHash(hashes: ReadonlyMap<string, string>): string {
  return digest(
    [...hashes]
      .map(([id, hash]) => `${id}=${hash}`)
      .sort()
      .join('\n'),
  );
}

/** SHA-256 of a text, shortened to 128 bits: enough against accident, and no secret rests on it. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Sorted and without duplicates. */
export function sortedSet(values: Iterable<string>): string[] {
  return [...new Set(values)].sort();
}

/** Keys in order and noise removed, so that equal entities have equal JSON. */
function durableForm(entity: Entity): readonly (readonly [string, unknown])[] {
  return Object.entries(entity)
    .filter(([key, value]) => !VOLATILE.has(key) && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Moves without the entity being changed: who touched it, and how many people hold a role. */
const VOLATILE: ReadonlySet<string> = new Set(['provenance', 'userCount']);

import type { EntityKind, EntityOf } from '../../domain/org.ts';
import type { Head } from '../../domain/run.ts';
import type { Store } from '../../ports.ts';

/**
 * All entities of a kind as they were at a time, by id. One read, and one more for each entity that changed since.
 *
 * @param at ISO time; absent: now
 */
export async function entitiesAt<K extends EntityKind>(
  store: Store,
  org: string,
  kind: K,
  at?: string,
): Promise<ReadonlyMap<string, EntityOf[K]>> {
  const heads = await store.heads(org, kind);
  const states = await Promise.all(
    heads.map(async (head) => [head.id, at === undefined ? head.body : await stateOf(store, org, head, at)] as const),
  );
  const entities = new Map<string, EntityOf[K]>();
  for (const [id, body] of states) if (body) entities.set(id, body);
  return entities;
}

/** The state of an entity at a time; null where it was gone, or not known yet. */
export async function stateOf<K extends EntityKind>(
  store: Store,
  org: string,
  { kind, id, since, body }: Head<K>,
  at: string,
): Promise<EntityOf[K] | null> {
  if (since <= at) return body;
  // `to` is exclusive, and a revision made at this very time counts.
  const to = new Date(Date.parse(at) + 1).toISOString();
  const [found] = await store.revisions(org, kind, id, { to, limit: 1 });
  return found?.body ?? null;
}

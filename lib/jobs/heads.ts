import type { EntityKind } from '../domain/org.ts';
import type { Head } from '../domain/run.ts';
import type { Store } from '../ports.ts';

/** The newest state of everything of a kind, by id. */
export async function headsById<K extends EntityKind>(
  store: Pick<Store, 'heads'>,
  org: string,
  kind: K,
): Promise<ReadonlyMap<string, Head<K>>> {
  return new Map((await store.heads(org, kind)).map((head) => [head.id, head] as const));
}

import { justAfter } from '../../domain/day.ts';
import type { EntityKind } from '../../domain/org.ts';
import type { Head } from '../../domain/run.ts';
import type { Store } from '../../ports.ts';
import { askInTurn } from './in-turn.ts';
import type { EntityChange, PastStart } from './past.ts';

/** The range of a back-test and where its past is stored. */
export interface PastRange {
  readonly store: Store;
  /** The org's name. */
  readonly org: string;
  /** ISO times. */
  readonly since: string;
  readonly until: string;
}

/** All entities at the beginning of a range, what changed of them within it, and as they are today. */
export interface PastStates {
  readonly start: PastStart['heads'];
  readonly changes: readonly EntityChange[];
  readonly present: PastStart['heads'];
}

/** Reads the heads of each kind, and the revisions of what changed after the beginning of the range and of nothing else. */
export async function pastStates(range: PastRange): Promise<PastStates> {
  const [client, role, division, integration, authorization] = await Promise.all([
    statesOf(range, 'client'),
    statesOf(range, 'role'),
    statesOf(range, 'division'),
    statesOf(range, 'integration'),
    statesOf(range, 'authorization'),
  ]);
  return {
    start: {
      client: client.start,
      role: role.start,
      division: division.start,
      integration: integration.start,
      authorization: authorization.start,
    },
    changes: [
      ...client.changes.map((revision): EntityChange => revision),
      ...role.changes.map((revision): EntityChange => revision),
      ...division.changes.map((revision): EntityChange => revision),
      ...integration.changes.map((revision): EntityChange => revision),
      ...authorization.changes.map((revision): EntityChange => revision),
    ],
    present: {
      client: client.present,
      role: role.present,
      division: division.present,
      integration: integration.present,
      authorization: authorization.present,
    },
  };
}

async function statesOf<K extends EntityKind>(range: PastRange, kind: K) {
  const present = await range.store.heads(range.org, kind);
  const pasts = await askInTurn(present, (head) => pastOf(range, head));
  return {
    present,
    start: pasts.flatMap(({ start }) => start ?? []),
    changes: pasts.flatMap(({ changes }) => changes),
  };
}

async function pastOf<K extends EntityKind>({ store, org, since, until }: PastRange, head: Head<K>) {
  const { kind, id } = head;
  if (head.since <= since) return { start: head, changes: [] };
  const [[before], changes] = await Promise.all([
    store.revisions(org, kind, id, { to: justAfter(since), limit: 1 }),
    store.revisions(org, kind, id, { from: justAfter(since), to: justAfter(until) }),
  ]);
  const start: Head<K> | undefined = before && {
    kind,
    id,
    hash: before.hash,
    body: before.body,
    since: before.at,
    ...(before.last !== undefined && { last: before.last }),
  };
  return { start, changes };
}

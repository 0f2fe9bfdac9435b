import { clientFacets, difference, isEmptyChange, type Names, namesFrom, roleDifference } from '../domain/drift.ts';
import type { AccessChange } from '../domain/finding.ts';
import type { Entity, EntityKind, EntityOf, OrgSnapshot } from '../domain/org.ts';
import type { Head, Revision } from '../domain/run.ts';
import { type KindReading, settle } from '../domain/settle.ts';
import { entityHash, entityHashes } from '../domain/snapshot.ts';
import { type Memory, present } from './memory.ts';
import type { KindReadings } from './reading.ts';

/** What a run may say of one kind, after the second reading. */
export interface ObservedKind<K extends EntityKind> {
  /** The settled present; as it was committed where the kind was not read. */
  readonly entities: ReadonlyMap<string, EntityOf[K]>;
  readonly unsettled: readonly string[];
  /** True if everything was read, in both readings. */
  readonly isComplete: boolean;
  readonly revisions: readonly Revision[];
}

/** What a run may say of an org's configuration. */
export interface Observation {
  readonly kinds: { readonly [K in EntityKind]: ObservedKind<K> };
  readonly snapshot: OrgSnapshot;
  readonly revisions: readonly Revision[];
}

/** Compares two readings with the memory. Pure. */
export function observe(first: KindReadings, second: KindReadings, { heads }: Memory): Observation {
  const role = observeKind('role', first.role, second.role, heads.role, roleDifference);
  const division = observeKind('division', first.division, second.division, heads.division);
  const names = namesFrom(role.entities, division.entities);
  const client = observeKind('client', first.client, second.client, heads.client, clientDifference(names));
  const integration = observeKind('integration', first.integration, second.integration, heads.integration);
  const authorization = observeKind('authorization', first.authorization, second.authorization, heads.authorization);
  const kinds = { client, role, division, integration, authorization };
  return {
    kinds,
    snapshot: {
      client: client.entities,
      role: role.entities,
      division: division.entities,
      integration: integration.entities,
      authorization: authorization.entities,
    },
    revisions: Object.values(kinds).flatMap(({ revisions }) => revisions),
  };
}

type Describe<K extends EntityKind> = (before: EntityOf[K], after: EntityOf[K]) => AccessChange;

function observeKind<K extends EntityKind>(
  kind: K,
  first: KindReading<K> | undefined,
  second: KindReading<K> | undefined,
  heads: ReadonlyMap<string, Head<K>>,
  describe?: Describe<K>,
): ObservedKind<K> {
  const committed = present(heads);
  if (!first) return { entities: committed, unsettled: [], isComplete: false, revisions: [] };
  const settled = settle<K>({ kind, first, second, committed });
  const waiting = new Set(settled.unsettled);
  const revisions: Revision<K>[] = [];
  for (const [id, hash] of entityHashes(kind, settled.entities)) {
    const body = settled.entities.get(id);
    const head = heads.get(id);
    if (!body || waiting.has(id)) continue;
    if (head?.body && head.hash === hash && !tellsOfPeople(head.body, body)) continue;
    const change = head?.body && describe?.(head.body, body);
    revisions.push({ kind, id, hash, body, ...(change && !isEmptyChange(change) && { change }) });
  }
  if (settled.isComplete) {
    for (const [id, last] of committed) {
      if (settled.entities.has(id) || waiting.has(id)) continue;
      revisions.push({ kind, id, hash: entityHash(kind, last), body: null, last });
    }
  }
  return { ...settled, revisions };
}

/**
 * True for a role that people have come to hold, or no longer do. That is no part of what a role is, so its hash does not
 * cover it; but it is kept, or the number of the day on which the role last changed would stand for ever.
 */
function tellsOfPeople(before: Entity, after: Entity): boolean {
  const [had, have] = [hasPeople(before), hasPeople(after)];
  return have !== undefined && have !== had;
}

/** Undefined where Genesys did not say, and for whatever is no role. */
function hasPeople(entity: Entity): boolean | undefined {
  return 'userCount' in entity && entity.userCount !== undefined ? entity.userCount > 0 : undefined;
}

function clientDifference(names: Names): Describe<'client'> {
  return (before, after) => difference(clientFacets(before, names), clientFacets(after, names));
}

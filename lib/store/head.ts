import * as z from 'zod';
import { ENTITY_KINDS, type EntityKind, type EntityOf } from '../domain/org.ts';
import type { ApprovalChange, Head, Revision, RunPayload, RunRecord } from '../domain/run.ts';
import { entityHash } from '../domain/snapshot.ts';
import type { Document, Fold } from './document.ts';
import { nameOf, unpackBytes } from './item.ts';
import { keys } from './keys.ts';
import { entitySchemas } from './schemas.ts';
import { bucketOf } from './table.ts';

/**
 * The heads of a kind are kept as 256 documents at most, by a hash of the entity's id: what thousands of clients have
 * in common is compressed away, a first run writes hundreds of items and not thousands, and a quiet one none.
 */

/** What a run changes in the heads: one fold for each bucket that it touches. */
export function headFolds(run: RunRecord, payload: RunPayload): readonly Fold[] {
  return ENTITY_KINDS.flatMap((kind) => foldsOf(kind, run, payload));
}

/** The heads in some documents of one kind, by id. */
export function headsIn<K extends EntityKind>(kind: K, documents: readonly Document[]): readonly Head<K>[] {
  const schema = z.array(headSchema(kind));
  return documents
    .flatMap(({ bytes, key }) => unpackBytes(bytes, schema, nameOf(key)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface Change<K extends EntityKind> {
  readonly id: string;
  readonly revision?: Revision<K>;
  readonly approval?: NonNullable<Head<K>['approval']>;
}

function foldsOf<K extends EntityKind>(kind: K, run: RunRecord, payload: RunPayload): readonly Fold[] {
  const buckets = new Map<string, Change<K>[]>();
  for (const change of changesOf(kind, run, payload)) {
    const bucket = bucketOf(change.id);
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), change]);
  }
  return [...buckets].map(([bucket, changes]) => ({
    key: { pk: keys.heads(run.org, kind), sk: bucket },
    seq: run.seq,
    fold: (stored) => changed(kind, run, stored ? headsIn(kind, [stored]) : [], changes),
  }));
}

function changesOf<K extends EntityKind>(kind: K, run: RunRecord, payload: RunPayload): readonly Change<K>[] {
  const changes = new Map<string, Change<K>>();
  for (const revision of payload.revisions) {
    if (isRevisionOf(kind, revision)) changes.set(revision.id, { id: revision.id, revision });
  }
  for (const change of payload.approvals) {
    if (!isApprovalOf(kind, change)) continue;
    const { id, body, by, roles, divisions, author, note } = change;
    changes.set(id, {
      ...changes.get(id),
      id,
      approval: {
        body,
        by,
        at: run.at,
        roles,
        ...(divisions && { divisions }),
        ...(author !== undefined && { author }),
        ...(note !== undefined && { note }),
      },
    });
  }
  return [...changes.values()];
}

/** The heads of a bucket after a run, in the order of their ids. */
function changed<K extends EntityKind>(
  kind: K,
  run: RunRecord,
  before: readonly Head<K>[],
  changes: readonly Change<K>[],
): readonly Head<K>[] {
  const heads = new Map(before.map((head) => [head.id, head] as const));
  for (const { id, revision, approval } of changes) {
    const known = heads.get(id);
    const kept = approval ?? known?.approval;
    const present = revision ? presentOf(revision, run.at) : (known ?? approvedAs(kind, id, approval, run.at));
    if (present) heads.set(id, { ...present, ...(kept && { approval: kept }) });
  }
  return [...heads.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function presentOf<K extends EntityKind>({ kind, id, hash, body, last }: Revision<K>, since: string): Head<K> {
  return { kind, id, hash, body, since, ...(last !== undefined && { last }) };
}

/** An approval of an entity that no run has reported yet says what the entity is, too. */
function approvedAs<K extends EntityKind>(
  kind: K,
  id: string,
  approval: Change<K>['approval'],
  since: string,
): Head<K> | undefined {
  return approval && { kind, id, hash: entityHash(kind, approval.body), body: approval.body, since };
}

function isRevisionOf<K extends EntityKind>(kind: K, revision: Revision): revision is Revision<K> {
  return revision.kind === kind;
}

function isApprovalOf<K extends EntityKind>(
  kind: K,
  change: ApprovalChange,
): change is ApprovalChange & { readonly body: EntityOf[K] } {
  return change.kind === kind;
}

function headSchema<K extends EntityKind>(kind: K): z.ZodType<Head<K>> {
  const body: z.ZodType<EntityOf[K]> = entitySchemas[kind];
  return z.looseObject({
    kind: z.literal(kind),
    id: z.string(),
    hash: z.string(),
    body: body.nullable(),
    last: z.exactOptional(body),
    since: z.string(),
    approval: z
      .looseObject({
        body,
        by: z.enum(['baseline', 'first-sighting', 'accepted']),
        at: z.string(),
        roles: z.record(z.string(), z.string()),
        divisions: z.record(z.string(), z.string()).exactOptional(),
        author: z.string().exactOptional(),
        note: z.string().exactOptional(),
      })
      .exactOptional(),
  });
}

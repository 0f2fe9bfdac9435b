import type { Actor } from '../domain/finding.ts';
import type { Revision } from '../domain/run.ts';
import type { AuditEntry } from '../ports.ts';

/** What is known of who changed what since the last run. */
export interface ActorEvidence {
  readonly audits: readonly AuditEntry[];
  /** ISO time of the last run: an older modification is not this change. */
  readonly since: string;
  /** Ids of the org's own OAuth clients: an audit may put one where a user is expected. */
  readonly clientIds: ReadonlySet<string>;
}

/**
 * The actors of changed entities, by entity id: from the newest audit entry about the entity, else from `modifiedBy`,
 * else unknown. Nobody is guessed.
 */
export function actorsOf(revisions: readonly Revision[], evidence: ActorEvidence): ReadonlyMap<string, Actor> {
  const actors = new Map<string, Actor>();
  for (const revision of revisions) {
    const actor = auditedActor(revision, evidence) ?? modifier(revision, evidence);
    if (actor) actors.set(revision.id, actor);
  }
  return actors;
}

function auditedActor({ id }: Revision, { audits, clientIds }: ActorEvidence): Actor | undefined {
  const entries = audits.filter(({ entityId }) => entityId.toLowerCase() === id);
  const newest = entries.reduce<AuditEntry | undefined>((a, b) => (a && a.at >= b.at ? a : b), undefined);
  if (!newest) return undefined;
  return {
    id: newest.actorId,
    ...(newest.actorName && { name: newest.actorName }),
    kind: clientIds.has(newest.actorId.toLowerCase()) ? 'client' : 'user',
    at: newest.at,
    source: 'audit',
  };
}

function modifier({ body }: Revision, { since, clientIds }: ActorEvidence): Actor | undefined {
  if (!body || !('provenance' in body) || !body.provenance) return undefined;
  const { modifiedBy, modifiedAt } = body.provenance;
  if (!modifiedBy || !modifiedAt || modifiedAt < since) return undefined;
  const kind = clientIds.has(modifiedBy.toLowerCase()) ? 'client' : 'user';
  return { id: modifiedBy, kind, at: modifiedAt, source: 'modifiedBy' };
}

import type { Actor } from '../domain/finding.ts';
import type { Revision } from '../domain/run.ts';
import type { AuditEntry } from '../ports.ts';

/** What is known of who changed what since the last run. */
export interface ActorEvidence {
  readonly audits: readonly AuditEntry[];
  /** ISO time at which the last run began to read: a modification before it is not this change. */
  readonly since: string;
  /** Ids of the org's own OAuth clients: an audit may put one where a user is expected. */
  readonly clientIds: ReadonlySet<string>;
}

/**
 * The actors of changed entities, by entity id: from the newest audit entry about the entity or from `modifiedBy`,
 * whichever is newer, else unknown. Nobody is guessed.
 */
export function actorsOf(revisions: readonly Revision[], evidence: ActorEvidence): ReadonlyMap<string, Actor> {
  const entries = newestEntries(evidence.audits);
  const actors = new Map<string, Actor>();
  for (const revision of revisions) {
    const actor = newer(audited(entries.get(revision.id), evidence), modifier(revision, evidence));
    if (actor) actors.set(revision.id, actor);
  }
  return actors;
}

/** An entry that names nobody is left out. */
function newestEntries(audits: readonly AuditEntry[]): ReadonlyMap<string, AuditEntry> {
  const newest = new Map<string, AuditEntry>();
  for (const entry of audits) {
    const id = entry.entityId.toLowerCase();
    const known = newest.get(id);
    if (entry.actorId !== '' && !(known && known.at >= entry.at)) newest.set(id, entry);
  }
  return newest;
}

function audited(entry: AuditEntry | undefined, { clientIds }: ActorEvidence): DatedActor | undefined {
  if (!entry) return undefined;
  return {
    id: entry.actorId,
    ...(entry.actorName && { name: entry.actorName }),
    kind: clientIds.has(entry.actorId.toLowerCase()) ? 'client' : 'user',
    at: entry.at,
    source: 'audit',
  };
}

function modifier({ body }: Revision, { since, clientIds }: ActorEvidence): DatedActor | undefined {
  if (!body || !('provenance' in body) || !body.provenance) return undefined;
  const { modifiedBy, modifiedAt } = body.provenance;
  if (!modifiedBy || !modifiedAt || modifiedAt < since) return undefined;
  const kind = clientIds.has(modifiedBy.toLowerCase()) ? 'client' : 'user';
  return { id: modifiedBy, kind, at: modifiedAt, source: 'modifiedBy' };
}

type DatedActor = Actor & { readonly at: string };

/** The times of one action in the entity and in its audit entry are this far apart at most. */
const SAME_ACTION_MILLISECONDS = 60_000;

/**
 * Audit entries come minutes late. Where the entity says that somebody touched it after the newest entry, that entry is
 * about an earlier change; else the entry is the better witness, for it knows the name.
 */
function newer(entry: DatedActor | undefined, last: DatedActor | undefined): Actor | undefined {
  if (!entry || !last) return entry ?? last;
  const isLater = Date.parse(last.at) - Date.parse(entry.at) > SAME_ACTION_MILLISECONDS;
  return isLater && last.id !== entry.id ? last : entry;
}

import type { ReportRevision } from '../../../domain/report.ts';
import type { Head, PastRevision, RunRecord } from '../../../domain/run.ts';
import type { Store } from '../../../ports.ts';
import { neverChanged } from '../../residue/lost-roles.ts';

/** Clients whose past is read at the same time. */
const AT_ONCE = 32;

/**
 * The states of clients that changed within the range, newest first: one query for each. What a head says itself is not
 * asked for: since when a client is as it is, and that it never changed since the guardian first saw it.
 */
export async function pastOf(
  store: Store,
  {
    org,
    run,
    heads,
    clientId,
    since,
  }: {
    readonly org: string;
    readonly run: RunRecord;
    readonly heads: ReadonlyMap<string, Head<'client'>>;
    readonly clientId: string | undefined;
    readonly since: string;
  },
): Promise<ReadonlyMap<string, readonly PastRevision<'client'>[]>> {
  const changed = [...heads.values()].filter(
    (head) => (clientId === undefined || head.id === clientId) && head.since >= since && !neverChanged(head, run),
  );
  const pasts = new Map<string, readonly PastRevision<'client'>[]>();
  for (let start = 0; start < changed.length; start += AT_ONCE) {
    const some = changed.slice(start, start + AT_ONCE).map(async ({ id }) => {
      pasts.set(id, await store.revisions(org, 'client', id, {}));
    });
    await Promise.all(some);
  }
  return pasts;
}

/** What a report shows of them: those of the range, and the one before it, so that the first change can be read. */
export function revisionsOf(
  head: Head<'client'>,
  past: readonly PastRevision<'client'>[] | undefined,
  { since, until }: { readonly since: string; readonly until: string },
): ReportRevision[] {
  if (!past) return [{ at: head.since, isGone: head.body === null }];
  const known = past.filter(({ at }) => at <= until);
  const within = known.filter(({ at }) => at >= since);
  return known.slice(0, Math.min(within.length + 1, MOST_REVISIONS)).map(({ at, body, actor, change }) => ({
    at,
    isGone: body === null,
    ...(actor && { actor }),
    ...(change && { change }),
  }));
}

/** A client that changes more often than that is read by `guardian history --client`. */
const MOST_REVISIONS = 50;

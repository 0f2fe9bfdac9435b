import type { Day } from '../../../domain/day.ts';
import type { ReportAdvice } from '../../../domain/report.ts';
import type { CallProfile, OperationCalls } from '../../../domain/usage/call-profile.ts';
import type { EndpointRow } from '../../../domain/usage/day.ts';
import {
  type AdviceContext,
  type AdviceInShort,
  adviseInShort,
  isAdvice,
  type NoAdvice,
} from '../../../privilege/advice/index.ts';
import type { Catalogue } from '../../../privilege/catalogue/catalogue.ts';
import { type EvidenceGround, type EvidenceSource, eachEvidence } from '../client-evidence.ts';

/** The advice in short, or why there is none. */
export type ShortAdvice =
  | { readonly advice: ReportAdvice; readonly noAdvice?: never }
  | { readonly advice: null; readonly noAdvice: string };

/**
 * What `guardian advise` says, without its calls. Made of call profiles, one read for all clients, where that comes to the
 * same: profiles know which calls were made and what became of them, and not how many. Only where that counts, for calls
 * that nobody can map, the counts of the client are read.
 */
export async function shortAdvice(
  query: EvidenceSource,
  ground: EvidenceGround,
  {
    profiles,
    catalogue,
    clientIds,
  }: {
    readonly profiles: ReadonlyMap<string, CallProfile>;
    readonly catalogue: Catalogue;
    readonly clientIds: readonly string[];
  },
): Promise<ReadonlyMap<string, ShortAdvice>> {
  const { org, config, now } = query;
  const context: AdviceContext = {
    catalogue,
    now,
    thresholds: config.thresholds,
    enforceScopes: org.enforceScopes,
  };
  const byProfile = await adviseAll(
    { ...query, rowsOf: async (id) => rowsOf(profiles.get(id), ground) },
    ground,
    clientIds,
    context,
  );
  const counting = byProfile.filter((made) => isAdvice(made) && made.basis.unmapped.length > 0);
  const byCounts = await adviseAll(
    query,
    ground,
    counting.map(({ client }) => client.id),
    context,
  );
  return new Map([...byProfile, ...byCounts].map((made) => [made.client.id, short(made)] as const));
}

function adviseAll(
  source: Parameters<typeof eachEvidence>[0],
  ground: EvidenceGround,
  clientIds: readonly string[],
  context: AdviceContext,
): Promise<(AdviceInShort | NoAdvice)[]> {
  return eachEvidence(source, ground, clientIds, (evidence) => adviseInShort(evidence, context));
}

/** Stands for each operation with one row, in which only what became of the calls is true. */
function rowsOf(profile: CallProfile | undefined, { window }: EvidenceGround): EndpointRow[] {
  const { from, through } = window;
  return (profile?.operations ?? [])
    .filter(({ firstDay, lastDay }) => lastDay >= from && firstDay <= through)
    .map((operation) => rowOf(profile?.clientId ?? '', operation, from));
}

function rowOf(clientId: string, { method, template, lastDay, lastSuccess, lastRefusal }: OperationCalls, from: Day) {
  const isIn = (day: Day | undefined) => (day !== undefined && day >= from ? 1 : 0);
  return {
    clientId,
    clientName: clientId,
    method,
    template,
    date: lastDay,
    requests: 1,
    status200: isIn(lastSuccess),
    status300: 0,
    status400: isIn(lastRefusal),
    status500: 0,
    status429: 0,
  };
}

function short(made: AdviceInShort | NoAdvice): ShortAdvice {
  if (!isAdvice(made)) return { advice: null, noAdvice: made.why };
  const { kind, basis, confidence, keep, remove, narrow, add } = made;
  return {
    advice: {
      kind,
      daysObserved: basis.daysObserved,
      daysWanted: basis.daysWanted,
      confidence: confidence.level,
      keep: keep.map(({ name }) => name),
      remove: remove.map(({ name, wait }) => ({ name, ...(wait && { wait }) })),
      narrow: narrow.map(({ from, to }) => ({ from, to })),
      add: add.map(({ name }) => name),
    },
  };
}

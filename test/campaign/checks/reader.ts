import { createHash } from 'node:crypto';
import { openDigest } from '../../../lib/domain/finding.ts';
import { ENTITY_KINDS } from '../../../lib/domain/org.ts';
import { countBySeverity } from '../../../lib/domain/severity.ts';
import type { Store } from '../../../lib/ports.ts';
import { openStore } from '../../../lib/store/store.ts';
import type { MemoryTable } from '../dynamo/memory-table.ts';
import { answerOf } from '../dynamo/operations.ts';
import { inProcessClient } from '../dynamo/request-handler.ts';
import { ORG } from '../guardian/guardian.ts';

/** What somebody who reads sees of the guardian's memory. */
export interface Sight {
  /** Number of the newest run; 0 where there is none. */
  readonly seq: number;
  /** Of everything that was read. */
  readonly digest: string;
  /** What does not agree with what the newest run says of itself. */
  readonly contradictions: readonly string[];
}

/** A store on a table, as another process has it. */
export function storeOn(table: MemoryTable): Store {
  const client = inProcessClient(async (operation, body) => answerOf(table, operation, body));
  return openStore({ table: 'guardian', client, maxAttempts: 1 });
}

/** Reads everything that people ask for. The runs say how much there must be. */
export async function look(store: Store): Promise<Sight> {
  const run = await store.latestRun(ORG);
  if (!run) return { seq: 0, digest: '', contradictions: [] };
  const [unresolved, resolved, history, runs, ...heads] = await Promise.all([
    store.unresolvedFindings(ORG, run.openDigest),
    store.resolvedFindings(ORG),
    store.history(ORG, { limit: MOST_RECORDS }),
    store.runs(ORG, { limit: 3 }),
    ...ENTITY_KINDS.map((kind) => store.heads(ORG, kind)),
  ]);
  // A run that was committed while we read would show as a contradiction that is none.
  const after = await store.latestRun(ORG);
  if (after?.seq !== run.seq) return look(store);
  const told = history.items.filter(({ seq }) => seq === run.seq).length;
  const count = Object.entries(countBySeverity(unresolved.filter(({ state }) => state === 'open')));
  const contradictions = [
    ...(openDigest(unresolved) === run.openDigest ? [] : ['unresolved findings']),
    ...(count.every(([severity, number]) => Object.entries(run.open).some(([s, n]) => s === severity && n === number))
      ? []
      : ['open counts']),
    ...(told === run.counts.transitions ? [] : ['history']),
    ...(runs.items[0]?.seq === run.seq ? [] : ['runs']),
  ];
  const all = JSON.stringify([run, unresolved, resolved, history.items, heads]);
  return { seq: run.seq, digest: createHash('sha256').update(all).digest('hex'), contradictions };
}

/** More than any run of the campaign brings. */
const MOST_RECORDS = 40;

/** Everybody who ever saw a run must have seen the same. */
export class Sights {
  readonly #seen = new Map<number, string>();
  count = 0;

  /** What is wrong with a sight, if anything. */
  add({ seq, digest, contradictions }: Sight): string | undefined {
    this.count += 1;
    const known = this.#seen.get(seq);
    this.#seen.set(seq, digest);
    if (contradictions.length > 0) return `run ${seq} contradicts itself in: ${contradictions.join(', ')}`;
    return known === undefined || known === digest ? undefined : `run ${seq} was seen in two ways`;
  }
}

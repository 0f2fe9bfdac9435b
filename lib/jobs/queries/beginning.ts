import type { RunRecord } from '../../domain/run.ts';
import { NothingKnownError } from '../../errors.ts';
import type { Store } from '../../ports.ts';
import type { PastClient } from './past.ts';

/**
 * The newest run, of an org of which the whole was known at a time.
 *
 * @throws NothingKnownError where the first complete look at it came later: nothing is not the same as not known
 */
export async function knownWhole(store: Store, org: string, at: string): Promise<RunRecord> {
  const run = await store.latestRun(org);
  if (!run) throw new NothingKnownError(org);
  if (run.baselineAt === undefined || at < run.baselineAt) throw new NothingKnownError(org, at, run.baselineAt);
  return run;
}

/**
 * The same for one client: of one that nobody had seen at a time it is known that it was not there only if all were known,
 * and if nothing tells that it was seen before: old states go by `retention.historyDays`, also those that still held.
 *
 * @throws NothingKnownError
 */
export async function assertKnown(store: Store, org: string, { id, revision, at }: PastClient): Promise<void> {
  if (revision !== null) return;
  await knownWhole(store, org, at);
  const head = (await store.heads(org, 'client')).find((each) => each.id === id);
  if (head?.approval && head.approval.at <= at) {
    throw new NothingKnownError(org, at, undefined, `what client ${id} was then is no longer kept`);
  }
}

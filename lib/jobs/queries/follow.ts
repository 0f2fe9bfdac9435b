import { fitsHistory, type HistoryFilter } from '../../domain/history-filter.ts';
import type { HistoryRecord, RunRecord } from '../../domain/run.ts';
import type { Clock, Store } from '../../ports.ts';

export interface FollowOptions {
  readonly org: string;
  readonly filter: HistoryFilter;
  /** Number of the last run whose records are known already. */
  readonly after: number;
  readonly clock: Clock;
  readonly intervalMs: number;
  /** Aborted when nobody wants to hear more. */
  readonly signal: AbortSignal;
  /** Opens the store for one question: whoever follows must not keep others from committing. */
  readonly ask: <T>(question: (store: Store) => Promise<T>) => Promise<T>;
  /** New records, oldest first. */
  readonly onRecords: (records: readonly HistoryRecord[]) => void;
  /** A read that failed, and after how many milliseconds it is tried again. */
  readonly onTrouble: (error: unknown, nextMs: number) => void;
}

/**
 * Tells new records as runs are committed, each once and none left out: it goes by the numbers of runs and by what they
 * say themselves, and so waits for no index. A read that fails is tried again, after pauses that grow up to five minutes.
 */
export async function followHistory(options: FollowOptions): Promise<void> {
  const { org, filter, clock, intervalMs, signal, ask, onRecords, onTrouble } = options;
  let after = options.after;
  let failures = 0;
  for (;;) {
    await clock.sleep(pauseMs(intervalMs, failures), signal);
    if (signal.aborted) return;
    try {
      const news = await ask((store) => recordsAfter(store, org, after));
      failures = 0;
      after = news.seq;
      const wanted = news.records.filter((record) => fitsHistory(record, filter));
      if (wanted.length > 0 && !signal.aborted) onRecords(wanted);
    } catch (error) {
      failures += 1;
      onTrouble(error, pauseMs(intervalMs, failures));
    }
  }
}

/** All records of the runs after one, oldest first, and the number of the last of these runs. */
export async function recordsAfter(
  store: Store,
  org: string,
  after: number,
): Promise<{ readonly records: readonly HistoryRecord[]; readonly seq: number }> {
  const records: HistoryRecord[] = [];
  let seq = after;
  for (;;) {
    const runs = await store.runsAfter(org, seq, RUNS_AT_ONCE);
    for (const run of runs) {
      if (run.chunks > 0) records.push(...(await recordsOf(store, run)));
      seq = run.seq;
    }
    if (runs.length < RUNS_AT_ONCE) return { records, seq };
  }
}

async function recordsOf(store: Store, run: RunRecord): Promise<readonly HistoryRecord[]> {
  const { transitions } = await store.payload(run);
  return transitions.map((transition) => ({ ...transition, at: run.at, run: run.id, seq: run.seq }));
}

const RUNS_AT_ONCE = 100;
const LONGEST_PAUSE_MS = 5 * 60_000;

function pauseMs(intervalMs: number, failures: number): number {
  return Math.max(intervalMs, Math.min(intervalMs * 2 ** Math.min(failures, 20), LONGEST_PAUSE_MS));
}

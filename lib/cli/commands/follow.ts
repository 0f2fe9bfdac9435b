import { findClient } from '../../jobs/queries/find-client.ts';
import { followHistory } from '../../jobs/queries/follow.ts';
import { findHistory } from '../../jobs/queries/history.ts';
import { assertKnown } from '../known-names.ts';
import { recordDocument } from '../render/history-document.ts';
import { historyLine } from '../render/history-text.ts';
import type { Paper } from '../render/paper.ts';
import { safeJsonLine } from '../render/safe-json-line.ts';
import { parseRange } from '../time-option.ts';
import type { ReadingBench } from '../workbench.ts';
import { type HistoryOptions, STANDARD_LIMIT } from './history.ts';

/**
 * Prints what is there, oldest first, and then what comes, a line each, until the signal is aborted.
 *
 * @throws what the first look throws: later ones are said and tried again
 */
export async function followCommand(around: {
  readonly options: HistoryOptions;
  /** Opens what a question needs, and closes it again. */
  readonly withBench: <T>(work: (bench: ReadingBench) => Promise<T>) => Promise<T>;
  readonly intervalMs: number;
  readonly signal: AbortSignal;
  readonly paper: Paper;
  readonly asJson: boolean;
  readonly write: (text: string) => void;
  readonly note: (message: string) => void;
}): Promise<void> {
  const { options, withBench, intervalMs, signal, paper, asJson, write, note } = around;
  const print = (records: Parameters<typeof historyLine>[0][]) => {
    for (const record of records) {
      write(`${asJson ? safeJsonLine({ schema: 1, ...recordDocument(record) }) : historyLine(record, paper)}\n`);
    }
  };
  const start = await withBench(async (bench) => {
    const org = bench.org(options.org).name;
    assertKnown(bench, options);
    const store = await bench.store();
    const run = await store.latestRun(org);
    const client = options.client ? await findClient(store, org, options.client) : undefined;
    const { vendor, severity, rule, actor } = options;
    const filter = { clientId: client?.id, vendor, severity, rule, actor };
    const { items } = await findHistory(store, org, {
      ...filter,
      ...parseRange(options, bench.clock.now()),
      limit: options.limit ?? STANDARD_LIMIT,
    });
    // A run that was committed between the two reads is known by its records.
    return { org, filter, clock: bench.clock, items, after: Math.max(run?.seq ?? 0, items[0]?.seq ?? 0) };
  });
  print(start.items.toReversed());
  await followHistory({
    ...start,
    intervalMs,
    signal,
    ask: (question) => withBench(async (bench) => question(await bench.store())),
    onRecords: (records) => print([...records]),
    onTrouble: (error, nextMs) => {
      const reason = error instanceof Error ? error.message : String(error);
      note(`the history could not be read (${reason}); asking again in ${Math.round(nextMs / 1000)} s`);
    },
  });
}

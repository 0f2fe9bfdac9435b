import type { HistoryFilter } from '../../../domain/history-filter.ts';
import type { HistoryRecord, RunRecord } from '../../../domain/run.ts';
import type { Store } from '../../../ports.ts';
import { everyPage } from '../../every-page.ts';

/** Items of a page: what is in memory at a time. */
const PAGE = 500;

/**
 * Transitions that fit, newest first, page by page: however long the history, no more than a page of it is in memory.
 * Those of runs after `run` are left out, so that the rows are all of one committed state.
 */
export async function* historyRows(
  store: Store,
  run: RunRecord,
  filter: HistoryFilter & { readonly since?: string | undefined; readonly until?: string | undefined },
): AsyncGenerator<HistoryRecord, void> {
  const { since, until, ...narrow } = filter;
  const question = { limit: PAGE, ...narrow, ...(since && { from: since }), ...(until && { to: until }) };
  for await (const record of everyPage((turn) => store.history(run.org, { ...question, ...turn }))) {
    if (record.seq <= run.seq) yield record;
  }
}

import type { RunRecord } from '../../../domain/run.ts';
import type { Store, TimeRange } from '../../../ports.ts';
import { everyPage } from '../../every-page.ts';

const PAGE = 200;

/** Committed runs up to `newest`, newest first, page by page. */
export async function* runRows(store: Store, newest: RunRecord, range: TimeRange): AsyncGenerator<RunRecord, void> {
  for await (const run of everyPage((turn) => store.runs(newest.org, { ...range, limit: PAGE, ...turn }))) {
    if (run.seq <= newest.seq) yield run;
  }
}

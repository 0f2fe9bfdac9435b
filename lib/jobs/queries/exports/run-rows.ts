import type { RunRecord } from '../../../domain/run.ts';
import type { Store, TimeRange } from '../../../ports.ts';

const PAGE = 200;

/** Committed runs up to `newest`, newest first, page by page. */
export async function* runRows(store: Store, newest: RunRecord, range: TimeRange): AsyncGenerator<RunRecord, void> {
  let cursor: string | undefined;
  do {
    const page = await store.runs(newest.org, { ...range, limit: PAGE, ...(cursor && { cursor }) });
    for (const run of page.items) if (run.seq <= newest.seq) yield run;
    cursor = page.next;
  } while (cursor !== undefined);
}

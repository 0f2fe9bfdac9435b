import type { HistoryFilter } from '../../domain/history-filter.ts';
import type { HistoryRecord } from '../../domain/run.ts';
import type { Page, Store } from '../../ports.ts';

/** What to answer of the history: times are ISO, `since` inclusive and `until` exclusive. */
export interface HistoryQuestion extends HistoryFilter {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly limit: number;
  /** `next` of an answer to the same question: goes on after it, whatever was committed meanwhile. */
  readonly cursor?: string | undefined;
}

/** Transitions, newest first, until `limit` of them are found or the range is read; `next` where more may follow. */
export async function findHistory(store: Store, org: string, question: HistoryQuestion): Promise<Page<HistoryRecord>> {
  await store.latestRun(org);
  const { since, until, limit, cursor, ...filter } = question;
  const records: HistoryRecord[] = [];
  let next = cursor;
  do {
    const page = await store.history(org, {
      ...filter,
      limit: Math.min(limit - records.length, LARGEST_PAGE),
      ...(since && { from: since }),
      ...(until && { to: until }),
      ...(next !== undefined && { cursor: next }),
    });
    records.push(...page.items);
    next = page.next;
  } while (next !== undefined && records.length < limit);
  return { items: records, ...(next !== undefined && { next }) };
}

/** The store answers no more at a time. */
const LARGEST_PAGE = 1_000;

import type { HistoryRecord } from '../../domain/run.ts';
import type { Store } from '../../ports.ts';
import { type FindingFilter, fitsFilter } from './findings.ts';

/** Transitions, newest first, until `limit` of them fit the filter or the range is read. */
export async function findHistory(
  store: Store,
  org: string,
  query: FindingFilter & { readonly limit: number },
): Promise<HistoryRecord[]> {
  await store.latestRun(org);
  const { clientId, since, until, limit } = query;
  const records: HistoryRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.history(org, {
      limit,
      ...(clientId && { clientId }),
      ...(since && { from: since }),
      ...(until && { to: until }),
      ...(cursor && { cursor }),
    });
    // Times were bounded by the query itself; what is left is about the finding.
    records.push(...page.items.filter((record) => fitsFilter(record.finding, record.at, query)));
    cursor = page.next;
  } while (cursor !== undefined && records.length < limit);
  return records.slice(0, limit);
}

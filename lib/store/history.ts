import { fitsHistory } from '../domain/history-filter.ts';
import type { HistoryRecord } from '../domain/run.ts';
import type { HistoryQuery, Page } from '../ports.ts';
import type { Database, SelectedPage } from './database.ts';
import { decodeHistoryCursor, encodeHistoryCursor } from './history-cursor.ts';
import { type Lead, type LeadName, leadsOf, leadsWithoutEntries } from './history-entries.ts';
import { damaged, nameOf, type StoredItem, unpack } from './item.ts';
import { beforePlace, placeOf, timeRange } from './keys.ts';
import type { Ledger } from './ledger.ts';
import { MAX_PAGE, pageSize, timesOf } from './query.ts';
import { historyRecordSchema } from './schemas.ts';
import { HISTORY_LAYOUT } from './table.ts';

/**
 * One page of the history. Where a question names several values, each of their partitions is asked for its first page:
 * the one that goes back furthest with it is the rarest and leads from then on, and what does not fit the others is left
 * out. Nobody has to keep count of what is rare.
 */
export async function readHistory(
  { database, ledger }: { readonly database: Database; readonly ledger: Ledger },
  org: string,
  query: HistoryQuery,
): Promise<Page<HistoryRecord>> {
  const limit = pageSize(query.limit);
  const times = timesOf(query);
  const start =
    query.cursor === undefined ? undefined : decodeHistoryCursor(query.cursor, org, query, timeRange('', times));
  const doing = `reading the past of ${org}`;
  const records: HistoryRecord[] = [];
  let { place, lead }: { place?: string; lead?: LeadName } = start ?? {};
  let looked = 0;
  let size = limit;

  for (;;) {
    const chunk = await ledger.consistently(org, (layout) => {
      const leads = layout < HISTORY_LAYOUT ? leadsWithoutEntries(org, query) : leadsOf(org, query);
      const chosen = leads.filter(({ name }) => name === lead);
      return rarest(chosen.length > 0 ? chosen : leads, (each) => select(each, size));
    });
    for (const [n, stored] of chunk.items.entries()) {
      const record = unpack(stored, historyRecordSchema);
      if (!fitsHistory(record, query)) continue;
      records.push(record);
      const isLast = chunk.isWhole && n === chunk.items.length - 1;
      if (records.length === limit) return { items: records, ...(!isLast && nextAfter(stored, chunk.lead)) };
    }
    const last = chunk.items.at(-1);
    if (chunk.isWhole || last === undefined) return { items: records };
    looked += chunk.items.length;
    if (looked >= MOST_LOOKED_AT) return { items: records, ...nextAfter(last, chunk.lead) };
    place = placeIn(last);
    lead = chunk.lead;
    size = Math.min(size * 2, MAX_PAGE);
  }

  async function select({ partition, from, prefix }: Lead, size: number): Promise<SelectedPage> {
    const whole = timeRange(prefix, times);
    const range = place === undefined ? whole : beforePlace(prefix, whole, place);
    // DynamoDB refuses a range that ends before it begins: its times have moved on past the cursor.
    if (range.low > range.high) return { items: [] };
    return database.select({ partition, from, range, newestFirst: true, limit: size }, doing);
  }

  function nextAfter(stored: StoredItem, by: LeadName): { readonly next: string } {
    return { next: encodeHistoryCursor(org, query, { place: placeIn(stored), lead: by }) };
  }
}

/** The page of the partition that has least in the range, as far as first pages tell. */
async function rarest(leads: readonly Lead[], read: (lead: Lead) => Promise<SelectedPage>): Promise<Chunk> {
  const chunks = await Promise.all(
    leads.map(async (lead): Promise<Chunk> => {
      const { items, next } = await read(lead);
      return { lead: lead.name, items, isWhole: next === undefined };
    }),
  );
  const [first, ...others] = chunks;
  if (first === undefined) throw new RangeError('A question is led by something');
  return others.reduce((best, each) => (isRarer(each, best) ? each : best), first);
}

interface Chunk {
  readonly lead: LeadName;
  readonly items: readonly StoredItem[];
  /** True where nothing follows. */
  readonly isWhole: boolean;
}

function isRarer(a: Chunk, b: Chunk): boolean {
  if (a.isWhole || b.isWhole) return a.isWhole && (!b.isWhole || a.items.length < b.items.length);
  return oldest(a) < oldest(b);
}

function oldest({ items }: Chunk): string {
  const last = items.at(-1);
  return last ? placeIn(last) : '';
}

function placeIn(stored: StoredItem): string {
  const place = placeOf(stored.sk);
  if (place === undefined) throw damaged(nameOf(stored), new Error('it is no record of the history'));
  return place;
}

/** A page looks at no more records than this, however few of them fit: whoever asks can say what it waits for. */
const MOST_LOOKED_AT = 10_000;

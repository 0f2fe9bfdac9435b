import { createHash } from 'node:crypto';

/** Version of the items' form, in each of them as `v`. A reader refuses newer ones; older ones would be read as they are. */
export const ITEM_VERSION = 1 as const;

/**
 * Version of the history's layout: 1 had no entries beside the records, so that only org and client could be asked for.
 * It stands at the mark of the newest projected run, and a guardian that does not know layouts leaves it out: then the
 * history counts as the oldest layout again, for that guardian wrote no entries either.
 */
export const HISTORY_LAYOUT = 2;

/** What an item is: `type` of every item, for stream filters and for people who look at the table. */
const ITEM_TYPES = [
  'run',
  'chunk',
  'projected',
  'delivered',
  'document',
  'part',
  'revision',
  'body',
  'finding',
  'record',
  'entry',
  'migration',
  'endpoints',
] as const;
export type ItemType = (typeof ITEM_TYPES)[number];

/** The bucket of an id among 256: two hex digits. An org's heads are that many items at most, however many entities. */
export function bucketOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 2);
}

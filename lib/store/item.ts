import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { StoreError } from './error.ts';
import type { IndexKey, Key } from './keys.ts';
import { ITEM_VERSION, type ItemType } from './table.ts';

/** An item as it is written: its key, what it is, the number of the run that wrote it, and its content packed. */
export interface Item extends Key, Partial<IndexKey> {
  readonly v: typeof ITEM_VERSION;
  readonly type: ItemType;
  readonly seq: number;
  /** JSON, compressed with gzip: its checksum tells a damaged item from a good one. */
  readonly z?: Uint8Array;
  readonly expires?: number;
  /** Beside the content, what a condition or a filter has to see. */
  readonly attempt?: string;
  readonly state?: string;
  readonly parts?: number;
  /** Layout of the history, at the mark of the newest projected run. */
  readonly layout?: number;
}

/** An item as it was read: checked, and of a version that this program knows. */
export type StoredItem = z.output<typeof storedItem>;

/** Fewest bytes that an item surely takes: keys and attribute names count too, and 400 KB (409,600 bytes) is the limit. */
export const MAX_CONTENT_BYTES = 380_000;

/** An item with its content packed. */
export function item(
  key: Key & Partial<IndexKey>,
  type: ItemType,
  seq: number,
  content: unknown,
  extra: Partial<Item> = {},
): Item {
  return { ...key, v: ITEM_VERSION, type, seq, z: pack(content), ...extra };
}

/** An item's key in one text: for maps and messages. */
export function nameOf({ pk, sk }: Key): string {
  return `${pk} / ${sk}`;
}

/** JSON, compressed. Equal contents give equal bytes. */
export function pack(content: unknown): Uint8Array {
  // A copy: what zlib answers with holds on to 16 KB, however short it is.
  return new Uint8Array(gzipSync(JSON.stringify(content)));
}

/** The item if it is one of ours. Throws a {@link StoreError} for one of a newer version, or one that is damaged. */
export function readItem(raw: unknown): StoredItem {
  const version = anyVersion.safeParse(raw);
  if (version.success && version.data.v > ITEM_VERSION) throw newer(version.data.v);
  const read = storedItem.safeParse(raw);
  if (!read.success) throw damaged(anyName(raw), read.error);
  return read.data;
}

/** The content of an item, checked. Throws a {@link StoreError} if it cannot be unpacked or is not what it should be. */
export function unpack<T>(stored: StoredItem, schema: z.ZodType<T>): T {
  if (stored.z === undefined) throw damaged(nameOf(stored), new Error('it has no content'));
  return unpackBytes(stored.z, schema, nameOf(stored));
}

/** As {@link unpack}, for content that was spread over several items. `name` is for the error message. */
export function unpackBytes<T>(bytes: Uint8Array, schema: z.ZodType<T>, name: string): T {
  let content: unknown;
  try {
    content = JSON.parse(gunzipSync(bytes).toString('utf8'));
  } catch (error) {
    throw damaged(name, error);
  }
  const read = schema.safeParse(content);
  if (!read.success) throw damaged(name, read.error);
  return read.data;
}

export function damaged(name: string, cause: unknown): StoreError {
  const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
  return new StoreError({
    kind: 'corrupt',
    what: `The store's item ${name} cannot be read (${detail})`,
    fix: 'Restore the table from a backup (point-in-time recovery on AWS), or move the embedded store aside and start a new one',
    cause,
  });
}

function newer(version: number): StoreError {
  return new StoreError({
    kind: 'newer',
    what: `The store was written by a newer version of the guardian (items of version ${version}; this one knows ${ITEM_VERSION})`,
    fix: 'Update the guardian',
  });
}

function anyName(raw: unknown): string {
  const key = anyKey.safeParse(raw);
  return key.success ? nameOf(key.data) : 'without a key';
}

const anyKey = z.looseObject({ pk: z.string(), sk: z.string() });
const anyVersion = z.looseObject({ v: z.number() });

const storedItem = z.looseObject({
  pk: z.string(),
  sk: z.string(),
  v: z.literal(ITEM_VERSION),
  type: z.string(),
  seq: z.number(),
  z: z.instanceof(Uint8Array).exactOptional(),
  attempt: z.string().exactOptional(),
  parts: z.number().exactOptional(),
  expires: z.number().exactOptional(),
  layout: z.number().exactOptional(),
});

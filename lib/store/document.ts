import { digest } from '../domain/snapshot.ts';
import { forEachBounded } from './bounded.ts';
import type { Database } from './database.ts';
import { damaged, type Item, MAX_CONTENT_BYTES, nameOf, pack, type StoredItem } from './item.ts';
import { type Key, type KeyRange, keys } from './keys.ts';
import { ITEM_VERSION } from './table.ts';

/**
 * A document is a value that run after run is folded into: the heads of a bucket, the usage of a day. Each version is
 * written once, under the number of the run that made it, and only over an older one: to fold a run in twice, or late,
 * changes nothing. One that is too large for an item is spread over parts, which nobody reads before the item that
 * counts them is there.
 */
export interface Document {
  readonly key: Key;
  readonly seq: number;
  /** Packed content: `unpackBytes` reads it. */
  readonly bytes: Uint8Array;
  readonly parts: readonly Key[];
}

/** A change of a document: its new content, or `undefined` where nothing changes. Must be the same whoever asks. */
export interface Fold {
  readonly key: Key;
  readonly seq: number;
  readonly expires?: number;
  fold(stored: Document | undefined): unknown;
}

/** All documents of a partition, or of a range of it, in the order of their names. */
export async function readDocuments(
  database: Database,
  selection: { readonly partition: string; readonly range?: KeyRange },
  doing: string,
): Promise<readonly Document[]> {
  return assembled(() => database.selectAll(selection, doing));
}

/** Folds into each document what its run brings, unless that was done before. */
export async function foldDocuments(database: Database, folds: readonly Fold[], doing: string): Promise<void> {
  const heads = folds.map(({ key }) => key);
  const stored = await assembled(async () => {
    const found = await database.getMany(heads, doing);
    return [...found, ...(await database.getMany(found.flatMap(partsOf), doing))];
  });
  const byKey = new Map(stored.map((document) => [nameOf(document.key), document] as const));
  await forEachBounded(folds, PARALLEL_FOLDS, async (fold) => {
    const before = byKey.get(nameOf(fold.key));
    if (before && before.seq >= fold.seq) return;
    const content = fold.fold(before);
    if (content !== undefined) await replace(database, fold, before, pack(content), doing);
  });
}

async function replace(
  database: Database,
  { key, seq, expires }: Fold,
  before: Document | undefined,
  bytes: Uint8Array,
  doing: string,
): Promise<void> {
  const common = { v: ITEM_VERSION, seq, ...(expires !== undefined && { expires }) };
  if (bytes.length <= MAX_CONTENT_BYTES) {
    await database.advance({ ...common, ...key, type: 'document', z: bytes }, doing);
  } else {
    const version = digest(Buffer.from(bytes).toString('base64'));
    const parts = slicesOf(bytes, PART_BYTES).map(
      (z, n): Item => ({ ...common, ...keys.part(key, seq, version, n), type: 'part', z }),
    );
    await database.putAll(parts, doing);
    await database.advance({ ...common, ...key, type: 'document', attempt: version, parts: parts.length }, doing);
  }
  await database.deleteAll(before?.parts ?? [], doing);
}

/** Bytes in pieces of at most `size`. */
export function slicesOf(bytes: Uint8Array, size: number): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size));
}

/** Puts documents together; reads again when one was replaced, and its old parts removed, while we were reading. */
async function assembled(read: () => Promise<readonly StoredItem[]>): Promise<readonly Document[]> {
  let missing = '';
  for (let attempt = 0; attempt < MAX_READS; attempt += 1) {
    const items = await read();
    const parts = new Map(items.flatMap((item) => (item.type === 'part' ? [[nameOf(item), item.z] as const] : [])));
    const documents = items.filter(({ type }) => type === 'document').map((item) => documentOf(item, parts));
    const broken = documents.find(({ bytes }) => bytes === undefined);
    if (!broken) return documents.flatMap(({ bytes, ...rest }) => (bytes ? [{ ...rest, bytes }] : []));
    missing = nameOf(broken.key);
  }
  throw damaged(missing, new Error('parts of it are missing'));
}

function documentOf(item: StoredItem, found: ReadonlyMap<string, Uint8Array | undefined>) {
  const parts = partsOf(item);
  const pieces = parts.map((key) => found.get(nameOf(key)));
  const known = pieces.flatMap((piece) => piece ?? []);
  const bytes = parts.length === 0 ? item.z : known.length === parts.length ? Buffer.concat(known) : undefined;
  return { key: { pk: item.pk, sk: item.sk }, seq: item.seq, bytes, parts };
}

function partsOf(item: StoredItem): readonly Key[] {
  return Array.from({ length: item.parts ?? 0 }, (_, n) => keys.part(item, item.seq, item.attempt ?? '', n));
}

const PARALLEL_FOLDS = 8;
const PART_BYTES = 300_000;
const MAX_READS = 5;

import { TABLE_SHAPE } from '../../../lib/table-shape.ts';
import { type Attributes, textOf } from './attributes.ts';

type Partitions = ReadonlyMap<string, readonly Attributes[]>;

/**
 * A table and its index in memory, as sorted partitions. Items and partitions are never changed in place, so that
 * {@link MemoryTable.fork} costs a list of partitions, however much is in them.
 */
export class MemoryTable {
  #table: Map<string, readonly Attributes[]>;
  #index: Map<string, readonly Attributes[]>;

  constructor(table: Partitions = new Map(), index: Partitions = new Map()) {
    this.#table = new Map(table);
    this.#index = new Map(index);
  }

  /** The same table from now on, of which neither hears what the other does. */
  fork(): MemoryTable {
    return new MemoryTable(this.#table, this.#index);
  }

  get(key: Attributes): Attributes | undefined {
    const items = this.partition(textOf(key, PRIMARY.hash));
    const found = items[placeOf(items, TABLE_SORT, key)];
    return found && textOf(found, PRIMARY.sort) === textOf(key, PRIMARY.sort) ? found : undefined;
  }

  put(item: Attributes): void {
    this.delete(item);
    insert(this.#table, PRIMARY.hash, TABLE_SORT, item);
    if (INDEX.partitionKey in item) insert(this.#index, INDEX.partitionKey, INDEX_SORT, item);
  }

  delete(key: Attributes): void {
    const before = this.get(key);
    if (!before) return;
    remove(this.#table, PRIMARY.hash, before);
    if (INDEX.partitionKey in before) remove(this.#index, INDEX.partitionKey, before);
  }

  /** The items of a partition in the order of their sort keys. */
  partition(hash: string, from: 'table' | 'index' = 'table'): readonly Attributes[] {
    return (from === 'table' ? this.#table : this.#index).get(hash) ?? [];
  }

  /** Everything, partition by partition. */
  *items(): Generator<Attributes> {
    for (const items of this.#table.values()) yield* items;
  }
}

const INDEX = TABLE_SHAPE.index;
const PRIMARY = { hash: TABLE_SHAPE.partitionKey, sort: TABLE_SHAPE.sortKey };
/** Items of an index may have the same sort key: their own keys settle the order. */
const TABLE_SORT = [PRIMARY.sort] as const;
const INDEX_SORT = [INDEX.sortKey, PRIMARY.hash, PRIMARY.sort] as const;

type Sorting = readonly string[];

function insert(partitions: Map<string, readonly Attributes[]>, hash: string, sort: Sorting, item: Attributes): void {
  const name = textOf(item, hash);
  const items = partitions.get(name) ?? [];
  const place = placeOf(items, sort, item);
  partitions.set(name, [...items.slice(0, place), item, ...items.slice(place)]);
}

function remove(partitions: Map<string, readonly Attributes[]>, hash: string, item: Attributes): void {
  const name = textOf(item, hash);
  const rest = (partitions.get(name) ?? []).filter((one) => one !== item);
  if (rest.length > 0) partitions.set(name, rest);
  else partitions.delete(name);
}

/** Where a key is, or would be, among sorted items. */
function placeOf(items: readonly Attributes[], sort: Sorting, key: Attributes): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item && isBefore(item, key, sort)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(a: Attributes, b: Attributes, sort: Sorting): boolean {
  for (const name of sort) {
    const [left, right] = [textOf(a, name), textOf(b, name)];
    if (left !== right) return left < right;
  }
  return false;
}

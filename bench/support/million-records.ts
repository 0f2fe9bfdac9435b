import { DAY_MS } from '../../lib/domain/day.ts';
import type { Cause, Transition } from '../../lib/domain/finding.ts';
import { SEVERITIES } from '../../lib/domain/severity.ts';
import type { Store } from '../../lib/ports.ts';
import { historyEntries } from '../../lib/store/history-entries.ts';
import { type Item, item } from '../../lib/store/item.ts';
import { type Key, keys, type RecordPlace } from '../../lib/store/keys.ts';
import { openStore } from '../../lib/store/store.ts';
import { HISTORY_LAYOUT } from '../../lib/store/table.ts';
import { type Attributes, sizeOf } from '../../test/campaign/dynamo/attributes.ts';
import { keyCondition } from '../../test/campaign/dynamo/expressions.ts';
import { MemoryTable } from '../../test/campaign/dynamo/memory-table.ts';
import { answerOf, type EngineAnswer } from '../../test/campaign/dynamo/operations.ts';
import { inProcessClient } from '../../test/campaign/dynamo/request-handler.ts';
import { finding, ORG, run } from '../../test/store/fixtures.ts';

/** A history so large that it does not fit into memory as items. */
export interface HugeHistory {
  readonly clients: number;
  readonly days: number;
  readonly runsPerDay: number;
  readonly recordsPerRun: number;
  readonly rules: number;
  readonly vendors: number;
  readonly actors: number;
}

/** One in so many records is of {@link RARE_RULE}. */
const RARE_EVERY = 83_333;
export const RARE_RULE = 'self-escalation';

const FIRST_DAY_MS = Date.UTC(2025, 9, 1);

/**
 * The table of such a history, as partitions of record numbers: which partitions a record stands in, and under which
 * keys, is asked of the store's own projection for each of them, and the items themselves are made by it when they are
 * read. So a million records with all their entries take megabytes, and every request is answered as DynamoDB would.
 */
export class HugeTable {
  readonly #history: HugeHistory;
  readonly #partitions = new Map<string, Uint32Array>();
  /** Entries beside the records. */
  readonly entries: number;

  constructor(history: HugeHistory) {
    this.#history = history;
    const lists = new Map<string, number[]>();
    let entries = 0;
    for (let n = 0; n < this.records; n += 1) {
      const { place, transition } = this.#recordAt(n);
      const filed = historyEntries(place, transition, { seq: place.seq });
      entries += filed.length;
      for (const { pk } of [keys.record(place), ...filed]) {
        const list = lists.get(pk);
        if (list) list.push(n);
        else lists.set(pk, [n]);
      }
    }
    for (const [pk, list] of lists) this.#partitions.set(pk, Uint32Array.from(list));
    this.entries = entries;
  }

  get runs(): number {
    return this.#history.days * this.#history.runsPerDay;
  }

  get records(): number {
    return this.runs * this.#history.recordsPerRun;
  }

  /** A store on the table: as it is today, or as one finds it whose mark says that there are no entries. */
  open(layout: number = HISTORY_LAYOUT): Store {
    const rest = new MemoryTable();
    const last = run(this.runs, { at: this.#placeOf(this.records - 1).at });
    rest.put(attributesOf(item(keys.run(ORG, last.seq), 'run', last.seq, last)));
    rest.put(attributesOf(item(keys.projected(ORG), 'projected', last.seq, last, layout > 1 ? { layout } : {})));
    const client = inProcessClient(async (operation, body) => this.#answer(rest, operation, body));
    return openStore({ table: 'guardian', client, maxAttempts: 1 });
  }

  #answer(rest: MemoryTable, operation: string, body: unknown): EngineAnswer {
    const query = operation === 'Query' ? queryOf(body) : undefined;
    const numbers = query && this.#partitions.get(query.partition);
    return query && numbers ? this.#page(query, numbers) : answerOf(rest, operation, body);
  }

  /** Newest first, as the history is always asked. */
  #page({ partition, low, high, limit, isIndex }: HugeQuery, numbers: Uint32Array): EngineAnswer {
    const keyAt = (n: number) => (isIndex ? keys.record(this.#placeOf(n)).gsi1sk : this.#keyIn(partition, n).sk);
    const begin = firstOf(numbers, (n) => keyAt(n) >= low);
    const end = firstOf(numbers, (n) => keyAt(n) > high);
    const items: Attributes[] = [];
    let bytes = 0;
    let index = end - 1;
    for (; index >= begin && items.length < limit && bytes < PAGE_BYTES; index -= 1) {
      const read = this.#itemIn(partition, numbers[index] ?? 0, isIndex);
      items.push(read);
      bytes += sizeOf(read);
    }
    const last = items.at(-1);
    return {
      status: 200,
      body: {
        Items: items,
        Count: items.length,
        ScannedCount: items.length,
        ...(index >= begin && last && { LastEvaluatedKey: { pk: last.pk, sk: last.sk } }),
        ConsumedCapacity: {
          TableName: 'guardian',
          CapacityUnits: Math.max(1, Math.ceil(bytes / 4096)) / (isIndex ? 2 : 1),
        },
      },
    };
  }

  #keyIn(partition: string, n: number): Key {
    const place = this.#placeOf(n);
    const record = keys.record(place);
    return record.pk === partition ? record : keys.entry(partition, place);
  }

  #itemIn(partition: string, n: number, isIndex: boolean): Attributes {
    const { place, transition } = this.#recordAt(n);
    const content = { ...transition, at: place.at, seq: place.seq, run: `run-${place.seq}` };
    const record = item(keys.record(place), 'record', place.seq, content);
    if (isIndex || record.pk === partition) return attributesOf(record);
    const entry = historyEntries(place, transition, record).find(({ pk }) => pk === partition);
    if (!entry) throw new Error(`record ${n} does not stand in ${partition}`);
    return attributesOf(entry);
  }

  #placeOf(n: number): RecordPlace {
    const { recordsPerRun, runsPerDay } = this.#history;
    const run = Math.floor(n / recordsPerRun);
    const at = new Date(FIRST_DAY_MS + (run * DAY_MS) / runsPerDay).toISOString();
    return { org: ORG, clientId: idOfClient(this.#clientOf(n)), at, seq: run + 1, n: n % recordsPerRun };
  }

  #clientOf(n: number): number {
    return spread(n, 1) % this.#history.clients;
  }

  #recordAt(n: number): { readonly place: RecordPlace; readonly transition: Transition } {
    const { rules, vendors, actors } = this.#history;
    const place = this.#placeOf(n);
    const client = this.#clientOf(n);
    // The low numbers are the busy ones, as they are in life.
    const actor = skewed(spread(n, 2), actors);
    const rule = n % RARE_EVERY === 1 ? RARE_RULE : `rule-${skewed(spread(n, 3), rules)}`;
    const of = finding(`subject-${spread(n, 4) % 5_000}`, {
      id: `${rule}-${(n % 0xffffff).toString(16).padStart(12, '0')}`,
      rule,
      client: { id: place.clientId, name: `Client ${client}` },
      vendor: vendorName(client % vendors),
      severity: SEVERITIES[spread(n, 5) % SEVERITIES.length] ?? 'info',
      title: `Client ${client} gained subject-${spread(n, 4) % 5_000}`,
      lastSeen: place.at,
      asOf: place.at,
      actor: { id: `user-${actor}`, name: actorName(actor), kind: 'user', source: 'audit' },
    });
    const isDecision = n % 40 === 0;
    const cause: Cause = isDecision
      ? { kind: 'acknowledged', by: DECIDER, note: 'seen' }
      : { kind: 'found', by: 'guardian' };
    return {
      place,
      transition: { from: isDecision ? 'open' : null, to: isDecision ? 'acknowledged' : 'open', finding: of, cause },
    };
  }
}

/** What a question is asked with: names as people type them. */
export function idOfClient(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}
export function vendorName(n: number): string {
  return `Vendor ${n}`;
}
export function actorName(n: number): string {
  return `Person ${n}`;
}
export const DECIDER = 'Duty Manager';

interface HugeQuery {
  readonly partition: string;
  readonly low: string;
  readonly high: string;
  readonly limit: number;
  readonly isIndex: boolean;
}

function queryOf(body: unknown): HugeQuery {
  const {
    KeyConditionExpression,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
    ...rest
  } = body as { KeyConditionExpression: string; Limit?: number; IndexName?: string } & Record<string, never>;
  const { hash, range } = keyCondition(KeyConditionExpression, { names, values });
  const text = (value: object | undefined, otherwise: string) =>
    value !== undefined && 'S' in value ? String(value.S) : otherwise;
  return {
    partition: text(hash.value, ''),
    low: text(range?.low, ''),
    high: text(range?.high, '~'),
    limit: rest.Limit ?? Number.POSITIVE_INFINITY,
    isIndex: rest.IndexName !== undefined,
  };
}

/** Most bytes of a page. */
const PAGE_BYTES = 1024 * 1024;

/** The place of the first number of which something holds, as it does of all that follow. */
function firstOf(numbers: Uint32Array, holds: (n: number) => boolean): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(numbers[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function attributesOf(stored: Item): Attributes {
  const entries = Object.entries(stored).map(([name, value]: [string, unknown]) => {
    if (value instanceof Uint8Array) return [name, { B: Buffer.from(value).toString('base64') }] as const;
    return [name, typeof value === 'number' ? { N: String(value) } : { S: String(value) }] as const;
  });
  return Object.fromEntries(entries);
}

/** A number that looks as if it had nothing to do with `n`. */
function spread(n: number, salt: number): number {
  let value = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

/** One of `count`, the lower the likelier: half of all fall on the first tenth or so. */
function skewed(value: number, count: number): number {
  const share = value / 2 ** 32;
  return Math.floor(share ** 3 * count);
}

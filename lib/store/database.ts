import { setTimeout as sleep } from 'node:timers/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { TABLE_SHAPE } from '../table-shape.ts';
import { batchesOf, forEachBounded } from './bounded.ts';
import { ConsumptionMeter } from './consumption.ts';
import { StoreError } from './error.ts';
import { type Item, readItem, type StoredItem } from './item.ts';
import type { Key, KeyRange } from './keys.ts';
import { storeError } from './sdk-error.ts';

/** What to read of one partition, of the table or of its index. */
export interface Selection {
  readonly partition: string;
  /** `index`: eventually consistent; otherwise the table, strongly consistent. */
  readonly from?: 'table' | 'index';
  readonly range?: KeyRange;
  readonly newestFirst?: boolean;
  /** Items that DynamoDB may look at for one page. */
  readonly limit?: number;
  /** Leaves items out by their `state`, after they were read and paid for. */
  readonly exceptState?: string;
  readonly onlyState?: string;
  readonly after?: Readonly<Record<string, string>>;
}

export interface SelectedPage {
  readonly items: readonly StoredItem[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: Readonly<Record<string, unknown>>;
}

/**
 * All requests that the store makes, of one table. Every answer is checked, counted and, if it is an error,
 * translated to a {@link StoreError}. Never scans.
 */
export class Database {
  readonly consumption = new ConsumptionMeter();
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #explain: () => StoreError | undefined;

  /** `explain` may know better than the SDK why there was no answer: the embedded engine does. */
  constructor(options: {
    readonly client: DynamoDBDocumentClient;
    readonly table: string;
    readonly explain?: () => StoreError | undefined;
  }) {
    this.#client = options.client;
    this.#table = options.table;
    this.#explain = options.explain ?? (() => undefined);
  }

  async get(key: Key, doing: string): Promise<StoredItem | undefined> {
    const input = { TableName: this.#table, Key: primaryKey(key), ConsistentRead: true, ...COUNTED };
    const answer = await this.#ask(doing, () => this.#client.send(new GetCommand(input)));
    this.consumption.read(answer.Item ? 1 : 0, answer);
    return answer.Item && readItem(answer.Item);
  }

  /** Items that exist, in no order. Strongly consistent. */
  async getMany(wanted: readonly Key[], doing: string): Promise<readonly StoredItem[]> {
    const items: StoredItem[] = [];
    await forEachBounded(batchesOf(wanted.map(primaryKey), MAX_BATCH_GET), PARALLEL_BATCHES, (batch) =>
      this.#untilProcessed(batch, doing, async (some) => {
        const request = { RequestItems: { [this.#table]: { Keys: [...some], ConsistentRead: true } }, ...COUNTED };
        const answer = await this.#ask(doing, () => this.#client.send(new BatchGetCommand(request)));
        const read = answer.Responses?.[this.#table] ?? [];
        this.consumption.read(read.length, answer);
        items.push(...read.map(readItem));
        return answer.UnprocessedKeys?.[this.#table]?.Keys ?? [];
      }),
    );
    return items;
  }

  /** One page. */
  async select(selection: Selection, doing: string): Promise<SelectedPage> {
    const input = this.#queryInput(selection);
    const answer = await this.#ask(doing, () => this.#client.send(new QueryCommand(input)));
    this.consumption.read(answer.ScannedCount ?? 0, answer);
    const items = (answer.Items ?? []).map(readItem);
    return answer.LastEvaluatedKey ? { items, next: answer.LastEvaluatedKey } : { items };
  }

  /** All items, or the first `limit` of them, in as many pages as that takes. */
  async selectAll(selection: Selection, doing: string, limit?: number): Promise<readonly StoredItem[]> {
    const items: StoredItem[] = [];
    let next: Selection = limit === undefined ? selection : { ...selection, limit };
    for (;;) {
      const page = await this.select(next, doing);
      items.push(...page.items);
      if (page.next === undefined || items.length === limit) return items;
      next = { ...next, after: textsOf(page.next), ...(limit !== undefined && { limit: limit - items.length }) };
    }
  }

  /** Writes the item where none is yet. False if there is one. */
  async create(item: Item, doing: string): Promise<boolean> {
    return this.#put(item, doing, { ConditionExpression: 'attribute_not_exists(pk)' });
  }

  /**
   * Writes the item unless the stored one is of a run as new or newer. False if it is: somebody was here before.
   * With `again`, an item of the same run may be replaced.
   */
  async advance(item: Item, doing: string, options: { readonly again?: boolean } = {}): Promise<boolean> {
    return this.#put(item, doing, {
      ConditionExpression: `attribute_not_exists(pk) OR #seq ${options.again ? '<=' : '<'} :seq`,
      ExpressionAttributeNames: { '#seq': 'seq' },
      ExpressionAttributeValues: { ':seq': item.seq },
    });
  }

  /** Writes the item in the place of one of the same run. False if that one is gone, or of another run. */
  async replace(item: Item, doing: string): Promise<boolean> {
    return this.#put(item, doing, {
      ConditionExpression: '#seq = :seq',
      ExpressionAttributeNames: { '#seq': 'seq' },
      ExpressionAttributeValues: { ':seq': item.seq },
    });
  }

  /** {@link advance} for many, a few at a time. */
  async advanceAll(items: readonly Item[], doing: string): Promise<void> {
    await forEachBounded(items, PARALLEL_PUTS, (item) => this.advance(item, doing));
  }

  /** Writes items whatever was there, 25 to a request: only for what is the same whoever writes it. */
  async putAll(items: readonly Item[], doing: string): Promise<void> {
    await this.#write(
      items.map((Item) => ({ PutRequest: { Item } })),
      doing,
    );
  }

  async deleteAll(wanted: readonly Key[], doing: string): Promise<void> {
    await this.#write(
      wanted.map((key) => ({ DeleteRequest: { Key: primaryKey(key) } })),
      doing,
    );
  }

  /** Closes the connections to the database. */
  close(): void {
    this.#client.destroy();
  }

  async #put(
    item: Item,
    doing: string,
    condition: Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>,
  ): Promise<boolean> {
    const input = { TableName: this.#table, Item: item, ...condition, ...COUNTED };
    try {
      const answer = await this.#client.send(new PutCommand(input));
      this.consumption.wrote(1, answer);
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw this.#translated(error, doing);
      this.consumption.refused();
      return false;
    }
  }

  async #write(requests: readonly WriteRequest[], doing: string): Promise<void> {
    await forEachBounded(batchesOf(requests, MAX_BATCH_WRITE), PARALLEL_BATCHES, (batch) =>
      this.#untilProcessed(batch, doing, async (some) => {
        const request = { RequestItems: { [this.#table]: [...some] }, ...COUNTED };
        const answer = await this.#ask(doing, () => this.#client.send(new BatchWriteCommand(request)));
        const left = answer.UnprocessedItems?.[this.#table] ?? [];
        this.consumption.wrote(some.length - left.length, answer);
        return left;
      }),
    );
  }

  /** Sends what DynamoDB left over again, after a growing pause; gives up as throttled. */
  async #untilProcessed<T>(
    all: readonly T[],
    doing: string,
    send: (some: readonly T[]) => Promise<readonly T[]>,
  ): Promise<void> {
    let left = all;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (round > 0) await sleep(Math.random() * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** round));
      left = await send(left);
      if (left.length === 0) return;
    }
    throw new StoreError({
      kind: 'throttled',
      what: `The database left ${left.length} items unprocessed ${MAX_ROUNDS} times while ${doing} (table ${this.#table})`,
      fix: 'Run again later, or raise the capacity of the table: a committed run is never lost',
    });
  }

  async #ask<T>(doing: string, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      throw this.#translated(error, doing);
    }
  }

  #translated(error: unknown, doing: string): StoreError {
    return this.#explain() ?? storeError(error, { doing, table: this.#table });
  }

  #queryInput(selection: Selection): QueryCommandInput {
    const { partition, range, limit, after } = selection;
    const state = selection.exceptState ?? selection.onlyState;
    const isIndex = selection.from === 'index';
    const [pk, sk] = isIndex ? [INDEX.partitionKey, INDEX.sortKey] : [TABLE_SHAPE.partitionKey, TABLE_SHAPE.sortKey];
    return {
      TableName: this.#table,
      ...(isIndex ? { IndexName: INDEX.name } : { ConsistentRead: true }),
      KeyConditionExpression: range ? '#pk = :pk AND #sk BETWEEN :low AND :high' : '#pk = :pk',
      ...(state !== undefined && {
        FilterExpression: `#state ${selection.onlyState === undefined ? '<>' : '='} :state`,
      }),
      ExpressionAttributeNames: {
        '#pk': pk,
        ...(range && { '#sk': sk }),
        ...(state !== undefined && { '#state': 'state' }),
      },
      ExpressionAttributeValues: {
        ':pk': partition,
        ...(range && { ':low': range.low, ':high': range.high }),
        ...(state !== undefined && { ':state': state }),
      },
      ScanIndexForward: selection.newestFirst !== true,
      ...(limit !== undefined && { Limit: limit }),
      ...(after && { ExclusiveStartKey: after }),
      ...COUNTED,
    };
  }
}

type WriteRequest = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

const INDEX = TABLE_SHAPE.index;
const COUNTED = { ReturnConsumedCapacity: 'TOTAL' } as const;

/** DynamoDB's own limits of a batch. */
const MAX_BATCH_GET = 100;
const MAX_BATCH_WRITE = 25;

/** Enough to be quick, few enough for a table that has just been created and for the embedded engine. */
const PARALLEL_PUTS = 16;
const PARALLEL_BATCHES = 4;

const MAX_ROUNDS = 10;
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 5_000;

function primaryKey({ pk, sk }: Key): Record<string, unknown> {
  return { pk, sk };
}

function textsOf(key: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(key).map(([name, value]) => [name, String(value)]));
}

import * as z from 'zod';
import { TABLE_SHAPE } from '../../../lib/table-shape.ts';
import { type Attributes, attributes, compared, sizeOf, textOf } from './attributes.ts';
import { holds, type KeyCondition, keyCondition } from './expressions.ts';
import type { MemoryTable } from './memory-table.ts';

/** An answer of the engine: of success, or an error in DynamoDB's own words. */
export interface EngineAnswer {
  readonly status: number;
  readonly body: object;
}

/**
 * The requests that the store makes, answered by a table in memory as DynamoDB answers them. What the store does not
 * ask is an error of the engine, so that nothing is answered by guess. `test/campaign/dynamo.test.ts` compares it with
 * dynalite.
 */
export function answerOf(table: MemoryTable, operation: string, body: unknown): EngineAnswer {
  switch (operation) {
    case 'GetItem':
      return getItem(table, getInput.parse(body));
    case 'BatchGetItem':
      return batchGet(table, batchGetInput.parse(body));
    case 'Query':
      return query(table, queryInput.parse(body));
    case 'PutItem':
      return putItem(table, putInput.parse(body));
    case 'BatchWriteItem':
      return batchWrite(table, batchWriteInput.parse(body));
    default:
      throw new Error(`the in-memory engine does not know the operation ${operation}`);
  }
}

const counted = { ReturnConsumedCapacity: z.literal('TOTAL') };
const conditional = {
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: attributes.optional(),
};
const getInput = z.strictObject({
  TableName: z.string(),
  Key: attributes,
  ConsistentRead: z.literal(true),
  ...counted,
});
const batchGetInput = z.strictObject({
  RequestItems: z.record(z.string(), z.strictObject({ Keys: z.array(attributes), ConsistentRead: z.literal(true) })),
  ...counted,
});
const queryInput = z.strictObject({
  TableName: z.string(),
  IndexName: z.literal(TABLE_SHAPE.index.name).optional(),
  ConsistentRead: z.boolean().optional(),
  KeyConditionExpression: z.string(),
  FilterExpression: z.string().optional(),
  ...conditional,
  ScanIndexForward: z.boolean().default(true),
  Limit: z.number().optional(),
  ExclusiveStartKey: attributes.optional(),
  ...counted,
});
const putInput = z.strictObject({
  TableName: z.string(),
  Item: attributes,
  ConditionExpression: z.string().optional(),
  ...conditional,
  ...counted,
});
const writeRequest = z.union([
  z.strictObject({ PutRequest: z.strictObject({ Item: attributes }) }),
  z.strictObject({ DeleteRequest: z.strictObject({ Key: attributes }) }),
]);
const batchWriteInput = z.strictObject({ RequestItems: z.record(z.string(), z.array(writeRequest)), ...counted });

function getItem(table: MemoryTable, { TableName, Key }: z.output<typeof getInput>): EngineAnswer {
  const item = table.get(Key);
  return done({
    ...(item && { Item: item }),
    ConsumedCapacity: capacity(TableName, readUnits(item ? sizeOf(item) : 0)),
  });
}

function batchGet(table: MemoryTable, { RequestItems }: z.output<typeof batchGetInput>): EngineAnswer {
  const found = Object.entries(RequestItems).map(([name, { Keys }]) => {
    if (Keys.length > 100) throw new Error('DynamoDB takes 100 keys at most');
    return { name, items: Keys.map((key) => table.get(key)).filter((item) => item !== undefined) };
  });
  return done({
    Responses: Object.fromEntries(found.map(({ name, items }) => [name, items])),
    UnprocessedKeys: {},
    ConsumedCapacity: found.map(({ name, items }) =>
      capacity(
        name,
        items.reduce((sum, item) => sum + readUnits(sizeOf(item)), 0),
      ),
    ),
  });
}

/** Most bytes of a page. */
const PAGE_BYTES = 1024 * 1024;

function query(table: MemoryTable, input: z.output<typeof queryInput>): EngineAnswer {
  const { TableName, IndexName, ExclusiveStartKey: start, ScanIndexForward: isForward } = input;
  const placeholders = { names: input.ExpressionAttributeNames, values: input.ExpressionAttributeValues };
  const condition = keyCondition(input.KeyConditionExpression, placeholders);
  const stored = table.partition(textOf({ value: condition.hash.value }, 'value'), IndexName ? 'index' : 'table');
  const wanted = stored.filter((item) => isInRange(item, condition));
  const ordered = isForward ? wanted : wanted.toReversed();
  const rest = start ? ordered.slice(ordered.findIndex((item) => isSameKey(item, start)) + 1) : ordered;

  const seen: Attributes[] = [];
  let bytes = 0;
  for (const item of rest) {
    if (seen.length === input.Limit || bytes >= PAGE_BYTES) break;
    seen.push(item);
    bytes += sizeOf(item);
  }
  const last = seen.at(-1);
  const isCut = last !== undefined && (seen.length === input.Limit || seen.length < rest.length);
  const { FilterExpression: filter } = input;
  const items = filter === undefined ? seen : seen.filter((item) => holds(filter, item, placeholders));
  return done({
    Items: items,
    Count: items.length,
    ScannedCount: seen.length,
    ...(isCut && { LastEvaluatedKey: keyOf(last, IndexName !== undefined) }),
    ConsumedCapacity: capacity(TableName, readUnits(bytes) / (input.ConsistentRead ? 1 : 2)),
  });
}

function isInRange(item: Attributes, { range }: KeyCondition): boolean {
  const value = range && item[range.name];
  return !range || (value !== undefined && compared(value, range.low) >= 0 && compared(value, range.high) <= 0);
}

function isSameKey(a: Attributes, b: Attributes): boolean {
  return [TABLE_SHAPE.partitionKey, TABLE_SHAPE.sortKey].every((name) => textOf(a, name) === textOf(b, name));
}

function keyOf(item: Attributes, isIndex: boolean): Attributes {
  const { partitionKey, sortKey, index } = TABLE_SHAPE;
  const names: readonly string[] = [partitionKey, sortKey, ...(isIndex ? [index.partitionKey, index.sortKey] : [])];
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}

function putItem(table: MemoryTable, input: z.output<typeof putInput>): EngineAnswer {
  const { TableName, Item, ConditionExpression: condition } = input;
  const placeholders = { names: input.ExpressionAttributeNames, values: input.ExpressionAttributeValues };
  if (sizeOf(Item) > MAX_ITEM_BYTES) return refused(VALIDATION, 'Item size has exceeded the maximum allowed size');
  if (condition !== undefined && !holds(condition, table.get(Item), placeholders)) {
    return refused(
      'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
      'The conditional request failed',
    );
  }
  table.put(Item);
  return done({ ConsumedCapacity: capacity(TableName, writeUnits(Item)) });
}

function batchWrite(table: MemoryTable, { RequestItems }: z.output<typeof batchWriteInput>): EngineAnswer {
  const requests = Object.values(RequestItems).flat();
  const keys = requests.map((request) =>
    'PutRequest' in request ? request.PutRequest.Item : request.DeleteRequest.Key,
  );
  if (keys.length > 25) return refused(VALIDATION, 'Too many items requested for the BatchWriteItem call');
  const names = new Set(keys.map((key) => `${textOf(key, 'pk')} ${textOf(key, 'sk')}`));
  if (names.size < keys.length) return refused(VALIDATION, 'Provided list of item keys contains duplicates');
  if (keys.some((item) => sizeOf(item) > MAX_ITEM_BYTES)) {
    return refused(VALIDATION, 'Item size has exceeded the maximum allowed size');
  }
  for (const request of requests) {
    if ('PutRequest' in request) table.put(request.PutRequest.Item);
    else table.delete(request.DeleteRequest.Key);
  }
  const consumed = Object.keys(RequestItems).map((name) =>
    capacity(
      name,
      keys.reduce((sum, item) => sum + writeUnits(item), 0),
    ),
  );
  return done({ UnprocessedItems: {}, ConsumedCapacity: consumed });
}

const VALIDATION = 'com.amazon.coral.validate#ValidationException';
const MAX_ITEM_BYTES = 400 * 1024;

function done(body: object): EngineAnswer {
  return { status: 200, body };
}

/** An error as DynamoDB words it. */
export function refused(type: string, message: string): EngineAnswer {
  return { status: 400, body: { __type: type, message } };
}

function capacity(TableName: string, CapacityUnits: number) {
  return { TableName, CapacityUnits };
}

function readUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 4096));
}

function writeUnits(item: Attributes): number {
  return Math.max(1, Math.ceil(sizeOf(item) / 1024));
}

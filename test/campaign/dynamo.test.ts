import { BatchWriteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { embeddedClient } from '../../lib/store/embedded.ts';
import { dynamoClient, openStore } from '../../lib/store/store.ts';
import { describeStore } from '../contracts/store.contract.ts';
import { newTable, sharedEngine } from '../store/stores.ts';
import { MemoryTable } from './dynamo/memory-table.ts';
import { answerOf } from './dynamo/operations.ts';
import { inProcessClient } from './dynamo/request-handler.ts';

describeStore('the in-memory engine of the campaign', async () => {
  const client = clientOn(new MemoryTable());
  return async () => openStore({ table: 'guardian', client, maxAttempts: 3 });
});

describe('The in-memory engine', () => {
  const shared = sharedEngine();

  it('answers as dynalite does, whatever is written and asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 5, maxLength: 25 }), async (requests) => {
        const { table } = await newTable(shared.engine());
        const dynalite = documents(embeddedClient(shared.engine()));
        const memory = documents(clientOn(new MemoryTable()));
        try {
          for (const one of requests) {
            const [expected, actual] = [await answered(dynalite, table, one), await answered(memory, table, one)];
            expect(actual).toEqual(expected);
          }
        } finally {
          dynalite.destroy();
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('is not heard of by its fork, nor the other way round', () => {
    const table = new MemoryTable();
    const item = (sk: string) => ({ pk: { S: 'a' }, sk: { S: sk } });
    table.put(item('1'));
    const fork = table.fork();
    table.put(item('2'));
    fork.delete(item('1'));
    expect(table.partition('a')).toEqual([item('1'), item('2')]);
    expect(fork.partition('a')).toEqual([]);
  });

  it('refuses what the store does not ask', () => {
    const table = new MemoryTable();
    expect(() => answerOf(table, 'Scan', {})).toThrow('does not know the operation Scan');
  });
});

function clientOn(table: MemoryTable) {
  return inProcessClient(async (operation, body) => answerOf(table, operation, body));
}

function documents(client: Parameters<typeof dynamoClient>[0]): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(dynamoClient({ maxAttempts: 1, ...client }));
}

/** Few keys and few values, so that requests meet each other. */
const key = fc.record({ pk: fc.constantFrom('p', 'q'), sk: fc.constantFrom('1', '2', '3', '4', '5') });
const item = fc
  .record(
    {
      pk: fc.constantFrom('p', 'q'),
      sk: fc.constantFrom('1', '2', '3', '4', '5'),
      seq: fc.integer({ min: 1, max: 3 }),
      state: fc.constantFrom('open', 'resolved'),
      gsi1pk: fc.constantFrom('g', 'h'),
      gsi1sk: fc.constantFrom('a', 'b', 'c'),
    },
    { requiredKeys: ['pk', 'sk', 'seq'] },
  )
  // An item is in the index with both of its keys, or not at all; no two of a partition have the same place in it.
  .map(({ gsi1pk, gsi1sk, ...rest }) =>
    gsi1pk && gsi1sk ? { ...rest, gsi1pk, gsi1sk: `${gsi1sk}${rest.pk}${rest.sk}` } : rest,
  );
const request = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), item, condition: fc.constantFrom('none', 'new', 'older', 'again') }),
  fc.record({ kind: fc.constant('get' as const), key }),
  fc.record({
    kind: fc.constant('write' as const),
    items: fc.uniqueArray(item, { selector: ({ pk, sk }) => `${pk}${sk}`, minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('delete' as const), key }),
  fc.record({
    kind: fc.constant('query' as const),
    isIndex: fc.boolean(),
    isForward: fc.boolean(),
    hasRange: fc.boolean(),
    limit: fc.constantFrom(undefined, 1, 2, 3, 10),
    state: fc.constantFrom(undefined, '=', '<>'),
  }),
);
type Request = typeof request extends fc.Arbitrary<infer T> ? T : never;

const COUNTED = { ReturnConsumedCapacity: 'TOTAL' } as const;

/** What was answered, without what it cost. */
async function answered(client: DynamoDBDocumentClient, table: string, asked: Request): Promise<unknown> {
  switch (asked.kind) {
    case 'put': {
      const conditions = {
        none: undefined,
        new: 'attribute_not_exists(pk)',
        older: 'attribute_not_exists(pk) OR #seq < :seq',
        again: 'attribute_not_exists(pk) OR #seq <= :seq',
      } as const;
      const condition = Object.entries(conditions).find(([name]) => name === asked.condition)?.[1];
      const names = condition?.includes('#seq')
        ? { ExpressionAttributeNames: { '#seq': 'seq' }, ExpressionAttributeValues: { ':seq': asked.item.seq } }
        : {};
      const conditional = condition ? { ConditionExpression: condition, ...names } : {};
      const command = new PutCommand({ TableName: table, Item: asked.item, ...conditional, ...COUNTED });
      return client.send(command).then(
        () => 'done',
        (error: Error) => error.name,
      );
    }
    case 'get':
      return (await client.send(new GetCommand({ TableName: table, Key: asked.key, ConsistentRead: true, ...COUNTED })))
        .Item;
    case 'write': {
      const requests = asked.items.map((Item) => ({ PutRequest: { Item } }));
      return (await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests }, ...COUNTED })))
        .UnprocessedItems;
    }
    case 'delete': {
      const requests = [{ DeleteRequest: { Key: asked.key } }];
      return (await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests }, ...COUNTED })))
        .UnprocessedItems;
    }
    case 'query':
      return pages(client, table, asked);
    default:
      return asked satisfies never;
  }
}

/** All pages of a query: where one ends is part of the answer. */
async function pages(client: DynamoDBDocumentClient, table: string, asked: Extract<Request, { kind: 'query' }>) {
  const { isIndex, isForward, hasRange, limit, state } = asked;
  const found: unknown[] = [];
  let after: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        ...(isIndex ? { IndexName: 'gsi1' } : { ConsistentRead: true }),
        KeyConditionExpression: hasRange ? '#pk = :pk AND #sk BETWEEN :low AND :high' : '#pk = :pk',
        ...(state && { FilterExpression: `#state ${state} :state` }),
        ExpressionAttributeNames: {
          '#pk': isIndex ? 'gsi1pk' : 'pk',
          ...(hasRange && { '#sk': isIndex ? 'gsi1sk' : 'sk' }),
          ...(state && { '#state': 'state' }),
        },
        ExpressionAttributeValues: {
          ':pk': isIndex ? 'g' : 'p',
          ...(hasRange && (isIndex ? { ':low': 'a', ':high': 'b~' } : { ':low': '2', ':high': '4' })),
          ...(state && { ':state': 'open' }),
        },
        ScanIndexForward: isForward,
        ...(limit && { Limit: limit }),
        ...(after && { ExclusiveStartKey: after }),
        ...COUNTED,
      }),
    );
    found.push([answer.Items, answer.Count, answer.ScannedCount]);
    after = answer.LastEvaluatedKey;
  } while (after);
  // Whether a last, empty page comes is left open by DynamoDB.
  return found.filter((page, n) => n === 0 || JSON.stringify(page) !== '[[],0,0]');
}

import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type DynamoDBClientConfig,
  ResourceInUseException,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { TABLE_SHAPE } from '../table-shape.ts';
import { StoreError } from './error.ts';
import { storeError } from './sdk-error.ts';
import { dynamoClient } from './store.ts';

/**
 * Makes the table where it is missing, and waits until it can be used. For the embedded engine and tests: on AWS the
 * stack makes it. Throws a {@link StoreError} of kind `missing-table` if it never becomes active.
 */
export async function createTable(options: {
  readonly client: DynamoDBClientConfig;
  readonly table: string;
  readonly explain?: () => StoreError | undefined;
}): Promise<void> {
  const { table, explain } = options;
  const client = dynamoClient({ maxAttempts: 2, ...options.client });
  try {
    await createAndWait(client, table);
  } catch (error) {
    throw explain?.() ?? storeError(error, { doing: 'making the table', table });
  } finally {
    client.destroy();
  }
}

async function createAndWait(client: DynamoDBClient, table: string): Promise<void> {
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    const status = await statusOf(client, table);
    if (status === 'ACTIVE') return;
    if (status === undefined) await create(client, table);
    else await sleep(PAUSE_MS);
  }
  throw new StoreError({
    kind: 'missing-table',
    what: `The table ${table} is not active yet after ${(MAX_LOOKS * PAUSE_MS) / 1000} s`,
    fix: 'Run again later',
  });
}

async function statusOf(client: DynamoDBClient, table: string): Promise<string | undefined> {
  try {
    const { Table: found } = await client.send(new DescribeTableCommand({ TableName: table }));
    return found?.TableStatus;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(client: DynamoDBClient, table: string): Promise<void> {
  const { partitionKey, sortKey, index } = TABLE_SHAPE;
  const request = new CreateTableCommand({
    TableName: table,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [partitionKey, sortKey, index.partitionKey, index.sortKey].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: keySchema(partitionKey, sortKey),
    GlobalSecondaryIndexes: [
      {
        IndexName: index.name,
        KeySchema: keySchema(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
  try {
    await client.send(request);
  } catch (error) {
    // Our own request, sent again after its answer was lost.
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

function keySchema(hash: string, range: string) {
  return [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
}

const MAX_LOOKS = 100;
const PAUSE_MS = 20;

import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../ports.ts';
import { Database } from './database.ts';
import { DynamoStore } from './dynamo-store.ts';
import type { StoreError } from './error.ts';
import type { Retention } from './retention.ts';

export interface StoreOptions {
  /** Name of the table, created as `TABLE_SHAPE` says. */
  readonly table: string;
  /** Region, endpoint and credentials, where the environment does not already say them. */
  readonly client?: DynamoDBClientConfig;
  /** Default: see {@link Retention}. */
  readonly retention?: Retention | undefined;
  /** Tries of one request, the first one included, with growing pauses between them. Default: 8. */
  readonly maxAttempts?: number;
  /** Called by `close`, after the connections were closed. */
  readonly release?: () => Promise<void>;
  /** Why the database went away, where somebody knows better than the network. */
  readonly explain?: () => StoreError | undefined;
}

/**
 * The store on a DynamoDB table. Makes no request yet, so it never fails: the first one tells.
 *
 * @example const store = openStore({ table: 'guardian', client: { region: 'eu-central-1' } });
 */
export function openStore({ table, client, retention, maxAttempts = 8, release, explain }: StoreOptions): Store {
  const documents = DynamoDBDocumentClient.from(dynamoClient({ maxAttempts, ...client }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const database = new Database({ client: documents, table, ...(explain && { explain }) });
  return new DynamoStore({ database, retention, ...(release && { release }) });
}

/** A client of the SDK that waits for an answer no longer than a run can afford to. */
export function dynamoClient(config: DynamoDBClientConfig): DynamoDBClient {
  // The SDK prints a notice about Node 20 from every process; people and readers of JSON must not see it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return new DynamoDBClient({
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
    ...config,
  });
}

import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { EngineAnswer } from './operations.ts';

/** What answers a request of the SDK: its operation and its parsed body. Rejects as a network does. */
export type Ask = (operation: string, body: unknown) => Promise<EngineAnswer>;

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A client configuration under which the SDK does all that it always does, and hands its requests to `ask`. */
export function inProcessClient(ask: Ask): DynamoDBClientConfig {
  const handler = {
    handle: async ({ headers, body }: Request) => {
      const operation = headers['x-amz-target']?.split('.')[1] ?? '';
      const answer = await ask(operation, JSON.parse(textOf(body)));
      return {
        response: {
          statusCode: answer.status,
          headers: { 'content-type': 'application/x-amz-json-1.0' },
          body: Buffer.from(JSON.stringify(answer.body)),
        },
      };
    },
    destroy: () => {},
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
  return {
    endpoint: 'http://table.invalid',
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: handler,
  };
}

/** Bytes are read as such: the SDK's bytes warn of whoever treats them as the text that they once were. */
function textOf(body: string | Uint8Array): string {
  return typeof body === 'string'
    ? body
    : new TextDecoder().decode(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
}

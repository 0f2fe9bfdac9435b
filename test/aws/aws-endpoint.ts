import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

/** A message that the topic accepted. */
export interface Published {
  /** ARN of the topic. */
  readonly topic: string;
  readonly subject: string;
  readonly bodies: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A mail that SES accepted. */
export interface Mailed {
  readonly from: string;
  readonly to: readonly string[];
  /** As it was sent: RFC 5322. */
  readonly raw: string;
}

/** What S3 took. */
export interface StoredObject {
  readonly body: string;
  readonly contentType: string | undefined;
  readonly cacheControl: string | undefined;
}

export interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly message?: string;
}

/**
 * SNS, SQS, SES, S3, Secrets Manager and CloudFormation on one port: as much of their protocols as the real SDK clients need, and
 * refusals on demand.
 */
export interface AwsEndpoint {
  readonly url: string;
  readonly published: Published[];
  readonly mailed: Mailed[];
  readonly queued: { readonly body: string; readonly delaySeconds: number }[];
  readonly secrets: Map<string, string>;
  /** Objects by `bucket/key`. */
  readonly objects: Map<string, StoredObject>;
  /** Of all topics, where none is named. */
  readonly subscriptions: {
    readonly protocol: string;
    readonly address: string;
    readonly arn: string;
    readonly topic?: string;
  }[];
  readonly stacks: Map<string, Readonly<Record<string, string>>>;
  /** Names of the operations that were asked for. */
  readonly operations: string[];
  /** Refuses the next calls of an operation. */
  refuse(operation: string, refusal: Refusal & { readonly times: number }): void;
  close(): Promise<void>;
}

interface State extends Omit<AwsEndpoint, 'url' | 'refuse' | 'close'> {
  readonly refusals: Map<string, Refusal & { times: number }>;
}

type Json = Record<string, unknown>;

export async function awsEndpoint(): Promise<AwsEndpoint> {
  const state: State = {
    published: [],
    mailed: [],
    queued: [],
    secrets: new Map(),
    objects: new Map(),
    subscriptions: [],
    stacks: new Map(),
    operations: [],
    refusals: new Map(),
  };
  const server = createServer((request, response) => {
    answer(request, state)
      .then(({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body))
      .catch((error: Error) => response.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    ...state,
    url: `http://127.0.0.1:${address.port}`,
    refuse: (operation, refusal) => state.refusals.set(operation, { ...refusal }),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function answer(request: IncomingMessage, state: State): Promise<Reply> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  const text = Buffer.concat(pieces).toString();
  if (request.url === '/v2/email/outbound-emails') return sendEmail(JSON.parse(text), state);
  if (request.method === 'PUT') return putObject(request, text, state);
  const target = request.headers['x-amz-target'];
  const form = new URLSearchParams(text);
  const operation = typeof target === 'string' ? (target.split('.')[1] ?? '') : (form.get('Action') ?? '');
  const refusal = refusalOf(operation, state);
  if (refusal) return typeof target === 'string' ? jsonError(refusal) : xmlError(refusal);
  return typeof target === 'string'
    ? jsonOperation(operation, JSON.parse(text), state)
    : xmlOperation(operation, form, state);
}

/** What the operation is refused with, if it is. */
function refusalOf(operation: string, { operations, refusals }: State): Refusal | undefined {
  operations.push(operation);
  const refusal = refusals.get(operation);
  if (!refusal || refusal.times === 0) return undefined;
  refusal.times -= 1;
  return refusal;
}

/** SES speaks REST. */
function sendEmail(input: unknown, state: State): Reply {
  const refusal = refusalOf('SendEmail', state);
  if (refusal) return jsonError(refusal);
  const { FromEmailAddress, Destination, Content } = input as {
    FromEmailAddress: string;
    Destination: { ToAddresses: string[] };
    Content: { Raw: { Data: string } };
  };
  const raw = Buffer.from(Content.Raw.Data, 'base64').toString('latin1');
  state.mailed.push({ from: FromEmailAddress, to: Destination.ToAddresses, raw });
  return json({ MessageId: '1' });
}

/** S3 speaks REST too, with the bucket in the path where there is no name service for buckets. */
function putObject({ url = '', headers }: IncomingMessage, body: string, state: State): Reply {
  const refusal = refusalOf('PutObject', state);
  if (refusal) return xmlError(refusal);
  const key = decodeURIComponent(new URL(url, 'http://s3').pathname.slice(1));
  state.objects.set(key, { body, contentType: headers['content-type'], cacheControl: headers['cache-control'] });
  return { status: 200, type: 'text/xml', body: '' };
}

function jsonOperation(operation: string, input: Json, state: State): Reply {
  switch (operation) {
    case 'GetSecretValue': {
      const secret = state.secrets.get(String(input.SecretId));
      return secret === undefined
        ? jsonError({ status: 400, code: 'ResourceNotFoundException' })
        : json({ Name: input.SecretId, SecretString: secret });
    }
    case 'PutSecretValue':
      if (!state.secrets.has(String(input.SecretId))) {
        return jsonError({ status: 400, code: 'ResourceNotFoundException' });
      }
      state.secrets.set(String(input.SecretId), String(input.SecretString));
      return json({ Name: input.SecretId });
    case 'SendMessageBatch': {
      const entries = input.Entries as { Id: string; MessageBody: string; DelaySeconds?: number }[];
      for (const { MessageBody: body, DelaySeconds: delaySeconds = 0 } of entries) {
        state.queued.push({ body, delaySeconds });
      }
      const accepted = entries.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: Id,
        MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
      }));
      return json({ Successful: accepted, Failed: [] });
    }
    default:
      return jsonError({ status: 400, code: 'UnknownOperationException' });
  }
}

function xmlOperation(operation: string, form: URLSearchParams, state: State): Reply {
  switch (operation) {
    case 'Publish':
      state.published.push(publishedOf(form));
      return xml(operation, '<MessageId>1</MessageId>');
    case 'ListSubscriptionsByTopic': {
      const asked = form.get('TopicArn');
      const listed = state.subscriptions.filter(({ topic }) => topic === undefined || topic === asked);
      const members = listed.map(
        ({ protocol, address, arn }) =>
          `<member><Protocol>${protocol}</Protocol><Endpoint>${address}</Endpoint><SubscriptionArn>${arn}</SubscriptionArn></member>`,
      );
      return xml(operation, `<Subscriptions>${members.join('')}</Subscriptions>`);
    }
    case 'DescribeStacks': {
      const name = form.get('StackName') ?? '';
      const outputs = state.stacks.get(name);
      if (!outputs) {
        return xmlError({ status: 400, code: 'ValidationError' }, `Stack with id ${name} does not exist`);
      }
      const members = Object.entries(outputs).map(
        ([key, value]) =>
          `<member><OutputKey>${key}</OutputKey><OutputValue>${value.replaceAll('"', '&quot;')}</OutputValue></member>`,
      );
      return xml(
        operation,
        `<Stacks><member><StackName>${name}</StackName><CreationTime>2026-03-03T12:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks>`,
      );
    }
    default:
      return xmlError({ status: 400, code: 'InvalidAction' });
  }
}

function publishedOf(form: URLSearchParams): Published {
  const attributes: Record<string, string> = {};
  for (let n = 1; form.has(`MessageAttributes.entry.${n}.Name`); n += 1) {
    attributes[form.get(`MessageAttributes.entry.${n}.Name`) ?? ''] =
      form.get(`MessageAttributes.entry.${n}.Value.StringValue`) ?? '';
  }
  const topic = form.get('TopicArn') ?? '';
  return { topic, subject: form.get('Subject') ?? '', bodies: JSON.parse(form.get('Message') ?? '{}'), attributes };
}

function json(body: object): Reply {
  return { status: 200, type: 'application/x-amz-json-1.1', body: JSON.stringify(body) };
}

function jsonError({ status, code, message = 'refused' }: Refusal): Reply {
  return { status, type: 'application/x-amz-json-1.1', body: JSON.stringify({ __type: code, message }) };
}

function xml(operation: string, result: string): Reply {
  const body = `<${operation}Response><${operation}Result>${result}</${operation}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${operation}Response>`;
  return { status: 200, type: 'text/xml', body };
}

function xmlError({ status, code }: Refusal, message = 'refused'): Reply {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`;
  return { status, type: 'text/xml', body };
}

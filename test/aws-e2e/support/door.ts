import { createServer, type IncomingMessage, type Server, type ServerResponse, request as send } from 'node:http';
import * as z from 'zod';
import { tell } from './transcript.ts';

/** A call of the AWS API, as the door sees it. */
export interface AwsCall {
  /** Name of the function that calls; undefined for everybody else (the CDK, the command line, the test). */
  readonly caller?: string;
  /** Service and action, as policies write them: `dynamodb:PutItem`. */
  readonly action: string;
  /** The call's parameters, where it has any that are text or JSON. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a refused call is told. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Looks at a call before it is made, and may refuse it. */
export type Guard = (call: AwsCall) => Promise<Refusal | undefined> | Refusal | undefined;

/**
 * Stands in front of the emulator as its one address on 127.0.0.1, notes who calls what, and refuses what its guards
 * refuse: so a test can break a service for a while, and missing rights show as they would on AWS.
 */
export class AwsDoor {
  readonly calls: AwsCall[] = [];
  readonly #guards = new Set<Guard>();
  readonly #server: Server;
  readonly #socketPath: string;

  private constructor(socketPath: string) {
    this.#socketPath = socketPath;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: Error) => {
        // A connection that was cut, as of a function that was ended, or a mistake of the test: told, and cut.
        tell(`the door failed: ${error.message}`);
        response.destroy(error);
      });
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  /** @param socketPath the Unix socket of the emulator */
  static async open(socketPath: string): Promise<AwsDoor> {
    const door = new AwsDoor(socketPath);
    await new Promise<void>((resolve, reject) => {
      door.#server.once('error', reject);
      door.#server.listen(0, '127.0.0.1', resolve);
    });
    return door;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The door is not open');
    return address.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Puts a guard up, and answers how to take it down. */
  guard(guard: Guard): () => void {
    this.#guards.add(guard);
    return () => this.#guards.delete(guard);
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.close((error) => (error ? reject(error) : resolve()));
      this.#server.closeAllConnections();
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const call = readCall(request, body);
    if (call) {
      this.calls.push(call);
      for (const guard of this.#guards) {
        const refusal = await guard(call);
        if (refusal) {
          refuse(response, call, refusal);
          return;
        }
      }
    }
    await this.#forward(request, body, response);
  }

  #forward({ method, url, headers }: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const { 'transfer-encoding': _, expect: __, ...kept } = headers;
    return new Promise((resolve, reject) => {
      const forwarded = send(
        {
          socketPath: this.#socketPath,
          method,
          path: url,
          headers: { ...kept, 'content-length': body.length, connection: 'close' },
        },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response).once('finish', resolve).once('error', reject);
          answer.once('error', reject);
        },
      );
      forwarded.once('error', reject);
      forwarded.end(body);
    });
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/** Undefined for what is not signed, or is of a service whose actions are told by method and path. */
function readCall({ method = '', url = '', headers }: IncomingMessage, body: Buffer): AwsCall | undefined {
  // Credential=ID/day/region/service/aws4_request
  const service = /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\/aws4_request/.exec(headers.authorization ?? '')?.[1];
  const token = headers['x-amz-security-token'];
  const target = headers['x-amz-target'];
  if (!service) return undefined;
  // As emulator.py writes it.
  const name = typeof token === 'string' ? /^function\/(.+)$/.exec(token)?.[1] : undefined;
  const caller = name === undefined ? {} : { caller: name };
  if (service === 's3') return objectCall(caller, method, url);
  if (typeof target === 'string') {
    const input = Parameters.parse(body.length > 0 ? JSON.parse(body.toString('utf8')) : {});
    return { ...caller, action: `${service}:${target.split('.').at(-1) ?? ''}`, input };
  }
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true) return undefined;
  const input = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  return { ...caller, action: `${service}:${input.Action ?? ''}`, input };
}

/** Buckets are named by the path here. Of the calls of S3, those about one object are told by their method. */
function objectCall(caller: Pick<AwsCall, 'caller'>, method: string, url: string): AwsCall | undefined {
  const [, bucket = '', key = ''] = /^\/([^/]+)\/(.+)$/.exec(new URL(url, 'http://door').pathname) ?? [];
  const verb = OBJECT_VERBS.get(method);
  if (verb === undefined || key === '') return undefined;
  return { ...caller, action: `s3:${verb}Object`, input: { Bucket: bucket, Key: decodeURIComponent(key) } };
}

const OBJECT_VERBS: ReadonlyMap<string, string> = new Map([
  ['PUT', 'Put'],
  ['GET', 'Get'],
  ['HEAD', 'Get'],
  ['DELETE', 'Delete'],
]);

const Parameters = z.record(z.string(), z.unknown());

function refuse(response: ServerResponse, { action }: AwsCall, { status, code, message }: Refusal): void {
  if (action.startsWith('sns:')) {
    const xml = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
    response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
    return;
  }
  response
    .writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code })
    .end(JSON.stringify({ __type: code, message }));
}

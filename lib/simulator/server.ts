import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { RequestLog } from './http/request-log.ts';
import { readBody, send } from './http/transport.ts';
import { onTheWire } from './http/wire.ts';
import { Service } from './service.ts';
import type { World } from './world/world.ts';

/** Genesys: `client.credentials.token.rate.per.minute`. */
const DEFAULT_RATE_PER_MINUTE = 300;

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface SimulatorOptions {
  readonly world: World;
  /** @default the world's own clock */
  readonly clock?: () => Date;
  /** @default a free port */
  readonly port?: number;
  /** Requests that a token may make in a minute. @default 300 */
  readonly ratePerMinute?: number;
  /** Replaces the secret of a client of the world. @default the guardian's client with the secret that it was made with */
  readonly credentials?: Credentials;
  /** Keeps the answers in the request log. @default false */
  readonly recordResponses?: boolean;
}

/** A running simulator. */
export interface Simulator {
  /** What `GENESYS_GATEWAY` takes: the token at `<url>/login/oauth/token`, the API at `<url>/api/v2/...`. */
  readonly url: string;
  readonly world: World;
  readonly faults: FaultPlan;
  /** Every request so far, those that a fault struck included. */
  readonly requests: readonly RequestLog[];
  /** The credentials that it takes for the guardian's client. */
  readonly credentials: Credentials;
  /** Makes every token invalid that was issued so far. */
  revokeTokens(): void;
  /** Stops listening and cuts what is still open; once is enough. */
  close(): Promise<void>;
}

/** Serves a world over HTTP on 127.0.0.1. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { world, port = 0 } = options;
  const service = serviceFor(options);
  const server = createServer((request, response) => {
    // What fails here is the connection, mostly because the caller gave up: cutting it is all that can be done.
    handle(service, request, response).catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: addressOf(server),
    world,
    faults: service.faults,
    requests: service.requests,
    credentials: credentialsFor(options),
    revokeTokens: () => service.tokens.revokeAll(),
    close: () => closeServer(server),
  };
}

/** What answers for a world, whatever carries the requests. Sets the world's clock and secret as the options say. */
export function serviceFor(options: Omit<SimulatorOptions, 'port'>): Service {
  const { world, clock, credentials, ratePerMinute = DEFAULT_RATE_PER_MINUTE, recordResponses = false } = options;
  if (clock) world.useClock(clock);
  if (credentials) world.replaceSecret(credentials.clientId, credentials.clientSecret);
  return new Service({ world, ratePerMinute, recordResponses });
}

/** The credentials that a simulator takes for the guardian's client. */
export function credentialsFor({ credentials, world }: Pick<SimulatorOptions, 'credentials' | 'world'>): Credentials {
  return credentials ?? guardianCredentials(world);
}

async function handle(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = service.receive({
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://simulator'),
    authorization: request.headers.authorization,
    text: await readBody(request),
  });
  await send(response, onTheWire(reply));
}

function guardianCredentials({ guardian }: World): Credentials {
  if (!guardian) return { clientId: '', clientSecret: '' };
  return { clientId: guardian.id, clientSecret: guardian.secret };
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The simulator does not listen on a port');
  return `http://127.0.0.1:${address.port}`;
}

function closeServer(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

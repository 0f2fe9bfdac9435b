import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { type GenesysOptions, openGenesys } from '../../lib/genesys/index.ts';
import type { GenesysSource } from '../../lib/ports.ts';
import { addGuardian, type Simulator, startSimulator, World, type WorldSettings } from '../../lib/simulator/index.ts';

export const NOW = '2026-11-20T09:00:00.000Z';
export const now = () => new Date(NOW);

/** Days for which every simulated org of these tests has usage. */
export const LAST_WEEK = { from: '2026-11-13', to: '2026-11-18' } as const;
export const TODAY = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-20T09:00:01.000Z' } as const;

/** Waits that tests can afford. */
export const QUICK = { firstDelayMs: 1, maxDelayMs: 2, pollMs: 1, readMs: 5_000 } as const;

type Closable = () => Promise<void>;
const open: Closable[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

export interface Org {
  readonly world: World;
  readonly simulator: Simulator;
  readonly source: GenesysSource;
  /** Every credential of the org in every form in which it could leak. */
  readonly secrets: () => readonly string[];
  readonly progress: string[];
}

/** A simulated org with the guardian's client, and a source over it. Closed after the test. */
export async function anOrg({
  name = 'prod',
  settings = {},
  options = {},
  arrange = () => {},
}: {
  readonly name?: string;
  readonly settings?: Partial<WorldSettings>;
  readonly options?: Partial<GenesysOptions>;
  readonly arrange?: (world: World) => void;
} = {}): Promise<Org> {
  const world = new World({ org: { name }, clock: now, settings });
  addGuardian(world, { optional: ['oauth:client:authorize'] });
  arrange(world);
  const simulator = await startSimulator({ world, recordResponses: true });
  // A test may have closed it already.
  open.push(() => simulator.close().catch(() => {}));
  const progress: string[] = [];
  const source = openGenesys({
    gateway: simulator.url,
    credentials: async () => simulator.credentials,
    share: 1,
    now,
    retry: QUICK,
    onProgress: (message) => progress.push(message),
    ...options,
  });
  const { clientId, clientSecret } = simulator.credentials;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return { world, simulator, source, progress, secrets: () => [clientSecret, basic, 'Bearer ', 'Basic '] };
}

/** One of everything: a code-grant client, an app with its vendor's client, an authorisation, and usage. */
export function oneOfEverything(world: World): void {
  world.createDivision('Sales');
  world.createClient({ name: 'Wallboard', grantType: 'CODE', scopes: ['users:readonly'] });
  world.createIntegrationType({
    name: 'Acme',
    id: 'app-acme',
    vendorName: 'Acme',
    vendorOAuthClientIds: [VENDOR_CLIENT],
  });
  world.installIntegration({ name: 'Acme app', type: 'app-acme' });
  world.authorize({ id: VENDOR_CLIENT, name: 'Acme app' }, { scope: ['users'] });
  world.burn('Wallboard', { requests: 100, date: '2026-11-17' });
}
export const VENDOR_CLIENT = 'ac000000-0000-4000-8000-000000000001';

/** Every read of a source by the name of its method, with arguments that fit these orgs. */
export const READS = {
  self: (source) => source.self(),
  clients: (source) => source.clients(),
  roles: (source) => source.roles(),
  divisions: (source) => source.divisions(),
  integrations: (source) => source.integrations(),
  authorizations: (source) => source.authorizations(),
  usage: (source) => source.usage(LAST_WEEK),
  endpoints: (source) => source.endpoints(LAST_WEEK),
  audits: (source) => source.audits(TODAY),
  limits: (source) => source.limits(),
} as const satisfies Record<string, (source: GenesysSource) => Promise<{ coverage: { status: string } }>>;
export type ReadName = keyof typeof READS;
export const READ_NAMES = Object.keys(READS) as ReadName[];

/** The path at which each read begins. */
export const PATH_OF: Readonly<Record<ReadName, string>> = {
  self: '/api/v2/tokens/me',
  clients: '/api/v2/oauth/clients',
  roles: '/api/v2/authorization/roles',
  divisions: '/api/v2/authorization/divisions',
  integrations: '/api/v2/integrations',
  authorizations: '/api/v2/oauth/authorizations',
  usage: '/api/v2/usage/aggregates/query/jobs',
  endpoints: '/api/v2/usage/aggregates/query/jobs',
  audits: '/api/v2/audits/query/realtime',
  limits: '/api/v2/organizations/limits/namespaces/platform.api',
};

/** Requests that the simulator saw at a path, tokens aside. */
export function requestsTo({ simulator }: Org, path: string) {
  return simulator.requests.filter((request) => request.path === path);
}

/** Everything that a person or a log could see of a value. */
export function allOf(value: unknown): string {
  const stack = value instanceof Error ? value.stack : '';
  return `${inspect(value, { depth: Infinity, showHidden: true, getters: true })}${JSON.stringify(value)}${stack}`;
}

export interface Scripted {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends the first half of the body and then nothing more. */
  readonly isEndless?: boolean;
}

/** A server that answers as scripted, for what no simulator does, with a token for everybody; and a source over it. */
export async function aServer(
  answer: (request: { method: string; url: URL; authorization: string; count: number }) => Scripted | undefined,
  options: Partial<GenesysOptions> = {},
): Promise<{ source: GenesysSource; url: string; seen: string[] }> {
  const seen: string[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://server');
    seen.push(`${request.method} ${url.pathname}${url.search}`);
    const { method = 'GET', headers } = request;
    const token: Scripted = { body: { access_token: TOKEN, expires_in: 3600 } };
    const otherwise = url.pathname === '/login/oauth/token' ? token : {};
    const told = answer({ method, url, authorization: headers.authorization ?? '', count: seen.length }) ?? otherwise;
    response.writeHead(told.status ?? 200, { 'Content-Type': 'application/json', ...told.headers });
    const text = typeof told.body === 'string' ? told.body : JSON.stringify(told.body ?? {});
    if (told.isEndless) response.write(text.slice(0, text.length / 2));
    else response.end(text);
  };
  const server = createServer((request, response) => {
    request.resume().on('end', () => handle(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const credentials = async () => ({ clientId: CLIENT_ID, clientSecret: SECRET });
  return { source: openGenesys({ gateway: url, credentials, share: 1, now, retry: QUICK, ...options }), url, seen };
}
export const CLIENT_ID = '9a000000-0000-4000-8000-000000000001';
export const SECRET = 'a-secret-that-nobody-may-see';
export const TOKEN = 'a-token-that-nobody-may-see';
export const BASIC = Buffer.from(`${CLIENT_ID}:${SECRET}`).toString('base64');

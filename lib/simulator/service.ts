import { auditRoutes } from './api/audits.ts';
import { authorizationRoutes } from './api/authorization.ts';
import { DEFINITION_PATH, definitionAnswer } from './api/definition.ts';
import { integrationRoutes } from './api/integrations.ts';
import { oauthRoutes } from './api/oauth.ts';
import { organizationRoutes } from './api/organization.ts';
import { usageJobRoutes } from './api/usage-jobs.ts';
import { usageQueryRoutes } from './api/usage-query.ts';
import { faultError, faultyAnswer } from './faults/answer-faults.ts';
import type { Fault } from './faults/fault.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { type Answer, ApiError, errorAnswer } from './http/answer.ts';
import { type Route, viewOf } from './http/call.ts';
import { checkPermissions } from './http/permission-check.ts';
import { RateLimiter } from './http/rate-limit.ts';
import type { RequestLog } from './http/request-log.ts';
import { matchTemplate } from './http/template.ts';
import { type Token, TokenOffice } from './http/tokens.ts';
import type { Reply } from './http/wire.ts';
import type { World } from './world/world.ts';

/** Where clients ask for a token, below the simulator's address. */
const TOKEN_PATH = '/login/oauth/token';

/** A request as it came in, by whatever transport. */
export interface Received {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly text: string;
}

/** What happens to a request between the wire and the endpoints: faults, token, rate, permissions, log. */
export class Service {
  readonly faults = new FaultPlan();
  readonly requests: RequestLog[] = [];
  readonly tokens: TokenOffice;
  readonly #world: World;
  readonly #routes: readonly Route[];
  readonly #limiter: RateLimiter;
  readonly #recordResponses: boolean;

  constructor({ world, ratePerMinute, recordResponses }: ServiceOptions) {
    this.#world = world;
    this.#recordResponses = recordResponses;
    this.#limiter = new RateLimiter(ratePerMinute);
    this.tokens = new TokenOffice(world);
    this.#routes = [
      ...oauthRoutes,
      ...authorizationRoutes,
      ...integrationRoutes,
      ...organizationRoutes({ ratePerMinute }),
      ...usageJobRoutes(),
      ...usageQueryRoutes(),
      ...auditRoutes(),
    ];
  }

  /** Answers one request. The faults that struck it are for the transport, too: some are its own. */
  receive(received: Received): Reply {
    const { method, url, authorization } = received;
    const faults = this.faults.strike({ method, path: url.pathname, query: url.searchParams });
    const token = this.tokens.check(authorization);
    const outcome = attempt(() => this.#answer(received, { token, faults }));
    const answer = faults.reduce(faultyAnswer, outcome.answer);
    this.#log({ received, answer, faults, token, failure: outcome.failure });
    return { answer, faults, now: this.#world.now() };
  }

  #answer(received: Received, { token, faults }: CallContext): Answer {
    const fault = faults.map(faultError).find((error) => error !== undefined);
    if (fault) throw fault;
    const { method, url, authorization, text } = received;
    if (method === 'POST' && url.pathname === TOKEN_PATH) return this.tokens.issue(authorization, text);
    if (method === 'GET' && url.pathname === DEFINITION_PATH) return definitionAnswer(this.#routes);
    if (authorization === undefined) throw new ApiError(401, 'authentication.required');
    if (!token) throw new ApiError(401, 'bad.credentials');
    const limits = this.#limiter.count(token.id, this.#world.now());
    const { answer, failure } = attempt(() => this.#endpointAnswer(received, { token, faults }));
    if (failure) throw new Error(failure);
    return { ...answer, headers: { ...limits, ...answer.headers } };
  }

  #endpointAnswer({ method, url, text }: Received, { token, faults }: CallContext & { readonly token: Token }): Answer {
    const world = this.#world;
    const isStale = faults.some(({ kind }) => kind === 'stale-read');
    const view = viewOf(world, isStale ? Math.max(0, world.version - 1) : world.readableVersion);
    const path = url.pathname;
    for (const route of this.#routes) {
      const params = route.method === method ? matchTemplate(route.template, path) : undefined;
      if (!params) continue;
      checkPermissions(world, token.client, route.needs);
      const body = parseJson(text);
      const { client: caller } = token;
      return route.answer({
        world,
        view,
        method,
        path,
        params,
        query: url.searchParams,
        body,
        caller,
        now: world.now(),
      });
    }
    throw new ApiError(404, 'not.found');
  }

  #log({ received, answer, faults, token, failure }: Logged): void {
    const { method, url, text } = received;
    const isToken = url.pathname === TOKEN_PATH;
    this.requests.push({
      number: this.requests.length + 1,
      at: this.#world.now().toISOString(),
      method,
      path: url.pathname,
      query: [...url.searchParams],
      ...(isToken || text === '' ? {} : { body: bodyOf(text) }),
      status: answer.status,
      ...(this.#recordResponses && !isToken ? { responseBody: answer.body } : {}),
      ...(token ? { tokenId: token.id } : {}),
      faults: faults.map(({ kind }) => kind),
      ...(failure === undefined ? {} : { failure }),
    });
  }
}

interface ServiceOptions {
  readonly world: World;
  readonly ratePerMinute: number;
  readonly recordResponses: boolean;
}

interface CallContext {
  readonly token: Token | undefined;
  readonly faults: readonly Fault[];
}

interface Logged extends CallContext {
  readonly received: Received;
  readonly answer: Answer;
  readonly failure: string | undefined;
}

/** The answer, or the error body that ends it. What is no API error is a mistake of ours: a 500 that the log explains. */
function attempt(answer: () => Answer): { readonly answer: Answer; readonly failure: string | undefined } {
  try {
    return { answer: answer(), failure: undefined };
  } catch (error) {
    if (error instanceof ApiError) return { answer: errorAnswer(error), failure: undefined };
    return { answer: errorAnswer(new ApiError(500, 'internal.server.error')), failure: String(error) };
  }
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 'bad.request');
  }
}

/** A request's body for the log: as JSON or, where it is none, as text. */
function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

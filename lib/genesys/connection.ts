import type { ApiRequest } from './api-client.ts';
import { RequestBudget } from './budget.ts';
import { Deadline } from './deadline.ts';
import { GenesysError } from './errors.ts';
import { exchange, type Fetch, type HttpAnswer, type HttpRequest } from './http.ts';
import { apiRefusal, tokenRefusal } from './refusal.ts';
import type { Endpoints } from './region.ts';
import { type RetryOptions, withRetries } from './retry.ts';
import { type Credentials, type Token, TokenCache } from './token.ts';

export interface ConnectionOptions {
  readonly endpoints: Endpoints;
  readonly credentials: () => Promise<Credentials>;
  /** Part of the org's limit of requests per minute, above 0 and at most 1. */
  readonly share: number;
  /** Longest time of one HTTP request, its body included. */
  readonly timeoutMs: number;
  readonly fetch: Fetch;
  readonly retry: Required<RetryOptions>;
  readonly now: () => Date;
  readonly onProgress: (message: string) => void;
}

/**
 * One org's line to Genesys: token, budget, retries and the count of requests. Everything that it holds is private to
 * the instance, so that several orgs live in one process, and nothing of it shows when it is inspected.
 */
export class Connection {
  readonly budget: RequestBudget;
  readonly #options: ConnectionOptions;
  readonly #tokens: TokenCache;
  #requests = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.budget = new RequestBudget(options);
    this.#tokens = new TokenCache({
      credentials: options.credentials,
      request: (credentials) => this.#requestToken(credentials),
      now: options.now,
    });
  }

  /** HTTP requests sent so far, token requests and retries included. */
  get requests(): number {
    return this.#requests;
  }

  /**
   * Sends an API request. A token that Genesys refuses is replaced once.
   * @throws GenesysError
   */
  async send(request: ApiRequest, deadline: Deadline): Promise<unknown> {
    const token = await this.#tokens.get();
    try {
      return await this.#sendWith(token, request, deadline);
    } catch (error) {
      if (!(error instanceof GenesysError) || error.status !== 401) throw error;
      this.#tokens.drop(token);
      return this.#sendWith(await this.#tokens.get(), request, deadline);
    }
  }

  async #sendWith(token: Token, { method, path, query, body }: ApiRequest, deadline: Deadline): Promise<unknown> {
    const search = new URLSearchParams(query).toString();
    const answer = await this.#try(deadline, {
      request: {
        method,
        url: `${this.#options.endpoints.api}${path}${search && `?${search}`}`,
        authorization: `Bearer ${token.accessToken}`,
        ...(body !== undefined && { body: { type: 'application/json', text: JSON.stringify(body) } }),
      },
      refusal: (refused) => apiRefusal(refused, token.clientId),
    });
    return answer.body;
  }

  /** A token serves every read that waits for it, so it has the time of a whole read of its own. */
  async #requestToken({ clientId, clientSecret }: Credentials): Promise<unknown> {
    const answer = await this.#try(new Deadline(this.#options.retry.readMs), {
      request: {
        method: 'POST',
        url: `${this.#options.endpoints.login}/oauth/token`,
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        body: { type: 'application/x-www-form-urlencoded', text: 'grant_type=client_credentials' },
      },
      refusal: (refused) => tokenRefusal(refused, clientId),
    });
    return answer.body;
  }

  #try(
    deadline: Deadline,
    { request, refusal }: { request: HttpRequest; refusal: (answer: HttpAnswer) => GenesysError },
  ): Promise<HttpAnswer> {
    const { retry, timeoutMs, fetch, onProgress } = this.#options;
    const attempt = async () => {
      await this.budget.take();
      if (deadline.isOver) throw outOfTime(retry.readMs);
      this.#requests += 1;
      const answer = await exchange(request, { timeoutMs, fetch });
      if (answer.status >= 200 && answer.status < 300) return answer;
      throw refusal(answer);
    };
    const hold = (milliseconds: number) => this.budget.hold(milliseconds);
    return withRetries(attempt, { options: retry, deadline, hold, onProgress });
  }
}

/** The error of a read that used its time up. */
export function outOfTime(readMs: number): GenesysError {
  return new GenesysError({
    kind: 'timeout',
    fix: `the read took longer than ${readMs / 1000} s; the next run tries again`,
  });
}

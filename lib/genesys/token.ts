import * as z from 'zod';
import { GenesysError } from './errors.ts';

/** The guardian's own client: client credentials. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A bearer token and the client that it stands for. */
export interface Token {
  readonly accessToken: string;
  readonly clientId: string;
}

interface TokenOptions {
  /** Asked for each new token, so that a rotated secret is seen; the caller caches as it likes. */
  readonly credentials: () => Promise<Credentials>;
  /** Asks Genesys for a token: its answer, or a GenesysError of kind `credentials` when it refuses. */
  readonly request: (credentials: Credentials) => Promise<unknown>;
  readonly now: () => Date;
}

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().catch(3600) });

/** A token is given up this long before it expires, or a tenth of its life where that is shorter. */
const MARGIN_MS = 60_000;

/**
 * A token that could not be had, after all tries, is not asked for again so soon: the reads of one run would otherwise
 * wait for a dead host one after the other.
 */
const FAILURE_MS = 5_000;

/** Keeps one token until shortly before it expires. Requests that come at once share one token request. */
export class TokenCache {
  readonly #options: TokenOptions;
  #token: Token | undefined;
  #expiresAtMs = 0;
  #pending: Promise<Token> | undefined;
  #failure: { readonly error: unknown; readonly untilMs: number } | undefined;

  constructor(options: TokenOptions) {
    this.#options = options;
  }

  /** @throws GenesysError of kind `credentials`, or whatever kept the token endpoint from answering. */
  get(): Promise<Token> {
    const nowMs = this.#options.now().getTime();
    if (this.#token && nowMs < this.#expiresAtMs) return Promise.resolve(this.#token);
    if (this.#failure && nowMs < this.#failure.untilMs) return Promise.reject(this.#failure.error);
    this.#pending ??= this.#fetch()
      .catch((error: unknown) => {
        this.#failure = { error, untilMs: this.#options.now().getTime() + FAILURE_MS };
        throw error;
      })
      .finally(() => {
        this.#pending = undefined;
      });
    return this.#pending;
  }

  /** Forgets a token that Genesys refused, unless another request has replaced it already. */
  drop(token: Token): void {
    if (this.#token === token) this.#token = undefined;
  }

  async #fetch(): Promise<Token> {
    const askedAtMs = this.#options.now().getTime();
    const { clientId, body } = await this.#ask();
    const answer = tokenAnswer.safeParse(body);
    if (!answer.success) {
      throw new GenesysError({
        kind: 'malformed',
        fix: 'the token endpoint answered without a token: check the region or the gateway',
      });
    }
    const lifeMs = answer.data.expires_in * 1000;
    this.#token = { accessToken: answer.data.access_token, clientId };
    this.#expiresAtMs = askedAtMs + lifeMs - Math.min(MARGIN_MS, lifeMs / 10);
    return this.#token;
  }

  /** Credentials that Genesys refuses are read once more: a secret that was rotated meanwhile is another one. */
  async #ask(): Promise<{ clientId: string; body: unknown }> {
    const credentials = await this.#credentials();
    try {
      return { clientId: credentials.clientId, body: await this.#options.request(credentials) };
    } catch (error) {
      if (!(error instanceof GenesysError) || error.kind !== 'credentials') throw error;
      const fresh = await this.#credentials();
      if (fresh.clientId === credentials.clientId && fresh.clientSecret === credentials.clientSecret) throw error;
      return { clientId: fresh.clientId, body: await this.#options.request(fresh) };
    }
  }

  async #credentials(): Promise<Credentials> {
    const credentials = await this.#options.credentials().catch((error: unknown) => {
      // Whoever keeps the credentials knows best what is wrong with them.
      if (error instanceof GenesysError) throw error;
      throw unreadable(error instanceof Error ? error.name : 'unknown error');
    });
    if (credentials.clientId.trim() && credentials.clientSecret.trim()) return credentials;
    throw unreadable('an id or a secret is empty');
  }
}

/** Only the name of the cause is told: messages of JSON parsers quote the secret that they could not read. */
function unreadable(detail: string): GenesysError {
  return new GenesysError({
    kind: 'credentials',
    fix: `the guardian's client id and secret could not be read (${detail}): check that they are set and readable`,
  });
}

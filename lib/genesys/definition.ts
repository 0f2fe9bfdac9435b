import { Deadline } from './deadline.ts';
import { exchange, type Fetch } from './http.ts';
import { apiRefusal } from './refusal.ts';
import { resolveEndpoints } from './region.ts';
import { RETRY_DEFAULTS, type RetryOptions, withRetries } from './retry.ts';

/** Where each region serves the definition of its API; nobody needs a token for it. */
const DEFINITION_PATH = '/api/v2/docs/swagger';

export interface DefinitionOptions {
  /** AWS region name or Genesys host; needed where there is neither gateway nor address. */
  readonly region?: string;
  readonly gateway?: string;
  /** A definition that lies somewhere else. No credential is ever sent there. */
  readonly url?: string;
  /** Longest time of the whole answer, in milliseconds. Default 120 000: it has some ten megabytes. */
  readonly timeoutMs?: number;
  /** Default 128 MiB. */
  readonly mostBytes?: number;
  readonly onProgress?: (message: string) => void;
  readonly retry?: RetryOptions;
  readonly fetch?: Fetch;
}

/** A definition as it was served: unknown on purpose, for its reader judges it. */
export interface ServedDefinition {
  readonly json: unknown;
  /** The address that was asked. */
  readonly url: string;
}

/**
 * Reads the live definition of the Platform API. Sends no credential.
 * @throws GenesysError, or RegionError for a region or gateway that cannot be used.
 */
export async function fetchDefinition(options: DefinitionOptions): Promise<ServedDefinition> {
  const {
    timeoutMs = 120_000,
    mostBytes = 128 * 1024 * 1024,
    onProgress = () => {},
    fetch = globalThis.fetch,
  } = options;
  const url = options.url ?? `${resolveEndpoints(options).api}${DEFINITION_PATH}`;
  const retry = { ...RETRY_DEFAULTS, ...options.retry, maxRetryAfterMs: 0 };
  const attempt = async () => {
    const answer = await exchange({ method: 'GET', url }, { timeoutMs, fetch, mostBytes });
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw apiRefusal(answer, 'of nobody');
  };
  const deadline = new Deadline(timeoutMs * retry.attempts);
  const json = await withRetries(attempt, { options: retry, deadline, hold: () => {}, onProgress });
  return { json, url };
}

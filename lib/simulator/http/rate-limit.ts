import { ApiError } from './answer.ts';

const WINDOW_MS = 60_000;

/** Counts each token's requests in windows of a minute that begin with its first request. */
export class RateLimiter {
  readonly #limit: number;
  readonly #windows = new Map<string, { readonly start: number; count: number }>();

  constructor(requestsPerMinute: number) {
    this.#limit = requestsPerMinute;
  }

  /**
   * Counts a request and answers the headers that tell the caller where it stands.
   * @throws ApiError 429 with `Retry-After` in seconds when the window is used up
   */
  count(tokenId: string, now: Date): Record<string, string> {
    const window = this.#windowAt(tokenId, now.getTime());
    window.count += 1;
    const resetSeconds = Math.max(1, Math.ceil((window.start + WINDOW_MS - now.getTime()) / 1000));
    const headers = {
      'inin-ratelimit-count': String(window.count),
      'inin-ratelimit-allowed': String(this.#limit),
      'inin-ratelimit-reset': String(resetSeconds),
    };
    if (window.count <= this.#limit) return headers;
    throw tooManyRequests(resetSeconds, headers);
  }

  #windowAt(tokenId: string, now: number): { readonly start: number; count: number } {
    const known = this.#windows.get(tokenId);
    if (known && now < known.start + WINDOW_MS && now >= known.start) return known;
    const fresh = { start: now, count: 0 };
    this.#windows.set(tokenId, fresh);
    return fresh;
  }
}

/** A 429 as Genesys sends it; without seconds it says nothing of when to come back. */
export function tooManyRequests(
  retryAfterSeconds: number | undefined,
  headers: Readonly<Record<string, string>> = {},
): ApiError {
  if (retryAfterSeconds === undefined) {
    return new ApiError(429, 'too.many.requests', { limit: 300, seconds: 60, headers });
  }
  return new ApiError(429, 'too.many.requests.retry.after', {
    seconds: retryAfterSeconds,
    headers: { ...headers, 'Retry-After': String(retryAfterSeconds) },
  });
}

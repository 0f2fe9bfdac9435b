import { backOff } from 'exponential-backoff';
import type { Deadline } from './deadline.ts';
import { GenesysError } from './errors.ts';

/** How long and how often a read tries. Every field has a default; times are in milliseconds. */
export interface RetryOptions {
  /** Attempts of one request, the first included. Default 4. */
  readonly attempts?: number;
  /** Longest wait before the second attempt; it doubles with each one (full jitter). Default 500. */
  readonly firstDelayMs?: number;
  /** Longest wait before any attempt that no `Retry-After` asked for. Default 8000. */
  readonly maxDelayMs?: number;
  /** A longer `Retry-After` is not waited for: the read gives up and says so. Default 65 000 (limits are per minute). */
  readonly maxRetryAfterMs?: number;
  /** Longest time of one read: no attempt starts after it. Default 180 000. */
  readonly readMs?: number;
  /** First wait for a query that Genesys runs in the background; it grows by half each time, up to 5 s. Default 500. */
  readonly pollMs?: number;
}

export const RETRY_DEFAULTS: Required<RetryOptions> = {
  attempts: 4,
  firstDelayMs: 500,
  maxDelayMs: 8_000,
  maxRetryAfterMs: 65_000,
  readMs: 180_000,
  pollMs: 500,
};

interface RetryContext {
  readonly options: Required<RetryOptions>;
  readonly deadline: Deadline;
  /** Holds all requests of the source back for some milliseconds. */
  readonly hold: (milliseconds: number) => void;
  readonly onProgress: (message: string) => void;
}

/**
 * Runs `attempt` until it succeeds, fails for good, or has no time left. A `Retry-After` holds the whole source back:
 * asking again before it has passed would only be refused, and counted.
 * @throws GenesysError: the last one.
 */
export function withRetries<T>(attempt: () => Promise<T>, context: RetryContext): Promise<T> {
  const { options, deadline, hold, onProgress } = context;
  return backOff(attempt, {
    numOfAttempts: options.attempts,
    startingDelay: options.firstDelayMs,
    maxDelay: options.maxDelayMs,
    jitter: 'full',
    retry: (error: unknown, attemptsMade) => {
      if (!(error instanceof GenesysError) || !error.isTransient || attemptsMade >= options.attempts) return false;
      const waitMs = error.retryAfterMs ?? 0;
      if (waitMs > options.maxRetryAfterMs || waitMs >= deadline.remainingMs) return false;
      onProgress(`${error.message}; trying again${waitMs > 0 ? ` in ${waitMs / 1000} s` : ''}`);
      hold(waitMs);
      return true;
    },
  });
}

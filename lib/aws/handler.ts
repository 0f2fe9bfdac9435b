import type { Context } from 'aws-lambda';
import { logger } from './telemetry.ts';

/**
 * A Lambda handler that logs with its request's context, and logs whatever is thrown once before it reaches Lambda: that
 * it does is what alarms and retries live by.
 */
export function observed<Event, Result>(
  work: (event: Event, context: Context) => Promise<Result>,
): (event: Event, context: Context) => Promise<Result> {
  return async (event, context) => {
    logger.addContext(context);
    try {
      return await work(event, context);
    } catch (error) {
      logger.error('the invocation failed', asError(error));
      throw error;
    }
  };
}

/** Made at the first call, and kept for as long as the function stays warm; a failure is not kept. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

import { setTimeout as sleep } from 'node:timers/promises';
import { type Sdk, sdkOver } from './api-classes.ts';
import { OrgApiClient } from './api-client.ts';
import { type Connection, outOfTime } from './connection.ts';
import { Deadline } from './deadline.ts';
import type { RetryOptions } from './retry.ts';

interface SessionOptions {
  readonly connection: Connection;
  readonly retry: Required<RetryOptions>;
  /** Entities that a page of a listing is asked for. */
  readonly pageSize: number;
  readonly onProgress: (message: string) => void;
}

/** What a read works with: the SDK over the org's connection, and the time that it may take. */
export class Session {
  readonly sdk: Sdk;
  readonly pageSize: number;
  readonly #options: SessionOptions;
  readonly #deadline: Deadline;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.pageSize = options.pageSize;
    this.#deadline = new Deadline(options.retry.readMs);
    this.sdk = sdkOver(new OrgApiClient((request) => options.connection.send(request, this.#deadline)));
  }

  /** Reads a further page of a listing for which the SDK's method takes no page. */
  follow(path: string, query: Readonly<Record<string, string>>): Promise<unknown> {
    return this.#options.connection.send({ method: 'GET', path, query, body: undefined }, this.#deadline);
  }

  /**
   * Asks until a query that Genesys runs in the background is done.
   * @throws GenesysError of kind `timeout` when the read's time is over first.
   */
  async poll<T>(what: string, ask: () => Promise<T>, isDone: (answer: T) => boolean): Promise<T> {
    const { retry, onProgress } = this.#options;
    for (let waitMs = retry.pollMs; ; waitMs = Math.min(waitMs * POLL_GROWTH, MAX_POLL_MS)) {
      const answer = await ask();
      if (isDone(answer)) return answer;
      if (this.#deadline.remainingMs <= waitMs) throw outOfTime(retry.readMs);
      onProgress(`${what}: Genesys is still at work`);
      await sleep(waitMs);
    }
  }
}

const POLL_GROWTH = 1.5;
const MAX_POLL_MS = 5_000;

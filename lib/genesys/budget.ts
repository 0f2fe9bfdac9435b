import { setTimeout as sleep } from 'node:timers/promises';
import pThrottle from 'p-throttle';

/** `client.credentials.token.rate.per.minute` of an org that did not change it. */
export const DEFAULT_REQUESTS_PER_MINUTE = 300;
const MINUTE_MS = 60_000;

interface BudgetOptions {
  /** The part of the org's limit that the guardian may use, above 0 and at most 1. */
  readonly share: number;
  readonly onProgress: (message: string) => void;
}

/**
 * The requests per minute of one source, token requests and retries included: it leaves the rest of the limit to
 * whatever else uses the same client. The window slides, so no minute ever sees more.
 */
export class RequestBudget {
  readonly #options: BudgetOptions;
  #perMinute = 0;
  #heldUntilMs = 0;
  #slot: () => Promise<void> = async () => {};

  constructor(options: BudgetOptions) {
    this.#options = options;
    this.adopt(DEFAULT_REQUESTS_PER_MINUTE);
  }

  /** Resolves when the next request may be sent. */
  async take(): Promise<void> {
    await this.#slot();
    while (this.#heldMs > 0) await sleep(this.#heldMs);
  }

  /** Holds every request back, and not only the one that was refused, for as long as Genesys asks. */
  hold(milliseconds: number): void {
    this.#heldUntilMs = Math.max(this.#heldUntilMs, performance.now() + milliseconds);
  }

  /**
   * Takes the org's live limit over. Requests of the running minute are forgotten only when the limit really changed.
   */
  adopt(orgPerMinute: number): void {
    const perMinute = Math.max(1, Math.floor(orgPerMinute * this.#options.share));
    if (perMinute === this.#perMinute) return;
    this.#perMinute = perMinute;
    const throttle = pThrottle({
      limit: perMinute,
      interval: MINUTE_MS,
      strict: true,
      onDelay: () => this.#options.onProgress(`waiting: the guardian keeps to ${perMinute} requests a minute`),
    });
    this.#slot = throttle(async () => {});
  }

  get #heldMs(): number {
    return this.#heldUntilMs - performance.now();
  }
}

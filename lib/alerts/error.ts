/** A message could not be handed over. `message` says what happened, `fix` what a person can do about it. */
export class AlertError extends Error {
  override readonly name: string = 'AlertError';
  readonly fix: string;
  /**
   * True if the channel will never take this very message, whatever anybody does. Not so where it takes no message at
   * all: a topic that is gone, a policy that refuses, a service that is down.
   */
  readonly isFinal: boolean;

  constructor(options: {
    readonly what: string;
    readonly fix: string;
    readonly isFinal?: boolean;
    readonly cause?: unknown;
  }) {
    super(`${options.what}. ${options.fix}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.fix = options.fix;
    this.isFinal = options.isFinal ?? false;
  }
}

/** A message could not be handed over. `message` says what happened, `fix` what a person can do about it. */
export class AlertError extends Error {
  override readonly name: string = 'AlertError';
  readonly fix: string;

  constructor(options: { readonly what: string; readonly fix: string; readonly cause?: unknown }) {
    super(`${options.what}. ${options.fix}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.fix = options.fix;
  }
}

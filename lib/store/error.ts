/**
 * Why the store could not answer:
 * - `unreachable`: no answer from the database; `throttled`: it refuses for load; `denied`: credentials or policy
 * - `missing-table`: the table is not there; `locked`: another process has the embedded store open
 * - `read-only`, `full`: the disk; `corrupt`: what was read back is not what was written
 * - `newer`: written by a newer version of the guardian; `too-large`: one record exceeds what an item can hold
 */
export type StoreErrorKind =
  | 'unreachable'
  | 'throttled'
  | 'denied'
  | 'missing-table'
  | 'locked'
  | 'read-only'
  | 'full'
  | 'corrupt'
  | 'newer'
  | 'too-large'
  | 'other';

/** The database did not do what it was asked. `message` says what, `fix` what a person can do about it. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
  readonly kind: StoreErrorKind;
  readonly fix: string;

  constructor(options: {
    readonly kind: StoreErrorKind;
    readonly what: string;
    readonly fix: string;
    readonly cause?: unknown;
  }) {
    super(`${options.what}. ${options.fix}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = options.kind;
    this.fix = options.fix;
  }
}

/**
 * A mistake that the person at the keyboard can mend: a wrong option, a broken configuration, a store that cannot be
 * opened. Shown without a stack; exit code 2.
 */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

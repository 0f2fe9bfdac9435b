/**
 * A mistake that the person at the keyboard can mend: a wrong option, a broken configuration, a store that cannot be
 * opened. Shown without a stack; exit code 2.
 */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** Asked of an org that no run has read yet: there is no answer, which is not the same as nothing found. Exit code 3. */
export class NothingKnownError extends UsageError {
  override readonly name = 'NothingKnownError';

  /**
   * @param at the past time that was asked about, as ISO time
   * @param begins ISO time at which the org was first known whole, where it ever was
   * @param why where it is none of that
   */
  constructor(org: string, at?: string, begins?: string, why?: string) {
    super(
      at === undefined
        ? `nothing is known of org '${org}' yet: run 'guardian scan' first`
        : `nothing is known of org '${org}' at ${at}: ${
            why ??
            (begins === undefined ? 'its first scan was later, or there was none' : `the history begins at ${begins}`)
          }`,
    );
  }
}

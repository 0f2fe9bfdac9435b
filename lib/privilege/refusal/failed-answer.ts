/** What is known of an answer of the Platform API that was no success. Nothing of it is a credential. */
export interface FailedAnswer {
  readonly status?: number;
  /** Genesys' own code: `missing.any.permissions`. */
  readonly code?: string;
  /** Genesys' own words, on one line, cut where they are too long. */
  readonly message?: string;
  /** Genesys' id of the request, for its support. */
  readonly correlationId?: string;
  /** Seconds, from the header or the message. */
  readonly retryAfterSeconds?: number;
  readonly names: NamesInAnswer;
  /** The call that failed, where the text shows it. Without its query: that may hold a token. */
  readonly call?: { readonly method: string; readonly path: string };
  /** True if the text holds credentials beside the answer: whoever keeps it should know. */
  readonly holdsCredentials: boolean;
}

/** What an error body names; each list sorted, without duplicates. */
export interface NamesInAnswer {
  readonly permissions: readonly string[];
  readonly scopes: readonly string[];
  /** Ids of divisions. */
  readonly divisions: readonly string[];
  /** Ids of access policies. */
  readonly policies: readonly string[];
}

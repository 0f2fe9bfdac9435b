/** A request that the simulator received and what it answered: enough to check both against the API definition. */
export interface RequestLog {
  /** From 1, in the order of arrival. */
  readonly number: number;
  /** Simulated time of arrival. */
  readonly at: string;
  readonly method: string;
  /** Path without its query. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  /** Parsed JSON; absent for a request without a body and for token requests, which carry no JSON. */
  readonly body?: unknown;
  readonly status: number;
  /** The answer's JSON; kept only where the simulator was started with `recordResponses`. */
  readonly responseBody?: unknown;
  /** Which token was used, by its number: never the token. */
  readonly tokenId?: string;
  /** The kinds of the faults that struck. */
  readonly faults: readonly string[];
  /** A mistake of the simulator itself, answered as 500. */
  readonly failure?: string;
}

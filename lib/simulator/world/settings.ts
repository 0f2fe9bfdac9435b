/** When a day's API usage can be read. No public source settles it, so that both ways exist. */
export type UsagePublication =
  /** Once a day: day D appears when `lagHours` have passed since its end; the current day is left out. */
  | { readonly mode: 'late'; readonly lagHours: number }
  /** The current day has a partial count that grows; earlier days are complete at once. */
  | { readonly mode: 'growing' };

/** How the org's API behaves where Genesys leaves it open. Change them at any time. */
export interface WorldSettings {
  /** Time after an edit in which reads of the configuration still answer the state before it. */
  consistencyDelayMs: number;
  /** Time between an edit and the first answer that has its audit entry. */
  auditDelayMs: number;
  /** Serves the ids of clients and their grants in upper case. */
  upperCaseIds: boolean;
  /** Serves `secret` with every client, as older responses did. */
  serveSecrets: boolean;
  /** Shows grants that were made on the subject in `roleDivisions` too. */
  showDirectGrants: boolean;
  /** Splits `/oauth/clients` into pages of this size with a `nextUri`, which its definition does not know. */
  clientsPageSize: number | undefined;
  /** Scopes that the live catalogue has beyond those of July 2026. */
  extraScopes: readonly string[];
  usage: UsagePublication;
  /** What the first polls of a usage job answer before it succeeds, one status a poll. */
  usageJobPolls: readonly ('Queued' | 'Running')[];
  /** Number of polls that answer `Running` before an old usage query or an audit query is complete. */
  queryPolls: number;
}

export function defaultSettings(): WorldSettings {
  return {
    consistencyDelayMs: 0,
    auditDelayMs: 0,
    upperCaseIds: false,
    serveSecrets: false,
    showDirectGrants: false,
    clientsPageSize: undefined,
    extraScopes: [],
    usage: { mode: 'late', lagHours: 6 },
    usageJobPolls: ['Running'],
    queryPolls: 1,
  };
}

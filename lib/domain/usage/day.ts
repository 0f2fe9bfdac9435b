/** Requests of one client on one UTC day, as the usage API counts them. `status400` includes `status429`. */
export interface UsageCounts {
  readonly requests: number;
  readonly status200: number;
  readonly status300: number;
  readonly status400: number;
  readonly status500: number;
  readonly status429: number;
}

/** One row of a usage answer. Source: docs/genesys.md, Usage. Genesys' own clients are already left out. */
export interface UsageRow extends UsageCounts {
  /** UTC day, `yyyy-MM-dd`. */
  readonly date: string;
  readonly clientId: string;
  readonly clientName: string;
}

/** A usage row by operation: for approved endpoints and, later, for the least grant. */
export interface EndpointRow extends UsageRow {
  readonly method: string;
  /** Template URI with a leading slash: `/api/v2/users/{userId}`. */
  readonly template: string;
}

/** What a run read of one day: cumulative counts, as they stood at `at`. */
export interface UsageSample {
  readonly date: string;
  /** ISO time of the read. */
  readonly at: string;
  readonly rows: readonly UsageRow[];
}

/** A client's day: its latest cumulative counts, and the count at the tick before, from which its growth is read. */
export interface ClientDay {
  readonly clientId: string;
  readonly clientName: string;
  readonly counts: UsageCounts;
  /** Requests counted at the org's previous tick of this day; absent where the day was not known then. */
  readonly before?: number;
}

/**
 * All that is known of one UTC day. A *tick* is a sample at which any client's count changed: only then had Genesys
 * refreshed its data. The time between two ticks is the time in which the growth between them arose.
 */
export interface UsageDay {
  readonly date: string;
  readonly clients: ReadonlyMap<string, ClientDay>;
  /** ISO times of the first, the last but one and the last tick. */
  readonly firstTick: string;
  readonly previousTick?: string;
  readonly lastTick: string;
}

/** A number's time resolution: `hour` where growth was watched closely enough, else the whole day. */
export type Resolution = 'hour' | 'day';

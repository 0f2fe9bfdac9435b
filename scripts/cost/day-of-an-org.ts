/** What one org asks for in a day. */
export interface OrgDay {
  readonly scans: number;
  readonly notifications: number;
  /** Batches of audit events. */
  readonly eventBatches: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Messages that the alert topic takes, the digest among them. */
  readonly messages: number;
}

/** Clients of the org that was measured. */
export const CLIENTS = 100;

/**
 * As `npm run bench -- day` prints them for an org of a hundred clients, in the rows `all`: hourly schedules, a new day's
 * counts of usage once a day, a daily digest. On the busy day ten clients are changed, each at another hour, each told of
 * by an audit event.
 */
export const DAYS = {
  quiet: { scans: 48, notifications: 48, eventBatches: 0, readUnits: 526.5, writeUnits: 310, messages: 1 },
  busy: { scans: 58, notifications: 58, eventBatches: 10, readUnits: 1_661.5, writeUnits: 394, messages: 10 },
} as const satisfies Record<string, OrgDay>;

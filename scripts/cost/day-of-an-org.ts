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
 * counts of usage once a day, a daily report and a daily digest, somebody who looks at the dashboard every hour. On the busy day ten clients are changed, each at another hour, each told of
 * by an audit event.
 */
export const DAYS = {
  quiet: { scans: 48, notifications: 48, eventBatches: 0, readUnits: 1_408.5, writeUnits: 462, messages: 2 },
  busy: { scans: 58, notifications: 58, eventBatches: 10, readUnits: 2_559.5, writeUnits: 593, messages: 11 },
} as const satisfies Record<string, OrgDay>;

/** How long items are kept, in days, by kind. Expired items are removed by the database when it gets to it. */
export interface Retention {
  /** Run records and their payloads. Default: 90. The newest run is remembered whatever its age. */
  readonly runDays?: number;
  /** Usage days and calls by operation. Default: 400. */
  readonly usageDays?: number;
  /** Revisions, history records and resolved findings. Default: kept for good. */
  readonly recordDays?: number;
}

/** Seconds since 1970 at which an item of a run at `at` may go, by kind; absent for what stays. */
export interface Expiry {
  readonly run: { readonly expires: number };
  readonly usage: { readonly expires: number };
  readonly record: { readonly expires?: number };
}

export function expiryOf(at: string, { runDays = 90, usageDays = 400, recordDays }: Retention): Expiry {
  const after = (days: number) => ({ expires: Math.floor(Date.parse(at) / 1000) + days * SECONDS_PER_DAY });
  return { run: after(runDays), usage: after(usageDays), record: recordDays === undefined ? {} : after(recordDays) };
}

const SECONDS_PER_DAY = 86_400;

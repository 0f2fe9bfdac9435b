import { addDays, type Day, dayOf } from '../domain/day.ts';
import type { GuardianConfig } from '../domain/manifest.ts';

/** How long items are kept, in days, by kind: `retention` of `guardian.yaml`, whose defaults hold for what is left out. */
export type Retention = Partial<GuardianConfig['retention']>;

/** Seconds since 1970 after which the database may remove an item of a run at `at`, by kind; absent for what stays. */
export interface Expiry {
  /** Run records and their payloads. The newest run is remembered whatever its age. */
  readonly run: { readonly expires: number };
  /** Usage days, calls by operation, and call profiles. */
  readonly usage: { readonly expires: number };
  /** The oldest UTC day of usage that is kept: within a document, for the database removes whole items only. */
  readonly oldestUsageDay: Day;
  /** Revisions, history records and resolved findings. */
  readonly record: { readonly expires?: number };
}

export function expiryOf(at: string, { runsDays = 90, samplesDays = 400, historyDays }: Retention): Expiry {
  const after = (days: number) => ({ expires: Math.floor(Date.parse(at) / 1000) + days * SECONDS_PER_DAY });
  return {
    run: after(runsDays),
    usage: after(samplesDays),
    oldestUsageDay: addDays(dayOf(at), -samplesDays),
    record: historyDays === undefined ? {} : after(historyDays),
  };
}

const SECONDS_PER_DAY = 86_400;

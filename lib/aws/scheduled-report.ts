import { DAY_MS } from '../domain/day.ts';
import type { GuardianConfig, OrgConfig } from '../domain/manifest.ts';
import { lastReport, markReport, reportFacts } from '../jobs/queries/report/index.ts';
import type { Clock, Store } from '../ports.ts';
import { reportHtml } from '../report/index.ts';
import type { KnownRule } from '../rules/known-rules.ts';
import type { ReportShelf } from './report-shelf.ts';

export interface ScheduledReportOptions {
  readonly store: Store;
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly rules: readonly KnownRule[];
  readonly clock: Pick<Clock, 'now'>;
  readonly shelf: ReportShelf;
  /** What runs in the readers' browsers. */
  readonly script: string;
  /** ISO time of the schedule: the same slot twice is one report. */
  readonly slot: string;
}

/** `there-already`: one was written for this slot, or after it. */
export type ScheduledReportOutcome = { readonly outcome: 'written'; readonly bytes: number } | ThereAlready;
interface ThereAlready {
  readonly outcome: 'there-already';
}

/**
 * Writes the report of one org, also of one that was never read: it says so. The mark moves when the report lies where
 * people look for it, so that the next one is about what changed since one that they could see. A crash in between writes
 * it twice.
 *
 * @throws StoreError, or whatever the shelf rejects with
 */
export async function writeScheduledReport(options: ScheduledReportOptions): Promise<ScheduledReportOutcome> {
  const { store, org, clock, shelf, script, slot } = options;
  const now = clock.now();
  const last = await lastReport(store, org.name, now);
  if (last && Date.parse(last.at) >= Date.parse(slot)) return { outcome: 'there-already' };
  const since = new Date(now.getTime() - REPORT_DAYS * DAY_MS).toISOString();
  const facts = await reportFacts({ ...options, since, now, last });
  // Readers of a bucket may be anywhere: browsers write their own times, and what stands still is in UTC.
  const html = reportHtml(facts, { script, timeZone: 'UTC' });
  await shelf.put({ org: org.name, at: facts.until, html });
  await markReport(store, org.name, { at: facts.until, run: facts.overview.run });
  return { outcome: 'written', bytes: Buffer.byteLength(html) };
}

/** As far back as `guardian report` looks where nothing else is said. */
const REPORT_DAYS = 90;

import { systemClock } from '../clock.ts';
import { dayOf } from '../domain/day.ts';
import { lastReport } from '../jobs/queries/report/mark.ts';
import type { Clock, ReportPlace, Store } from '../ports.ts';
import { reportKey, reportLocation } from './report-location.ts';
import { readSettings } from './settings.ts';

export interface NewestReportsOptions {
  readonly store: () => Promise<Store>;
  readonly clock: Pick<Clock, 'now'>;
  readonly bucket: string;
  /** Of the bucket. */
  readonly region: string;
}

/**
 * Finds where an org's newest report is, by the mark of when it was written; undefined where none ever was. Nothing is
 * looked up in the bucket: who tells people where reports are needs no right to them.
 */
export function newestReports(options: NewestReportsOptions): (org: string) => Promise<ReportPlace | undefined> {
  const { store, clock, bucket, region } = options;
  return async (org) => {
    const last = await lastReport(await store(), org, clock.now());
    return last && { at: last.at, ...reportLocation({ bucket, region, key: reportKey(org, dayOf(last.at)) }) };
  };
}

/** The same by the environment of a function; undefined where the stack writes no reports. */
export function deployedReports(store: () => Promise<Store>): ReturnType<typeof newestReports> | undefined {
  const { reports: bucket } = readSettings([]);
  if (bucket === undefined) return undefined;
  return newestReports({ store, clock: systemClock, bucket, region: process.env.AWS_REGION ?? '' });
}

import { gapsOf } from '../../domain/gaps.ts';
import { lastScanOf } from '../../domain/run.ts';
import type { Check } from './check.ts';
import type { DoctorOptions } from './doctor.ts';

/** Whether runs happen, and whether the last one saw everything. */
export async function historyChecks({
  store,
  org,
  clock,
}: Pick<DoctorOptions, 'store' | 'org' | 'clock'>): Promise<Check[]> {
  const run = await store.latestRun(org.name);
  if (!run) {
    return [{ name: 'last run', status: 'warn', detail: 'no run was made yet', fix: "run 'guardian scan'" }];
  }
  const hours = (clock.now().getTime() - Date.parse(lastScanOf(run).at)) / 3_600_000;
  const age = agoOf(hours);
  // An act reads nothing: that somebody decided something does not mean that anybody looked.
  const detail =
    run.job === 'act' ? `${age}, and ${run.id} since then` : `${run.id}, ${age}: ${run.apiCalls} API calls`;
  const checks: Check[] = [
    hours > OLDEST_HOURS
      ? { name: 'last run', status: 'warn', detail, fix: "run 'guardian scan', or look at the schedule" }
      : { name: 'last run', status: 'ok', detail },
  ];
  const gaps = gapsOf(run);
  if (gaps.length > 0) {
    checks.push({
      name: 'last coverage',
      status: 'warn',
      detail: gaps.map(({ source, status, reason }) => `${source} ${status}${reason ? `: ${reason}` : ''}`).join('; '),
      fix: "see the checks of the sources above; 'guardian scan' tries again",
    });
  }
  const { version, newest } = await store.historyLayout(org.name);
  if (version < newest) {
    checks.push({
      name: 'history layout',
      status: 'warn',
      detail: `layout ${version} of ${newest}, as an older version left it: answers by rule, vendor or actor are right, and slow`,
      fix: `run 'guardian migrate --org ${org.name}' (of a deployed guardian: with --stack)`,
    });
  }
  return [...checks, ...run.warnings.map((warning): Check => ({ name: 'warning', status: 'warn', detail: warning }))];
}

function agoOf(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
  return Math.round(hours) === 1 ? '1 hour ago' : `${Math.round(hours)} hours ago`;
}

/** A schedule is hourly, so a day without a run is worth a word. */
const OLDEST_HOURS = 24;

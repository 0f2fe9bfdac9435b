import { DAY_MS } from '../domain/day.ts';
import type { GuardianConfig } from '../domain/manifest.ts';
import type { Check } from '../jobs/doctor/check.ts';
import { lastReport } from '../jobs/queries/report/mark.ts';
import type { Store } from '../ports.ts';

export interface ReportCheckOptions {
  readonly store: Store;
  readonly org: string;
  readonly config: Pick<GuardianConfig, 'schedules'>;
  readonly now: Date;
}

/** What `doctor --stack` says of an org's newest report, by the mark of when it was written. */
export async function reportCheck({ store, org, config, now }: ReportCheckOptions): Promise<Check> {
  const last = await lastReport(store, org, now);
  return ageCheck(config.schedules.report, last?.at, now);
}

/**
 * Whether the newest report is of the last two periods. Pure.
 *
 * @param schedule `schedules.report` of `guardian.yaml`
 * @param at ISO time of the newest report; undefined where none was ever written
 */
export function ageCheck(schedule: string, at: string | undefined, now: Date): Check {
  const name = 'newest report';
  if (schedule === 'off') return { name, status: 'ok', detail: 'schedules.report is off: none are written' };
  if (at === undefined) {
    return {
      name,
      status: 'warn',
      detail: 'none was written of this org yet',
      fix: `${FIX}; the schedule: ${schedule}`,
    };
  }
  const detail = `of ${at}`;
  if (now.getTime() - Date.parse(at) <= MOST_PERIODS * periodDays(schedule) * DAY_MS)
    return { name, status: 'ok', detail };
  return { name, status: 'warn', detail: `${detail}: more than two periods ago`, fix: FIX };
}

/** Longest time between two reports, in days; a `cron` is taken for one of every day, week or month. */
function periodDays(schedule: string): number {
  const [, count = '1', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  const unitDays = DAYS_OF.get(unit);
  if (unitDays !== undefined) return Number(count) * unitDays;
  const [, , dayOfMonth = '*', , dayOfWeek = '*'] = schedule.replace(/^cron\(|\)$/g, '').split(' ');
  if (!EVERY.includes(dayOfMonth)) return 31;
  return EVERY.includes(dayOfWeek) ? 1 : 7;
}

const FIX = 'see "Failures" in docs/runbook.md: the function is `report`';
const MOST_PERIODS = 2;
const EVERY: readonly string[] = ['*', '?'];
const DAYS_OF: ReadonlyMap<string, number> = new Map([
  ['minute', 1 / 1440],
  ['hour', 1 / 24],
  ['day', 1],
]);

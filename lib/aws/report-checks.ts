import { DAY_MS } from '../domain/day.ts';
import type { Check } from '../jobs/doctor/check.ts';

const NAME = 'report';
const FIX = 'see the function \'report\' in "Failures" of docs/runbook.md';

/**
 * What `doctor --stack` says of the newest report. Pure.
 *
 * @param schedule `schedules.report` of `guardian.yaml`
 * @param at ISO time of the newest report; undefined where none was ever written
 */
export function reportCheck(schedule: string, at: string | undefined, now: Date): Check {
  if (schedule === 'off') return { name: NAME, status: 'ok', detail: 'reports are switched off (schedules.report)' };
  if (at === undefined) {
    return {
      name: NAME,
      status: 'warn',
      detail: 'none was written yet',
      fix: `the schedule is ${schedule}; else ${FIX}`,
    };
  }
  const age = (now.getTime() - Date.parse(at)) / DAY_MS;
  const detail = `the newest is of ${at}`;
  if (age <= MOST_PERIODS * periodDays(schedule)) return { name: NAME, status: 'ok', detail };
  return { name: NAME, status: 'warn', detail: `${detail}: that is more than two periods ago`, fix: FIX };
}

/** Longest time between two reports, in days: what a `cron` leaves open is every day, week or month. */
function periodDays(schedule: string): number {
  const [, count = '1', unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  if (unit !== undefined) return Number(count) * (DAYS_OF[unit] ?? 1);
  const [, , dayOfMonth = '*', , dayOfWeek = '*'] = schedule.replace(/^cron\(|\)$/g, '').split(' ');
  if (!EVERY.includes(dayOfMonth)) return 31;
  return EVERY.includes(dayOfWeek) ? 1 : 7;
}

const EVERY = ['*', '?'];
const DAYS_OF: Readonly<Record<string, number>> = { minute: 1 / 1440, hour: 1 / 24, day: 1 };
const MOST_PERIODS = 2;

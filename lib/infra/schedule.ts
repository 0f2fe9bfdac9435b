import { Duration } from 'aws-cdk-lib';
import { TimeWindow } from 'aws-cdk-lib/aws-scheduler';

const SPREAD = Duration.minutes(5);
const DAY = Duration.days(1);

/**
 * Time between two runs of a schedule: that of a `rate`; for a `cron` a day, since a guardian that looks less often than
 * daily is not running.
 *
 * @param expression as EventBridge Scheduler writes it
 */
export function intervalOf(expression: string): Duration {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  switch (unit) {
    case 'minute':
      return Duration.minutes(Number(count));
    case 'hour':
      return Duration.hours(Number(count));
    case 'day':
      return Duration.days(Number(count));
    default:
      return DAY;
  }
}

/**
 * How far a run may be moved, so that all the guardians of the world do not call Genesys on the stroke of the hour: five
 * minutes, and never over a quarter of the interval. Scheduler knows no window under a minute.
 */
export function timeWindow(expression: string): TimeWindow {
  const quarter = Math.floor(intervalOf(expression).toMinutes() / 4);
  const minutes = Math.min(SPREAD.toMinutes(), quarter);
  return minutes < 1 ? TimeWindow.off() : TimeWindow.flexible(Duration.minutes(minutes));
}

const DAILY_DIGEST = 'cron(0 7 * * ? *)';
const WEEKLY_DIGEST = 'cron(0 7 ? * MON *)';

/** When the digest is written. A weekly one, for which nobody chose a time, is written on Monday. */
export function digestSchedule(expression: string, digest: 'daily' | 'weekly'): string {
  return digest === 'weekly' && expression === DAILY_DIGEST ? WEEKLY_DIGEST : expression;
}

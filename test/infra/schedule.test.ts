import fc from 'fast-check';
import { digestSchedule, intervalOf, timeWindow } from '../../lib/infra/schedule.ts';

describe('intervalOf', () => {
  it.each([
    ['rate(1 minute)', 1],
    ['rate(15 minutes)', 15],
    ['rate(1 hour)', 60],
    ['rate(2 days)', 2880],
    ['cron(0 7 * * ? *)', 1440],
  ])('of %s is %d minutes', (expression, minutes) => {
    expect(intervalOf(expression).toMinutes()).toBe(minutes);
  });
});

describe('timeWindow', () => {
  it('spreads runs over five minutes', () => {
    expect(timeWindow('rate(1 hour)').maxWindow?.toMinutes()).toBe(5);
  });

  it('never moves a run by more than a quarter of the time to the next', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (minutes) => {
        const { maxWindow } = timeWindow(`rate(${minutes} minutes)`);
        expect(maxWindow?.toMinutes() ?? 0).toBeLessThanOrEqual(minutes / 4);
      }),
    );
  });

  it('is off where a quarter is less than Scheduler can do', () => {
    expect(timeWindow('rate(3 minutes)').mode).toBe('OFF');
  });
});

describe('digestSchedule', () => {
  it('is Monday for a weekly digest of which nobody said when', () => {
    expect(digestSchedule('cron(0 7 * * ? *)', 'weekly')).toBe('cron(0 7 ? * MON *)');
  });

  it.each([
    ['cron(0 6 ? * FRI *)', 'weekly'],
    ['cron(0 7 * * ? *)', 'daily'],
  ] as const)('is %s as it is written, %s', (expression, digest) => {
    expect(digestSchedule(expression, digest)).toBe(expression);
  });
});

import { ageCheck } from '../../lib/aws/report-check.ts';

const now = new Date('2026-11-23T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

describe('the check of the newest report', () => {
  it.each([
    ['cron(30 6 * * ? *)', 1.9, 'ok'],
    ['cron(30 6 * * ? *)', 2.1, 'warn'],
    ['rate(12 hours)', 0.9, 'ok'],
    ['rate(12 hours)', 1.1, 'warn'],
    ['cron(30 6 ? * MON *)', 13, 'ok'],
    ['cron(30 6 ? * MON *)', 15, 'warn'],
    ['cron(30 6 1 * ? *)', 40, 'ok'],
    ['cron(30 6 1 * ? *)', 63, 'warn'],
  ])('by %s, of one that is %d days old, says %s', (schedule, days, status) => {
    expect(ageCheck(schedule, daysAgo(days), now).status).toBe(status);
  });

  it('warns where none was ever written, and says when one is due', () => {
    const check = ageCheck('rate(1 day)', undefined, now);
    expect(check).toMatchObject({ status: 'warn', detail: 'none was written of this org yet' });
    expect(check.fix).toContain('rate(1 day)');
  });

  it('has nothing against reports that are switched off', () => {
    expect(ageCheck('off', undefined, now).status).toBe('ok');
  });
});

import fc from 'fast-check';
import { weekdayOf } from '../../../lib/domain/usage/calendar.ts';
import type { UsageDay } from '../../../lib/domain/usage/day.ts';
import { type KnownForecast, type MonthForecast, monthForecast } from '../../../lib/domain/usage/forecast.ts';
import { weekdayProfile } from '../../../lib/domain/usage/weekday-profile.ts';
import { completeDay, completeDays, dayOfSamples, sampleAt } from './fixtures.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-31' };
/** A Monday, with 15 days of the month over. */
const NOW = '2026-03-16T09:00:00Z';

const isWeekend = (date: string) => [0, 6].includes(weekdayOf(date));
const steady = () => ({ acme: 1_000, beta: 50 });
const officeHours = (date: string) => ({ acme: isWeekend(date) ? 10 : 1_000, beta: 1 });

const forecast = (days: readonly UsageDay[], clientId = 'acme') =>
  monthForecast({ days, clientId, now: NOW, month: MARCH });

describe('the forecast of a month', () => {
  it('of a steady client is its daily count for every day of the month', () => {
    const month = known(forecast(completeDays('2026-03-15', 56, steady)));
    expect(month).toMatchObject({
      requests: 31_000,
      observed: 15_000,
      confidence: 'high',
      knownDays: 56,
      unknownDays: 0,
    });
    expect(month.low).toBeLessThan(31_000);
    expect(month.high).toBeGreaterThan(31_000);
  });

  it('is as wide as the single days and the weekday medians scatter', () => {
    const month = known(forecast(completeDays('2026-03-15', 56, steady)));
    // 16 days to come, each with a variance of 1,000: three Mondays, three Tuesdays, two of each other weekday.
    const ofDays = 16 * 1_000;
    const ofMedians = (1_000 * (Math.PI / 2) * (3 ** 2 + 3 ** 2 + 5 * 2 ** 2)) / 8;
    const halfWidth = 1.2816 * Math.sqrt(ofDays + ofMedians);
    expect([month.low, month.high]).toEqual([Math.floor(31_000 - halfWidth), Math.ceil(31_000 + halfWidth)]);
  });

  it('follows the weekdays', () => {
    expect(known(forecast(completeDays('2026-03-15', 56, officeHours))).requests).toBe(22 * 1_000 + 9 * 10);
  });

  it('is not led astray by one wild day', () => {
    const days = completeDays('2026-03-15', 56, (date) => ({ acme: date === '2026-02-10' ? 500_000 : 1_000 }));
    expect(known(forecast(days)).requests).toBe(31_000);
  });

  it('of the org is that of all clients but those of Genesys', () => {
    const days = completeDays('2026-03-15', 56, () => ({ ...steady(), 'purecloud-builtin': 9_999 }));
    expect(known(monthForecast({ days, now: NOW, month: MARCH })).requests).toBe(31 * 1_050);
  });

  it('takes the count of today as the least that today will bring', () => {
    const days = completeDays('2026-03-15', 56, steady);
    const quiet = dayOfSamples(sampleAt('08:00', { acme: 300 }, '2026-03-16'));
    const busy = dayOfSamples(sampleAt('08:00', { acme: 5_000 }, '2026-03-16'));
    expect(known(forecast([...days, quiet]))).toMatchObject({ requests: 31_000, observed: 15_300 });
    expect(known(forecast([...days, busy]))).toMatchObject({ requests: 35_000, observed: 20_000 });
  });

  it('takes a day that is over but was not refreshed since as partial', () => {
    const days = completeDays('2026-03-14', 56, steady);
    const partial = dayOfSamples(sampleAt('08:00', { acme: 300 }, '2026-03-15'));
    expect(known(forecast([...days, partial]))).toMatchObject({ requests: 31_000, observed: 14_300 });
  });

  it('takes the count of a day as whole once a newer day is known', () => {
    const days = completeDays('2026-03-14', 56, steady);
    const yesterday = dayOfSamples(sampleAt('20:00', { acme: 300 }, '2026-03-15'));
    const today = dayOfSamples(sampleAt('08:00', { beta: 1 }, '2026-03-16'));
    expect(known(forecast([...days, yesterday, today])).requests).toBe(30_300);
  });

  it('forgets what was more than eight weeks ago', () => {
    const days = completeDays('2026-03-15', 116, (date) => ({ acme: date < '2026-01-19' ? 9_000 : 1_000 }));
    expect(known(forecast(days))).toMatchObject({ requests: 31_000, knownDays: 56 });
  });

  it('estimates unknown days like future ones, and is less sure for it', () => {
    const all = completeDays('2026-03-15', 56, steady);
    const month = known(forecast(all));
    const gappy = known(forecast(all.filter(({ date }) => date !== '2026-03-05')));
    expect(gappy).toMatchObject({ requests: 31_000, unknownDays: 1, confidence: 'medium' });
    expect(gappy.high - gappy.low).toBeGreaterThan(month.high - month.low);
  });

  it.each([
    [7, 'low'],
    [20, 'low'],
    [21, 'medium'],
    [41, 'medium'],
    [42, 'high'],
  ])('from %d days has the confidence %s', (count, confidence) => {
    expect(
      monthForecast({
        days: completeDays('2026-03-31', count, steady),
        clientId: 'acme',
        now: '2026-04-01T09:00:00Z',
        month: { from: '2026-04-01', to: '2026-04-30' },
      }).confidence,
    ).toBe(confidence);
  });

  it('is not given from fewer than seven complete days, and says so', () => {
    expect(forecast(completeDays('2026-03-15', 6, steady))).toEqual({
      confidence: 'none',
      month: MARCH,
      reason: 'only 6 complete days are known: a forecast needs 7',
    });
  });

  it('does not take the days before a client was first seen for its history', () => {
    const days = completeDays('2026-03-15', 56, (date) => ({ old: 5, ...(date >= '2026-03-12' && { acme: 1_000 }) }));
    expect(forecast(days)).toMatchObject({ confidence: 'none', reason: expect.stringContaining('only 4 complete') });
  });

  it('of a client that never called is zero', () => {
    expect(known(forecast(completeDays('2026-03-15', 56, steady), 'nobody'))).toMatchObject({
      requests: 0,
      low: 0,
      high: 0,
    });
  });

  it('starts anew with the billing month', () => {
    const days = completeDays('2026-03-31', 56, steady);
    const april = monthForecast({
      days,
      clientId: 'acme',
      now: '2026-04-01T00:10:00Z',
      month: { from: '2026-04-01', to: '2026-04-30' },
    });
    expect(april).toMatchObject({ requests: 30_000, observed: 0 });
  });

  it('lies in its own interval, which reaches no lower than what was counted', () => {
    const counts = fc.array(fc.option(fc.nat(100_000)), { minLength: 7, maxLength: 56 });
    fc.assert(
      fc.property(counts, (requests) => {
        const days = requests.flatMap((acme, index) =>
          acme === null
            ? []
            : [completeDay(new Date(Date.UTC(2026, 2, 15 - index)).toISOString().slice(0, 10), { acme })],
        );
        const month = forecast(days);
        if (month.confidence === 'none') return;
        expect(month.low).toBeLessThanOrEqual(month.requests);
        expect(month.requests).toBeLessThanOrEqual(month.high);
        expect(month.low).toBeGreaterThanOrEqual(month.observed);
      }),
    );
  });
});

describe('the profile of the weekdays', () => {
  it('is wider where every weekday was seen once than where it was seen often', () => {
    const counts = (date: string) => ({ date, requests: isWeekend(date) ? 10 : 1_000 });
    const once = weekdayProfile(dates(7).map(counts));
    const often = weekdayProfile(dates(56).map(counts));
    expect(once.sigma('2026-03-16')).toBeGreaterThan(often.sigma('2026-03-16'));
  });

  it('takes the median of all days for a weekday that was never seen', () => {
    const profile = weekdayProfile(dates(3).map((date, index) => ({ date, requests: [10, 30, 20][index] ?? 0 })));
    expect(profile.centre('2026-03-18')).toBe(20);
  });
});

/** Days on end, the last on Sunday 15 March 2026. */
function dates(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(2026, 2, 15 - index)).toISOString().slice(0, 10),
  );
}

function known(month: MonthForecast): KnownForecast {
  if (month.confidence === 'none') throw new Error(month.reason);
  return month;
}

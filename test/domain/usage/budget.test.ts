import fc from 'fast-check';
import { billingMonth } from '../../../lib/domain/usage/billing-month.ts';
import { budget, monthlyAllowance, quotaOf } from '../../../lib/domain/usage/budget.ts';
import { LICENCE_TYPES, type Licences, licenceProblems } from '../../../lib/domain/usage/licence.ts';

const APRIL = '2026-04-15T12:00:00Z';

describe('the budget of an org', () => {
  it('with 100 named CX3 users is 14 million a month, and 19,444 an hour of a month of 30 days', () => {
    const april = budget({ licences: { CX3: 100 } }, APRIL);
    expect(april).toMatchObject({
      basis: 'licences',
      monthlyAllowance: 14_000_000,
      hoursInMonth: 720,
      month: { from: '2026-04-01', to: '2026-04-30' },
    });
    expect(Math.floor(april.hourlyQuota ?? 0)).toBe(19_444);
  });

  it('spreads the allowance over the hours of the month at hand', () => {
    expect(budget({ monthlyAllowance: 744_000 }, '2026-03-15T12:00:00Z').hourlyQuota).toBe(1_000);
    expect(budget({ monthlyAllowance: 672_000 }, '2026-02-15T12:00:00Z').hourlyQuota).toBe(1_000);
  });

  it('keeps an hourly quota as it is stated', () => {
    expect(budget({ hourlyQuota: 1_000 }, APRIL)).toMatchObject({
      basis: 'hourlyQuota',
      hourlyQuota: 1_000,
      monthlyAllowance: 720_000,
    });
  });

  it.each([
    [undefined, /is configured/],
    [{ licences: {} }, /allow no request/],
    [{ licences: { CX3: 0 } }, /allow no request/],
  ])('is unknown, with the reason, for %j', (quota, reason) => {
    expect(budget(quota, APRIL)).toMatchObject({
      basis: 'unknown',
      hourlyQuota: null,
      monthlyAllowance: null,
      reason: expect.stringMatching(reason),
    });
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d as a quota', (given) => {
    expect(() => budget({ hourlyQuota: given }, APRIL)).toThrow(/hourlyQuota is .*: give a number above 0/);
    expect(() => budget({ monthlyAllowance: given }, APRIL)).toThrow(/monthlyAllowance is/);
  });

  it('takes the hourly quota before the monthly allowance before the licences', () => {
    expect(quotaOf({ hourlyQuota: 1, monthlyAllowance: 2, licences: { EX: 3 } })).toEqual({ hourlyQuota: 1 });
    expect(quotaOf({ monthlyAllowance: 2, licences: { EX: 3 } })).toEqual({ monthlyAllowance: 2 });
    expect(quotaOf({ licences: { EX: 3 } })).toEqual({ licences: { EX: 3 } });
    expect(quotaOf({})).toBeUndefined();
  });
});

describe('licences', () => {
  const allowance = (licences: Licences) => monthlyAllowance({ licences }, 720);

  it.each<[string, Licences, number]>([
    ['a Communicate user', { Communicate: 1 }, 10_000],
    ['a named CX1 user', { CX1: { named: 1 } }, 75_000],
    ['a concurrent CX1 user', { CX1: { concurrent: 1 } }, 97_500],
    ['a named CX2 user', { CX2: 1 }, 110_000],
    ['a concurrent CX2 user', { CX2: { concurrent: 1 } }, 143_000],
    ['a named CX3 user', { CX3: 1 }, 140_000],
    ['a concurrent CX3 user', { CX3: { concurrent: 1 } }, 182_000],
    ['an EX user', { EX: 1 }, 75_000],
    ['111 hours of an hourly CX2 licence', { CX2: { hourly: 111 } }, 110_000],
  ])('give the allowance of %s', (_, licences, requests) => expect(allowance(licences)).toBe(requests));

  it('are refused under a name that Genesys does not sell, with the names that it does', () => {
    expect(() => allowance({ CX4: 1 })).toThrow("unknown licence 'CX4': use one of Communicate, CX1, CX2, CX3, EX");
    expect(() => allowance({ toString: 1 })).toThrow("unknown licence 'toString'");
  });

  it('are told all their problems at once', () => {
    expect(licenceProblems({ CX4: 1, CX3: -2, EX: { concurrent: 5 }, CX1: { named: 1, hourly: Number.NaN } })).toEqual([
      "unknown licence 'CX4': use one of Communicate, CX1, CX2, CX3, EX",
      '-2 named CX3 licences: give a number of at least 0',
      'EX has no concurrent licence: use named or hourly',
      'NaN hourly CX1 licences: give a number of at least 0',
    ]);
  });

  it('add up: the allowance of two lots is that of both together', () => {
    const lot = fc.dictionary(fc.constantFrom(...LICENCE_TYPES), fc.nat(5_000));
    fc.assert(
      fc.property(lot, lot, (a, b) => {
        const both = Object.fromEntries(LICENCE_TYPES.map((type) => [type, (a[type] ?? 0) + (b[type] ?? 0)]));
        expect(allowance(both)).toBe(allowance(a) + allowance(b));
      }),
    );
  });
});

describe('the billing month', () => {
  it.each([
    ['2026-03-01T00:00:00Z', 1, '2026-03-01', '2026-03-31', 744],
    ['2026-02-28T23:59:59Z', 1, '2026-02-01', '2026-02-28', 672],
    ['2028-02-29T12:00:00Z', 1, '2028-02-01', '2028-02-29', 696],
    ['2026-03-14T23:59:59Z', 15, '2026-02-15', '2026-03-14', 672],
    ['2026-03-15T00:00:00Z', 15, '2026-03-15', '2026-04-14', 744],
    ['2026-01-27T12:00:00Z', 28, '2025-12-28', '2026-01-27', 744],
    ['2026-12-31T12:00:00Z', 28, '2026-12-28', '2027-01-27', 744],
  ])('of %s with billing day %d is %s to %s', (time, billingDay, from, to, hours) => {
    expect(billingMonth(time, billingDay)).toEqual({ from, to, days: hours / 24, hours });
  });

  it('is counted in UTC', () => {
    expect(billingMonth('2026-03-01T00:30:00+02:00').to).toBe('2026-02-28');
  });

  it('holds the time that it is asked for', () => {
    const anyTime = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(anyTime, fc.integer({ min: 1, max: 28 }), (time, billingDay) => {
        const { from, to } = billingMonth(time, billingDay);
        const today = time.toISOString().slice(0, 10);
        expect(from <= today && today <= to).toBe(true);
      }),
    );
  });

  it.each([0, 29, 1.5])('does not start on day %d', (billingDay) => {
    expect(() => billingMonth(APRIL, billingDay)).toThrow(/whole number from 1 to 28/);
  });
});

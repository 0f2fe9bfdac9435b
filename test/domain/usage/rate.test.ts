import fc from 'fast-check';
import { clientRate, isOverShare, latestRate } from '../../../lib/domain/usage/rate.ts';
import { at, completeDay, dayOfSamples, sampleAt } from './fixtures.ts';

const TOMORROW = '2026-03-05';

describe("a client's rate on a day in progress", () => {
  const growing = dayOfSamples(
    sampleAt('10:00', { acme: 1_000, beta: 50 }),
    sampleAt('11:00', { acme: 7_000, beta: 50 }),
  );

  it('is its growth between the last two ticks', () => {
    expect(clientRate(growing, 'acme', at('11:05'))).toEqual({
      perHour: 6_000,
      resolution: 'hour',
      from: at('10:00'),
      to: at('11:00'),
      basis: 'growth',
    });
  });

  it('stays what it was while nothing moves for anybody: the data was not refreshed', () => {
    const plateau = dayOfSamples(
      sampleAt('10:00', { acme: 1_000 }),
      sampleAt('11:00', { acme: 7_000 }),
      sampleAt('14:00', { acme: 7_000 }),
    );
    expect(clientRate(plateau, 'acme', at('14:05')).perHour).toBe(6_000);
  });

  it('is zero for a client that was idle while others grew', () => {
    expect(clientRate(growing, 'beta', at('11:05'))).toMatchObject({ perHour: 0, basis: 'growth' });
  });

  it('is zero for a client without a row', () => {
    expect(clientRate(growing, 'nobody', at('11:05')).perHour).toBe(0);
  });

  it('divides by the time since the last tick, not since the last sample', () => {
    const day = dayOfSamples(
      sampleAt('10:00', { acme: 100 }),
      sampleAt('11:00', { acme: 100 }),
      sampleAt('12:00', { acme: 300 }),
    );
    expect(clientRate(day, 'acme', at('12:05')).perHour).toBe(100);
  });

  it.each([
    ['12:00', 'hour'],
    ['12:01', 'day'],
  ])('that grew from 10:00 to %s has the resolution %s', (time, resolution) => {
    const day = dayOfSamples(sampleAt('10:00', { acme: 100 }), sampleAt(time, { acme: 300 }));
    expect(clientRate(day, 'acme', at('13:00')).resolution).toBe(resolution);
  });

  it('is a lower bound, the count by the hours so far, where the count was seen once', () => {
    const once = dayOfSamples(sampleAt('10:00', { acme: 5_000 }));
    expect(clientRate(once, 'acme', at('12:00'))).toEqual({
      perHour: 500,
      resolution: 'day',
      from: at('00:00'),
      to: at('10:00'),
      basis: 'elapsed-mean',
    });
  });

  it('is not blown up from two reads a second apart', () => {
    const day = dayOfSamples(sampleAt('10:00', { acme: 100 }), sampleAt('2026-03-04T10:00:01.000Z', { acme: 110 }));
    expect(clientRate(day, 'acme', at('10:01')).perHour).toBeCloseTo(120);
  });
});

describe("a client's rate on a day that is over", () => {
  it('is the mean of its count', () => {
    expect(clientRate(completeDay('2026-03-04', { acme: 48_000 }), 'acme', at('09:00', TOMORROW))).toEqual({
      perHour: 2_000,
      resolution: 'day',
      from: at('00:00'),
      to: at('00:00', TOMORROW),
      basis: 'day-mean',
    });
  });

  it('counts late data in its mean, and never as growth', () => {
    const late = dayOfSamples(sampleAt('23:00', { acme: 24_000 }), sampleAt(at('01:00', TOMORROW), { acme: 48_000 }));
    expect(clientRate(late, 'acme', at('01:05', TOMORROW))).toMatchObject({ perHour: 2_000, basis: 'day-mean' });
    expect(clientRate(late, 'acme', at('23:59'))).toMatchObject({ basis: 'day-mean' });
  });
});

describe('the latest rate', () => {
  const yesterday = (acme: number) => completeDay('2026-03-03', { acme });
  const today = dayOfSamples(sampleAt('10:00', { acme: 1_000 }), sampleAt('11:00', { acme: 7_000 }));

  it('is unknown where no day is', () => expect(latestRate([], 'acme', at('11:00'))).toBeUndefined());

  it('is the growth where that is higher, with both candidates as evidence', () => {
    const rate = latestRate([yesterday(24_000), today], 'acme', at('11:05'));
    expect(rate?.verdict).toMatchObject({ perHour: 6_000, basis: 'growth' });
    expect(rate?.inProgress?.perHour).toBe(6_000);
    expect(rate?.complete?.perHour).toBe(1_000);
  });

  it("is yesterday's mean where that is higher", () => {
    const rate = latestRate([yesterday(240_000), today], 'acme', at('11:05'));
    expect(rate?.verdict).toMatchObject({ perHour: 10_000, basis: 'day-mean' });
  });

  it('does not depend on the order of the days', () => {
    const days = [yesterday(24_000), completeDay('2026-03-02', { acme: 999_999 }), today];
    expect(latestRate(days, 'acme', at('11:05'))).toEqual(latestRate([...days].reverse(), 'acme', at('11:05')));
  });

  it('holds past midnight until newer data comes', () => {
    expect(latestRate([today], 'acme', at('00:30', TOMORROW))?.verdict).toMatchObject({
      perHour: 6_000,
      basis: 'growth',
    });
    const newer = dayOfSamples(sampleAt('01:00', { acme: 60 }, TOMORROW));
    expect(latestRate([today, newer], 'acme', at('01:05', TOMORROW))?.verdict).toMatchObject({ basis: 'day-mean' });
  });

  it('lapses a day after its last tick', () => {
    expect(latestRate([today], 'acme', at('11:00', TOMORROW))?.verdict.basis).toBe('growth');
    expect(latestRate([today], 'acme', at('11:01', TOMORROW))?.verdict.basis).toBe('day-mean');
  });

  it('does not look into the future when the past is replayed', () => {
    expect(latestRate([yesterday(24_000), today], 'acme', '2026-03-03T12:00:00Z')?.inProgress).toBeUndefined();
    expect(latestRate([today], 'acme', '2026-03-03T12:00:00Z')).toBeUndefined();
  });

  it('is never negative', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.nat(1_000)), { minLength: 1 }), (reads) => {
        const samples = reads.map(([hours, acme]) => sampleAt(hour(hours), { acme }));
        const perHour = latestRate([dayOfSamples(...samples)], 'acme', hour(41))?.verdict.perHour ?? -1;
        expect(perHour).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(perHour)).toBe(true);
      }),
    ));
});

describe('a share of the quota', () => {
  it('of exactly half is not over half', () => {
    expect(isOverShare(9_722, 19_444, 0.5)).toBe(false);
    expect(isOverShare(9_723, 19_444, 0.5)).toBe(true);
  });

  it('is exact for shares that binary numbers are not', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100 }), (percent) => !isOverShare(percent, 100, percent / 100)));
  });
});

function hour(hours: number): string {
  return new Date(Date.parse(at('00:00')) + hours * 3_600_000).toISOString();
}

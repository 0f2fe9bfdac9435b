import { asOf, isStale } from '../../../lib/domain/usage/freshness.ts';
import { at, completeDay, dayOfSamples, sampleAt } from './fixtures.ts';

describe('the time of the data', () => {
  const today = dayOfSamples(
    sampleAt('10:00', { acme: 100 }),
    sampleAt('11:00', { acme: 200 }),
    sampleAt('13:00', { acme: 200 }),
  );

  it('is the last tick of a day in progress, not the last read', () => {
    expect(asOf([completeDay('2026-03-03', { acme: 1 }), today], at('13:05'))).toBe(at('11:00'));
  });

  it('is the end of the newest known day where it was read after that', () => {
    expect(asOf([completeDay('2026-03-03', { acme: 1 })], at('13:05'))).toBe(at('00:00'));
  });

  it('is the last tick of a day that is over but was not refreshed since', () => {
    expect(asOf([today], at('09:00', '2026-03-06'))).toBe(at('11:00'));
  });

  it('is unknown where no day is', () => expect(asOf([], at('13:05'))).toBeUndefined());
});

describe('usage data', () => {
  it('is stale when it is over 48 hours old', () => {
    expect(isStale(at('11:00'), at('11:00', '2026-03-06'))).toBe(false);
    expect(isStale(at('11:00'), at('11:01', '2026-03-06'))).toBe(true);
  });

  it('is stale after other hours on demand', () => expect(isStale(at('11:00'), at('14:00'), 2)).toBe(true));

  it('is stale where there is none', () => expect(isStale(undefined, at('11:00'))).toBe(true));
});

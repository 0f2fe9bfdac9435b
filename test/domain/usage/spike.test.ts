import { addDays } from '../../../lib/domain/day.ts';
import type { UsageDay } from '../../../lib/domain/usage/day.ts';
import { type SpikeOptions, spikes } from '../../../lib/domain/usage/spike.ts';
import { completeDay, completeDays, dayOfSamples, sampleAt } from './fixtures.ts';

/** A Monday; the Mondays before it had 2,000, 2,100, 1,900 and 2,000 requests: median 2,000, MAD 50. */
const MONDAY = '2026-03-16';
const MONDAYS = [2_000, 2_100, 1_900, 2_000];
const LIMIT = 2_000 + 5 * 1.4826 * 50;

const history = (counts: readonly number[] = MONDAYS): UsageDay[] =>
  counts.map((acme, index) => completeDay(addDays(MONDAY, -7 * (index + 1)), { acme, other: 1 }));

const judge = (acme: number, days = history(), options?: SpikeOptions) =>
  spikes([...days, completeDay(MONDAY, { acme, other: 1 })], 'acme', '2026-03-17T09:00:00Z', options);

describe('a day', () => {
  it("far above the same weekday's history is a spike, with what it was held against", () => {
    expect(judge(10_000)).toEqual({
      outcome: 'spike',
      date: MONDAY,
      requests: 10_000,
      median: 2_000,
      limit: LIMIT,
      sameWeekdays: 4,
    });
  });

  it('like the ones before it is normal', () => expect(judge(2_050).outcome).toBe('normal'));

  it('above the limit but under twice the median is normal', () => {
    expect(3_999).toBeGreaterThan(LIMIT);
    expect(judge(3_999).outcome).toBe('normal');
    expect(judge(4_000).outcome).toBe('spike');
  });

  it('exactly at the limit is normal', () => {
    const scattered = history([1_000, 2_000, 3_000, 4_000]);
    const limit = 2_500 + 5 * 1.4826 * 1_000;
    expect(judge(limit, scattered).outcome).toBe('normal');
    expect(judge(limit + 1, scattered).outcome).toBe('spike');
  });

  it('under 1,000 requests is normal, however quiet the others were', () => {
    const quiet = history([10, 10, 10, 10]);
    expect(judge(999, quiet).outcome).toBe('normal');
    expect(judge(1_000, quiet).outcome).toBe('spike');
  });

  it('is held against its own weekday alone', () => {
    const tuesdays = completeDays('2026-03-10', 1, () => ({ acme: 90_000 }));
    expect(judge(10_000, [...history(), ...tuesdays]).outcome).toBe('spike');
  });

  it('is unknown with fewer than four days of the same weekday', () => {
    expect(judge(10_000, history([2_000, 2_000, 2_000]))).toEqual({
      outcome: 'unknown',
      reason: '3 days of the same weekday as 2026-03-16 are known: a verdict needs 4',
    });
  });

  it('is a spike for a client that wakes from sleep: a known day without a row is zero', () => {
    const asleep = completeDays('2026-03-15', 30, () => ({ other: 1 }));
    expect(judge(5_000, asleep).outcome).toBe('spike');
  });

  it('is unknown for a client that did not exist on the days before', () => {
    const before = completeDays('2026-03-15', 30, () => ({ other: 1 }));
    expect(judge(5_000, before, { since: '2026-03-10T12:00:00Z' }).outcome).toBe('unknown');
  });

  it('is unknown where none is complete', () => {
    const today = dayOfSamples(sampleAt('08:00', { acme: 10_000 }, MONDAY));
    expect(spikes([today], 'acme', '2026-03-16T09:00:00Z')).toEqual({
      outcome: 'unknown',
      reason: 'no complete day is known',
    });
  });

  it('obeys other thresholds', () => {
    expect(judge(10_000, history(), { threshold: 200 }).outcome).toBe('normal');
    expect(judge(10_000, history(), { minRequests: 20_000 }).outcome).toBe('normal');
    expect(judge(10_000, history(), { minRatio: 6 }).outcome).toBe('normal');
    expect(judge(10_000, history(), { minSameWeekdays: 5 }).outcome).toBe('unknown');
    expect(judge(10_000, history(), { weeks: 3 }).outcome).toBe('unknown');
  });
});

describe('a count that may still grow', () => {
  const soFar = (acme: number) =>
    spikes([...history(), dayOfSamples(sampleAt('12:00', { acme }, MONDAY))], 'acme', '2026-03-17T00:30:00Z');

  it('proves a spike', () => expect(soFar(10_000).outcome).toBe('spike'));

  it.each([10, 2_050])('of %d does not prove that there is none', (acme) => {
    expect(soFar(acme)).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('may still grow') });
  });
});

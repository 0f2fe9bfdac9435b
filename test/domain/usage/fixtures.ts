import { addDays } from '../../../lib/domain/day.ts';
import type { UsageCounts, UsageDay, UsageRow, UsageSample } from '../../../lib/domain/usage/day.ts';
import { foldSample } from '../../../lib/domain/usage/meter.ts';

/** A Wednesday. */
export const DAY = '2026-03-04';

export const at = (time: string, date = DAY): string => `${date}T${time}:00.000Z`;

export const row = (clientId: string, requests: number, other: Partial<UsageCounts> = {}, date = DAY): UsageRow => ({
  date,
  clientId,
  clientName: `${clientId} app`,
  requests,
  status200: requests - (other.status400 ?? 0),
  status300: 0,
  status400: 0,
  status500: 0,
  status429: 0,
  ...other,
});

/** A read of {@link DAY} at a time of it: `sampleAt('10:00', { acme: 100 })`. */
export const sampleAt = (time: string, requests: Record<string, number>, date = DAY): UsageSample => ({
  date,
  at: time.includes('T') ? time : at(time, date),
  rows: Object.entries(requests).map(([clientId, count]) => row(clientId, count, {}, date)),
});

export function fold(samples: readonly UsageSample[], day?: UsageDay): UsageDay | undefined {
  return samples.reduce(foldSample, day);
}

/** The day that some samples make known. */
export function dayOfSamples(...samples: UsageSample[]): UsageDay {
  const day = fold(samples);
  if (!day) throw new Error('the samples hold no row');
  return day;
}

/** A day that was read once, in the night after it. */
export const completeDay = (date: string, requests: Record<string, number>): UsageDay =>
  dayOfSamples(sampleAt(`${addDays(date, 1)}T06:00:00.000Z`, requests, date));

/** Complete days on end: `count` of them, the last on `last`. */
export const completeDays = (
  last: string,
  count: number,
  requests: (date: string) => Record<string, number>,
): UsageDay[] =>
  Array.from({ length: count }, (_, index) => addDays(last, index + 1 - count)).map((date) =>
    completeDay(date, requests(date)),
  );

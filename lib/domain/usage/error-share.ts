import type { DaySpan } from './calendar.ts';
import type { UsageDay } from './day.ts';
import { daysWithin, sumOf } from './known-days.ts';

/** The share of a client's requests that failed in one way, over the known days of a window. */
export interface ErrorShare {
  /** `errors / requests`, 0 … 1; 0 where there was no request. */
  readonly share: number;
  readonly errors: number;
  readonly requests: number;
  readonly knownDays: number;
}

/** Requests refused for their rate. `undefined` where no day of the window is known. */
export function shareOf429(days: readonly UsageDay[], clientId: string, window: DaySpan): ErrorShare | undefined {
  return errorShare(daysWithin(days, window), clientId, (known) => sumOf(known, clientId, 'status429'));
}

/** Requests that failed for another fault of the caller: 4xx without 429. `undefined` where no day is known. */
export function shareOf4xx(days: readonly UsageDay[], clientId: string, window: DaySpan): ErrorShare | undefined {
  return errorShare(daysWithin(days, window), clientId, (known) =>
    Math.max(0, sumOf(known, clientId, 'status400') - sumOf(known, clientId, 'status429')),
  );
}

function errorShare(
  known: readonly UsageDay[],
  clientId: string,
  countErrors: (known: readonly UsageDay[]) => number,
): ErrorShare | undefined {
  if (known.length === 0) return undefined;
  const requests = sumOf(known, clientId, 'requests');
  const errors = countErrors(known);
  return { share: requests === 0 ? 0 : errors / requests, errors, requests, knownDays: known.length };
}

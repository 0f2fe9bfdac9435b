import { addDays } from '../../lib/domain/day.ts';
import { type Budget, budget, type Quota } from '../../lib/domain/usage/budget.ts';
import type { EndpointRow, UsageCounts, UsageDay } from '../../lib/domain/usage/day.ts';
import { asOf } from '../../lib/domain/usage/freshness.ts';
import { foldSample } from '../../lib/domain/usage/meter.ts';
import type { UsageFacts } from '../../lib/rules/rule.ts';
import { NOW } from './facts.ts';

/** The newest day that is over at {@link NOW}, a Thursday. */
export const YESTERDAY = '2026-11-19';

/** Requests of clients on a day, by client id: a plain number of successful ones, or whole counts. */
export type Requests = Readonly<Record<string, number | UsageCounts>>;

/** A day that was read once, in the early morning after it. */
export function wholeDay(date: string, requests: Requests): UsageDay {
  return dayRead(date, [[`${addDays(date, 1)}T06:00:00.000Z`, requests]]);
}

/** A day that was read several times, oldest first. */
export function dayRead(date: string, reads: readonly (readonly [at: string, requests: Requests])[]): UsageDay {
  const day = reads.reduce<UsageDay | undefined>((known, [at, requests]) => {
    const rows = Object.entries(requests).map(([clientId, given]) => ({
      date,
      clientId,
      clientName: `Name of ${clientId}`,
      ...(typeof given === 'number' ? counts({ requests: given }) : given),
    }));
    return foldSample(known, { date, at, rows });
  }, undefined);
  if (!day) throw new Error('nothing was read');
  return day;
}

/** `count` whole days up to yesterday, all alike. */
export function alikeDays(count: number, requests: Requests, last = YESTERDAY): UsageDay[] {
  return Array.from({ length: count }, (_, index) => wholeDay(addDays(last, index + 1 - count), requests));
}

export function counts(given: Partial<UsageCounts> & Pick<UsageCounts, 'requests'>): UsageCounts {
  const { requests, status400 = 0 } = given;
  return { status200: requests - status400, status300: 0, status400, status500: 0, status429: 0, ...given };
}

/** Usage as a run hands it to rules: the data's time follows from the days. */
export function usageFacts(known: {
  readonly days: readonly UsageDay[];
  readonly endpoints?: readonly EndpointRow[];
  readonly quota?: Quota;
}): UsageFacts {
  const { days, endpoints = [], quota } = known;
  const time = asOf(days, NOW);
  return { days, endpoints, ...(quota && { budget: budgetOf(quota) }), ...(time && { asOf: time }) };
}

/** A call by operation, as usage shows it. */
export function aCall(clientId: string, operation: string, requests = 1): EndpointRow {
  const [method = '', template = ''] = operation.split(' ');
  return { date: YESTERDAY, clientId, clientName: `Name of ${clientId}`, method, template, ...counts({ requests }) };
}

function budgetOf(quota: Quota): Budget {
  return budget(quota, NOW);
}

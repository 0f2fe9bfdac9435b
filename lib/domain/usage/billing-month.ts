import { addDays, dayOf } from '../day.ts';
import { type DaySpan, daysBetween, type Instant } from './calendar.ts';

/** A billing month: its first and last UTC day, both inclusive, and its length. */
export interface BillingMonth extends DaySpan {
  readonly days: number;
  readonly hours: number;
}

/**
 * The billing month that a time falls in. It starts on `billingDay` (1–28, so that every month has one) at 00:00 UTC.
 * Throws a RangeError for any other day.
 */
export function billingMonth(at: Instant, billingDay = 1): BillingMonth {
  if (!Number.isInteger(billingDay) || billingDay < 1 || billingDay > 28) {
    throw new RangeError(`billing day ${billingDay} is not allowed: give a whole number from 1 to 28`);
  }
  const today = dayOf(at);
  const startsThisMonth = Number(today.slice(8)) >= billingDay;
  const from = dayOfMonth(today, startsThisMonth ? 0 : -1, billingDay);
  const to = addDays(dayOfMonth(today, startsThisMonth ? 1 : 0, billingDay), -1);
  const days = daysBetween(from, to) + 1;
  return { from, to, days, hours: days * 24 };
}

function dayOfMonth(date: string, monthsOn: number, day: number): string {
  return dayOf(new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1 + monthsOn, day)));
}

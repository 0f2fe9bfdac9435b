import { billingMonth } from './billing-month.ts';
import type { DaySpan, Instant } from './calendar.ts';
import { type Licences, licenceAllowance } from './licence.ts';

/** What an org may use, as its owner states it: by the hour, by the month, or as the licences that it pays for. */
export type Quota =
  | { readonly hourlyQuota: number }
  | { readonly monthlyAllowance: number }
  | { readonly licences: Licences };

/** The settings of an org from which its quota follows. */
export interface QuotaSettings {
  readonly hourlyQuota?: number | undefined;
  readonly monthlyAllowance?: number | undefined;
  readonly licences?: Licences | undefined;
}

/** The quota that holds: by the hour before by the month before by licences. `undefined` where none is stated. */
export function quotaOf({ hourlyQuota, monthlyAllowance, licences }: QuotaSettings): Quota | undefined {
  if (hourlyQuota !== undefined) return { hourlyQuota };
  if (monthlyAllowance !== undefined) return { monthlyAllowance };
  return licences && { licences };
}

interface BudgetMonth {
  readonly hoursInMonth: number;
  /** The billing month: UTC days, both inclusive. */
  readonly month: DaySpan;
}

/** Requests that an org may make in the billing month, and per hour of it. Not rounded. */
export interface KnownBudget extends BudgetMonth {
  readonly basis: 'hourlyQuota' | 'monthlyAllowance' | 'licences';
  readonly monthlyAllowance: number;
  readonly hourlyQuota: number;
}

/** No budget is known: every share of it is unknown too, and never zero. */
export interface UnknownBudget extends BudgetMonth {
  readonly basis: 'unknown';
  readonly monthlyAllowance: null;
  readonly hourlyQuota: null;
  readonly reason: string;
}

export type Budget = KnownBudget | UnknownBudget;

/**
 * The fair-use budget at a time: the monthly allowance by the hours of its billing month (docs/genesys.md, Fair use).
 * 100 named CX3 users in a month of 30 days may make 14,000,000 requests: 19,444 an hour.
 *
 * @param billingDay day of the month, 1–28, on which the billing month starts at 00:00 UTC
 * @throws RangeError for an unknown licence, a quota that is not above zero, or another billing day
 */
export function budget(quota: Quota | undefined, at: Instant, billingDay = 1): Budget {
  const { from, to, hours } = billingMonth(at, billingDay);
  const base: BudgetMonth = { hoursInMonth: hours, month: { from, to } };
  if (!quota) return unknown(base, 'no licences, monthlyAllowance or hourlyQuota is configured for the org');
  const allowance = monthlyAllowance(quota, hours);
  if (allowance === 0) return unknown(base, 'the configured licences allow no request at all');
  const hourlyQuota = 'hourlyQuota' in quota ? quota.hourlyQuota : allowance / hours;
  return { ...base, basis: basisOf(quota), monthlyAllowance: allowance, hourlyQuota };
}

/** Requests per billing month that a quota allows. Throws a RangeError as {@link budget} does. */
export function monthlyAllowance(quota: Quota, hoursInMonth: number): number {
  if ('hourlyQuota' in quota) return aboveZero('hourlyQuota', quota.hourlyQuota) * hoursInMonth;
  if ('monthlyAllowance' in quota) return aboveZero('monthlyAllowance', quota.monthlyAllowance);
  return licenceAllowance(quota.licences);
}

function basisOf(quota: Quota): KnownBudget['basis'] {
  if ('hourlyQuota' in quota) return 'hourlyQuota';
  return 'monthlyAllowance' in quota ? 'monthlyAllowance' : 'licences';
}

function aboveZero(name: string, given: number): number {
  if (Number.isFinite(given) && given > 0) return given;
  throw new RangeError(`${name} is ${given}: give a number above 0`);
}

function unknown(base: BudgetMonth, reason: string): UnknownBudget {
  return { ...base, basis: 'unknown', monthlyAllowance: null, hourlyQuota: null, reason };
}

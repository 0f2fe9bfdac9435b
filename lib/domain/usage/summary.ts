import { isBuiltInClient } from '../client.ts';
import { byText } from '../text-order.ts';
import type { Budget } from './budget.ts';
import { type DaySpan, daysOf, type Instant } from './calendar.ts';
import type { Resolution, UsageDay } from './day.ts';
import { type MonthForecast, monthForecast } from './forecast.ts';
import { asOf, isStale, STALE_AFTER_HOURS } from './freshness.ts';
import { daysWithin, sumOf } from './known-days.ts';
import { latestRate, shareOfQuota } from './rate.ts';

/** A client as the org knows it; `vendor` is `null` where no vendor claims it. */
export interface SummaryClient {
  readonly id: string;
  readonly name: string;
  readonly vendor: string | null;
}

/** One row of `guardian usage`. Unknown is `null`, never 0. */
export interface UsageSummaryRow {
  readonly client: { readonly id: string; readonly name: string };
  readonly vendor: string | null;
  /** Requests on the known days of the window; `null` where none is known. */
  readonly requests: number | null;
  /** Requests per hour by the newest data: `latestRate`. */
  readonly perHour: number | null;
  /** Of the hourly quota, never of the total; `null` where either is unknown. */
  readonly share: number | null;
  readonly status429: number | null;
  /** The centre of the client's month forecast. */
  readonly forecastMonth: number | null;
}

/** `guardian usage --json` (docs/json.md), but for `schema`. */
export interface UsageSummary {
  readonly asOf: string | null;
  readonly isStale: boolean;
  /** How closely the newest data was watched; a row whose rate is a past day's mean is coarser. */
  readonly resolution: Resolution;
  /** Whole requests per hour; `null` where no quota is configured. */
  readonly hourlyQuota: number | null;
  readonly window: DaySpan & { readonly knownDays: number; readonly unknownDays: number };
  readonly clients: readonly UsageSummaryRow[];
  /** Of the org without Genesys' own clients, beside what it may use in the month. */
  readonly forecast: MonthForecast & { readonly monthlyAllowance: number | null };
}

export interface UsageSummaryInput extends DaySpan {
  /** Known days: the window, the billing month, and the eight weeks before `now` for the forecast. */
  readonly days: readonly UsageDay[];
  /** Clients of the org. Clients that only the usage shows (deleted ones, vendors' own) get a row too. */
  readonly clients: readonly SummaryClient[];
  readonly budget: Budget;
  readonly now: Instant;
  readonly staleAfterHours?: number;
}

/** Usage by client, the greatest share first, without Genesys' own clients. */
export function usageSummary(input: UsageSummaryInput): UsageSummary {
  const { days, budget, now, from, to, staleAfterHours = STALE_AFTER_HOURS } = input;
  const known = daysWithin(days, { from, to });
  const { month, monthlyAllowance, hourlyQuota } = budget;
  const dataTime = asOf(days, now);
  return {
    asOf: dataTime ?? null,
    isStale: isStale(dataTime, now, staleAfterHours),
    resolution: resolutionOf(days, now),
    hourlyQuota: hourlyQuota === null ? null : Math.round(hourlyQuota),
    window: { from, to, knownDays: known.length, unknownDays: daysOf({ from, to }).length - known.length },
    clients: clientsOf(input)
      .map((client) => rowOf(client, known, input))
      .sort(byShare),
    forecast: { ...monthForecast({ days, now, month }), monthlyAllowance },
  };
}

/** Ticks are the org's, so the newest day was watched as closely for a client that it does not know as for any. */
function resolutionOf(days: readonly UsageDay[], now: Instant): Resolution {
  return latestRate(days, '', now)?.inProgress?.resolution ?? 'day';
}

function clientsOf({ days, clients, from, to }: UsageSummaryInput): SummaryClient[] {
  const all = new Map(clients.map((client) => [client.id, client]));
  const seen = new Map<string, SummaryClient>();
  for (const day of daysWithin(days, { from, to })) {
    for (const { clientId: id, clientName: name } of day.clients.values()) seen.set(id, { id, name, vendor: null });
  }
  for (const [id, client] of seen) if (!all.has(id)) all.set(id, client);
  return [...all.values()].filter(({ id, name }) => !isBuiltInClient(id, name));
}

function rowOf(
  { id, name, vendor }: SummaryClient,
  known: readonly UsageDay[],
  { days, budget, now }: UsageSummaryInput,
): UsageSummaryRow {
  const perHour = latestRate(days, id, now)?.verdict.perHour ?? null;
  const forecast = monthForecast({ days, clientId: id, now, month: budget.month });
  return {
    client: { id, name },
    vendor,
    requests: known.length === 0 ? null : sumOf(known, id, 'requests'),
    perHour,
    share: perHour === null || budget.hourlyQuota === null ? null : shareOfQuota(perHour, budget.hourlyQuota),
    status429: known.length === 0 ? null : sumOf(known, id, 'status429'),
    forecastMonth: forecast.confidence === 'none' ? null : forecast.requests,
  };
}

function byShare(a: UsageSummaryRow, b: UsageSummaryRow): number {
  return (
    (b.share ?? -1) - (a.share ?? -1) ||
    (b.requests ?? -1) - (a.requests ?? -1) ||
    byText(a.client.name, b.client.name) ||
    byText(a.client.id, b.client.id)
  );
}

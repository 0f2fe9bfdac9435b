import { addDays, type Day, dayOf } from '../../domain/day.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { Head } from '../../domain/run.ts';
import { budget, quotaOf } from '../../domain/usage/budget.ts';
import { type DailyUsage, dailyUsage } from '../../domain/usage/daily.ts';
import type { UsageDay } from '../../domain/usage/day.ts';
import { type UsageSummary, usageSummary } from '../../domain/usage/summary.ts';
import { matchVendor } from '../../domain/vendor-match.ts';
import type { Store } from '../../ports.ts';

/** Days that rates and forecasts look back on, whatever range is shown. */
export const FORECAST_DAYS = 63;

/** What usage is asked for. */
export interface UsageQuery {
  readonly store: Store;
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  /** ISO times; the range is that of their UTC days. */
  readonly since: string;
  readonly until: string;
  /** Shows this client alone. */
  readonly clientId?: string | undefined;
  readonly now: Date;
}

/** Usage of a range of days, with rates, shares and the month's forecast. */
export async function findUsage(query: UsageQuery): Promise<UsageSummary> {
  return (await findDailyUsage(query)).summary;
}

/** {@link findUsage}, and the same day by day. */
export async function findDailyUsage(
  query: UsageQuery,
): Promise<{ readonly summary: UsageSummary; readonly daily: DailyUsage }> {
  const { store, org, config, since, until, clientId, now } = query;
  const from = dayOf(since);
  const to = dayOf(until);
  await store.latestRun(org.name);
  const oldest = [from, addDays(dayOf(now), -FORECAST_DAYS)].sort()[0] ?? from;
  const [days, heads] = await Promise.all([
    store.usageDays(org.name, oldest, dayOf(now)),
    store.heads(org.name, 'client'),
  ]);
  const summary = summaryOf({ days, heads, org, config, from, to, now });
  // Rows are left out last: the forecast beside them stays that of the whole org.
  const clients = summary.clients.filter(({ client }) => clientId === undefined || client.id === clientId);
  return { summary: { ...summary, clients }, daily: dailyUsage(days, { from, to }) };
}

/** {@link findUsage} of what was read already. Pure. */
export function summaryOf(options: {
  readonly days: readonly UsageDay[];
  readonly heads: readonly Head<'client'>[];
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  /** UTC days, both inclusive. */
  readonly from: Day;
  readonly to: Day;
  readonly now: Date;
}): UsageSummary {
  const { days, heads, org, config, from, to, now } = options;
  const known = new Map(heads.flatMap(({ id, body, last }) => ((body ?? last) ? [[id, body ?? last] as const] : [])));
  const seen = new Map(
    days.flatMap((day) => [...day.clients.values()].map((client) => [client.clientId, client.clientName] as const)),
  );
  const clients = [...new Set([...known.keys(), ...seen.keys()])].map((id) => {
    const name = known.get(id)?.name ?? seen.get(id) ?? id;
    const vendor = matchVendor({ client: { id, name }, vendors: config.vendors, orgName: org.name });
    return { id, name, vendor: vendor?.name ?? null };
  });
  return usageSummary({
    days,
    clients,
    budget: budget(quotaOf(org), now, org.billingDay),
    now,
    from,
    to,
    staleAfterHours: config.thresholds.usageStaleHours,
  });
}

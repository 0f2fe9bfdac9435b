import { dayOf } from '../../../domain/day.ts';
import type { GuardianConfig, OrgConfig } from '../../../domain/manifest.ts';
import type { ReportQuota } from '../../../domain/report.ts';
import { byText } from '../../../domain/text-order.ts';
import { budget, quotaOf } from '../../../domain/usage/budget.ts';
import { daysOf } from '../../../domain/usage/calendar.ts';
import type { UsageDay } from '../../../domain/usage/day.ts';
import { orgRequestsOn } from '../../../domain/usage/known-days.ts';
import type { UsageSummary, UsageSummaryRow } from '../../../domain/usage/summary.ts';

/** The API allowance of an org, by day. Pure. */
export function quotaFacts(options: {
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly usage: UsageSummary;
  readonly usageDays: readonly UsageDay[];
  readonly since: string;
  readonly now: Date;
}): ReportQuota {
  const { org, config, usage, usageDays, since, now } = options;
  const days = daysOf({ from: dayOf(since), to: dayOf(now) });
  const totals = new Map(usageDays.map((day) => [day.date, orgRequestsOn(day)] as const));
  const { month, monthlyAllowance, hourlyQuota } = budget(quotaOf(org), now, org.billingDay);
  const { monthlyAllowance: _, ...forecast } = usage.forecast;
  return {
    days,
    total: days.map((day) => totals.get(day) ?? null),
    hourlyQuota: hourlyQuota === null ? null : Math.round(hourlyQuota),
    monthlyAllowance: monthlyAllowance === null ? null : Math.round(monthlyAllowance),
    alertShare: config.thresholds.quotaShare,
    vendors: vendorShares(usage.clients, hourlyQuota),
    month,
    burnDown: burnDown(daysOf({ from: month.from, to: dayOf(now) }), totals),
    forecast,
  };
}

/** Clients of no vendor stand alone. The greatest share first, then by name. */
function vendorShares(rows: readonly UsageSummaryRow[], hourlyQuota: number | null): ReportQuota['vendors'] {
  const groups = new Map<string, { name: string; isVendor: boolean; rows: UsageSummaryRow[] }>();
  for (const row of rows) {
    const key = row.vendor === null ? `client ${row.client.id}` : `vendor ${row.vendor}`;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { name: row.vendor ?? row.client.name, isVendor: row.vendor !== null, rows: [row] });
  }
  return [...groups.values()]
    .map(({ name, isVendor, rows: members }) => {
      const perHour = sumOf(members.map((row) => row.perHour));
      return {
        name,
        isVendor,
        clients: members.map(({ client }) => client.id),
        perHour,
        share: perHour === null || hourlyQuota === null ? null : perHour / hourlyQuota,
      };
    })
    .sort((a, b) => (b.perHour ?? -1) - (a.perHour ?? -1) || byText(a.name, b.name));
}

/** Unknown as soon as one of them is. */
function sumOf(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

function burnDown(days: readonly string[], totals: ReadonlyMap<string, number>): ReportQuota['burnDown'] {
  let counted: number | null = 0;
  return days.map((day) => {
    const requests = totals.get(day);
    counted = counted === null || requests === undefined ? null : counted + requests;
    return { day, counted };
  });
}

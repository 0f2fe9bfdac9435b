import { dayOf } from '../../../domain/day.ts';
import type { GuardianConfig, OrgConfig } from '../../../domain/manifest.ts';
import type { ReportQuota } from '../../../domain/report.ts';
import { byText } from '../../../domain/text-order.ts';
import { budget, quotaOf } from '../../../domain/usage/budget.ts';
import { type DailyUsage, dailyUsage } from '../../../domain/usage/daily.ts';
import type { UsageDay } from '../../../domain/usage/day.ts';
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
  const today = dayOf(now);
  const { dates, total } = dailyUsage(usageDays, { from: dayOf(since), to: today });
  const { month, monthlyAllowance, hourlyQuota } = budget(quotaOf(org), now, org.billingDay);
  const { monthlyAllowance: _, ...forecast } = usage.forecast;
  return {
    days: dates,
    total,
    hourlyQuota: hourlyQuota === null ? null : Math.round(hourlyQuota),
    monthlyAllowance: monthlyAllowance === null ? null : Math.round(monthlyAllowance),
    alertShare: config.thresholds.quotaShare,
    vendors: vendorShares(usage.clients, hourlyQuota),
    month,
    burnDown: burnDown(dailyUsage(usageDays, { from: month.from, to: today })),
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

/** What was counted up to the end of each day; unknown from the first day on that is. */
function burnDown({ dates, total }: DailyUsage): ReportQuota['burnDown'] {
  let counted: number | null = 0;
  return dates.map((day, index) => {
    const requests = total[index] ?? null;
    counted = counted === null || requests === null ? null : counted + requests;
    return { day, counted };
  });
}

import stringWidth from 'string-width';
import type { DailyUsage } from '../../domain/usage/daily.ts';
import type { UsageSummary } from '../../domain/usage/summary.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { sparkline, sparklineLegend } from './sparkline.ts';
import { agoOf, count, localTime, percent, plural } from './style.ts';
import { tableOf } from './table.ts';

export interface UsageTextOptions {
  /** Requests of all clients in the range, whichever of them are shown; null where no day is known. */
  readonly total: number | null;
  readonly daily: DailyUsage;
  readonly now: Date;
  readonly paper: Paper;
}

/** Who uses how much, what that is of the budget, and how far the month will go. */
export function usageText(summary: UsageSummary, { total, daily, now, paper }: UsageTextOptions): string {
  const { asOf, isStale, resolution, hourlyQuota, window, clients } = summary;
  if (asOf === null)
    return 'No usage is known yet: Genesys publishes it about once a day. Run guardian scan, or guardian doctor.\n';
  const stale = isStale ? ' — stale: what follows may be over' : '';
  const quota =
    hourlyQuota === null
      ? 'no budget is configured, so shares are not known'
      : `budget ${count(hourlyQuota)} requests an hour`;
  const unknown = window.unknownDays > 0 ? `, ${window.unknownDays} of them not known` : '';
  const days = plural(window.knownDays + window.unknownDays, 'day');
  return [
    `${paper.paint.bold('API usage')} ${window.from} to ${window.to} (${days}${unknown}), ${quota}`,
    `Genesys had counted up to ${localTime(asOf)} (${agoOf(asOf, now)})${stale}; resolution: ${resolution}`,
    '',
    ...(clients.length === 0 ? ['No client fits.'] : clientTable(summary, { total, daily, paper })),
    '',
    forecastLine(summary.forecast),
    '',
  ].join('\n');
}

function clientTable(
  { clients, forecast }: UsageSummary,
  { total, daily, paper }: Omit<UsageTextOptions, 'now'>,
): string[] {
  const whole = [
    ['client', 'vendor', 'requests', 'per hour', 'share', '429', 'month (forecast)'],
    ...clients.map((row) => [
      safe(row.client.name),
      safe(row.vendor ?? ''),
      number(row.requests),
      number(row.perHour),
      percent(row.share),
      number(row.status429),
      number(row.forecastMonth),
    ]),
    ['all clients', '', number(total), '', '', '', number(forecast.confidence === 'none' ? null : forecast.requests)],
  ];
  const figures = [whole, withoutVendors(whole)].find((table) => placeForDays(table, paper) > 0) ?? whole;
  const [head = [], ...rows] = figures;
  const most = placeForDays(figures, paper);
  const columns = head.map((title) => (NAMES.has(title) ? { title, isFlexible: true } : { title, isNumber: true }));
  if (most === 0) return [tableOf(paper, columns, rows)];
  const series = [...clients.map(({ client }) => daily.of(client.id)), daily.total];
  const { hasUnicode } = paper;
  const table = tableOf(
    paper,
    [...columns, { title: 'days' }],
    rows.map((row, index) => [...row, sparkline(series[index] ?? [], { most, hasUnicode })]),
  );
  const group = daily.dates.length > most ? `; a sign is ${(daily.dates.length / most).toFixed(1)} days` : '';
  return [table, '', paper.paint.dim(`days: ${sparklineLegend(paper)}${group}`)];
}

/** A vendor's name is mostly that of its client again: on a narrow terminal its days say more. */
function withoutVendors(figures: readonly (readonly string[])[]): string[][] {
  const vendors = figures[0]?.indexOf('vendor');
  return figures.map((row) => row.filter((_, index) => index !== vendors));
}

/** Columns of names, which may be shortened. */
const NAMES: ReadonlySet<string> = new Set(['client', 'vendor']);
/** A name is shortened so far before the days give way. */
const READABLE_NAME = 18;
const MOST_DAYS = 60;
/** Fewer signs than a week's show nothing. */
const LEAST_DAYS = 7;
const GAP = 2;

/** How many signs of days there is place for beside the figures; 0 where there is none. */
function placeForDays(figures: readonly (readonly string[])[], { columns = Number.POSITIVE_INFINITY }: Paper): number {
  const widths = figures[0]?.map((_, index) => Math.max(...figures.map((row) => stringWidth(row[index] ?? '')))) ?? [];
  const needed = widths.map(
    (width, index) => (NAMES.has(figures[0]?.[index] ?? '') ? Math.min(width, READABLE_NAME) : width) + GAP,
  );
  const place = columns - needed.reduce((sum, width) => sum + width, 0);
  return place < LEAST_DAYS ? 0 : Math.min(place, MOST_DAYS);
}

function number(value: number | null): string {
  return value === null ? '?' : count(value);
}

function forecastLine(forecast: UsageSummary['forecast']): string {
  if (forecast.confidence === 'none') return `No forecast: ${forecast.reason}.`;
  const { requests, low, high, monthlyAllowance } = forecast;
  const allowance =
    monthlyAllowance === null ? '' : ` of ${count(monthlyAllowance)} allowed (${percent(requests / monthlyAllowance)})`;
  return `Month's forecast: ${count(requests)}${allowance}; in four of five months between ${count(low)} and ${count(high)}.`;
}

import type { UsageSummary } from '../../domain/usage/summary.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { ageOf, count, localTime, percent, plural } from './style.ts';
import { tableOf } from './table.ts';

/** Who uses how much, what that is of the budget, and how far the month will go. */
export function usageText(
  summary: UsageSummary,
  { now, paper }: { readonly now: Date; readonly paper: Paper },
): string {
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
    `Genesys had counted up to ${localTime(asOf)} (${ageOf(asOf, now)} ago)${stale}; resolution: ${resolution}`,
    '',
    clients.length === 0 ? 'No client fits.' : clientTable(clients, paper),
    '',
    forecastLine(summary.forecast),
    '',
  ].join('\n');
}

function clientTable(clients: UsageSummary['clients'], paper: Paper): string {
  const number = (value: number | null) => (value === null ? '?' : count(value));
  return tableOf(
    paper,
    [
      { title: 'client', isFlexible: true },
      { title: 'vendor', isFlexible: true },
      { title: 'requests', isNumber: true },
      { title: 'per hour', isNumber: true },
      { title: 'share', isNumber: true },
      { title: '429', isNumber: true },
      { title: 'month (forecast)', isNumber: true },
    ],
    clients.map((row) => [
      safe(row.client.name),
      safe(row.vendor ?? ''),
      number(row.requests),
      number(row.perHour),
      percent(row.share),
      number(row.status429),
      number(row.forecastMonth),
    ]),
  );
}

function forecastLine(forecast: UsageSummary['forecast']): string {
  if (forecast.confidence === 'none') return `No forecast: ${forecast.reason}.`;
  const { requests, low, high, monthlyAllowance } = forecast;
  const allowance =
    monthlyAllowance === null ? '' : ` of ${count(monthlyAllowance)} allowed (${percent(requests / monthlyAllowance)})`;
  return `Month's forecast: ${count(requests)}${allowance}; in four of five months between ${count(low)} and ${count(high)}.`;
}

import type { UsageSummary } from '../../domain/usage/summary.ts';
import { ageOf } from './findings-text.ts';
import { bold, count, localTime, percent, safe, tableOf } from './style.ts';

/** Who uses how much, what that is of the budget, and how far the month will go. */
export function usageText(summary: UsageSummary, now: Date): string {
  const { asOf, isStale, resolution, hourlyQuota, window, clients } = summary;
  if (asOf === null)
    return 'No usage is known yet: Genesys publishes it about once a day. Run guardian scan, or guardian doctor.\n';
  const stale = isStale ? ' — stale: what follows may be over' : '';
  const quota =
    hourlyQuota === null
      ? 'no budget is configured, so shares are not known'
      : `budget ${count(hourlyQuota)} requests an hour`;
  const unknown = window.unknownDays > 0 ? `, ${window.unknownDays} of them not known` : '';
  return [
    `${bold('API usage')} ${window.from} to ${window.to} (${window.knownDays + window.unknownDays} days${unknown}), ${quota}`,
    `Genesys had counted up to ${localTime(asOf)} (${ageOf(asOf, now)} ago)${stale}; resolution: ${resolution}`,
    '',
    tableOf(
      ['client', 'vendor', 'requests', 'per hour', 'share', '429', 'month (forecast)'],
      clients.map((row) => [
        safe(row.client.name),
        safe(row.vendor ?? ''),
        row.requests === null ? '?' : count(row.requests),
        row.perHour === null ? '?' : count(row.perHour),
        percent(row.share),
        row.status429 === null ? '?' : count(row.status429),
        row.forecastMonth === null ? '?' : count(row.forecastMonth),
      ]),
    ),
    '',
    forecastLine(summary.forecast),
    '',
  ].join('\n');
}

function forecastLine(forecast: UsageSummary['forecast']): string {
  if (forecast.confidence === 'none') return `No forecast: ${forecast.reason}.`;
  const { requests, low, high, monthlyAllowance } = forecast;
  const allowance =
    monthlyAllowance === null ? '' : ` of ${count(monthlyAllowance)} allowed (${percent(requests / monthlyAllowance)})`;
  return `Month's forecast: ${count(requests)}${allowance}; in four of five months between ${count(low)} and ${count(high)}.`;
}

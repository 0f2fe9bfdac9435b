import type { UsageSummary } from '../../domain/usage/summary.ts';
import { cleanText, clip } from '../text/clean.ts';
import { counted } from '../text/counts.ts';
import { timeText } from '../text/time-text.ts';
import { type Line, lines, type Part, text } from './body.ts';

/** The quota: who uses how much of it per hour, and what the month comes to. Unknown shows as `-`. */
export function quotaParts(usage: UsageSummary, timeZone: string): Part[] {
  const { clients, asOf, isStale, hourlyQuota } = usage;
  const used = clients.filter(({ requests }) => requests !== null && requests > 0);
  const rest = used.length - MOST_CLIENTS;
  const quota = hourlyQuota === null ? 'not configured' : `${grouped(hourlyQuota)} requests an hour`;
  const rows = used
    .slice(0, MOST_CLIENTS)
    .map(({ client, perHour, share, forecastMonth }) => [
      clip(cleanText(client.name), MOST_NAME),
      known(perHour),
      percent(share),
      known(forecastMonth),
    ]);
  return [
    lines(
      text(`Budget: ${quota}`),
      text(asOf === null ? 'No usage is known yet.' : `Counted by Genesys up to ${timeText(asOf, timeZone)}`),
      ...(isStale && asOf !== null ? [text('This is too old to judge the quota by.')] : []),
      forecastLine(usage),
    ),
    ...(rows.length === 0
      ? []
      : [{ kind: 'table', table: { head: ['client', 'per hour', 'of budget', 'this month'], rows } } as const]),
    ...(rest > 0 ? [lines(text(`and ${counted(rest, 'more client')}`))] : []),
  ];
}

function forecastLine({ forecast }: UsageSummary): Line {
  if (forecast.confidence === 'none') return text(`Forecast of the month: unknown, ${forecast.reason}`);
  const { requests, low, high, confidence, monthlyAllowance } = forecast;
  const of = monthlyAllowance === null ? '' : `, ${percent(requests / monthlyAllowance)} of the allowance`;
  const range = `${grouped(low)} to ${grouped(high)}, confidence ${confidence}`;
  return text(`Forecast of the month: ${grouped(requests)} requests (${range})${of}`);
}

function known(count: number | null): string {
  return count === null ? '-' : grouped(Math.round(count));
}

function percent(share: number | null): string {
  return share === null ? '-' : `${Math.round(share * 100)} %`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-GB');
}

const MOST_CLIENTS = 15;
const MOST_NAME = 80;

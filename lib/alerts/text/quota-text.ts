import type { UsageSummary } from '../../domain/usage/summary.ts';
import { cleanText, clip } from './clean.ts';
import { counted } from './counts.ts';
import { timeText } from './time-text.ts';
import { wrap } from './wrap.ts';

/** The quota as a table: who uses how much of it per hour, and what the month comes to. Unknown shows as `-`. */
export function quotaLines(usage: UsageSummary, timeZone: string): string[] {
  const { clients, asOf, isStale, hourlyQuota } = usage;
  const used = clients.filter(({ requests }) => requests !== null && requests > 0);
  const rest = used.length - MOST_CLIENTS;
  const quota = hourlyQuota === null ? 'not configured' : `${grouped(hourlyQuota)} requests an hour`;
  return [
    ...wrap(`Budget: ${quota}`, { first: '  ' }),
    ...wrap(asOf === null ? 'No usage is known yet.' : `Counted by Genesys up to ${timeText(asOf, timeZone)}`, {
      first: '  ',
    }),
    ...(isStale && asOf !== null ? wrap('This is too old to judge the quota by.', { first: '  ' }) : []),
    ...(used.length === 0 ? [] : ['', row('client', 'per hour', 'of budget', 'this month')]),
    ...used
      .slice(0, MOST_CLIENTS)
      .map(({ client, perHour, share, forecastMonth }) =>
        row(clip(cleanText(client.name), NAME_WIDTH), known(perHour), percent(share), known(forecastMonth)),
      ),
    ...(rest > 0 ? [`  and ${counted(rest, 'more client')}`] : []),
    '',
    ...forecastLines(usage),
  ];
}

function forecastLines({ forecast }: UsageSummary): string[] {
  if (forecast.confidence === 'none') {
    return wrap(`Forecast of the month: unknown, ${forecast.reason}`, { first: '  ', rest: '    ' });
  }
  const { requests, low, high, confidence, monthlyAllowance } = forecast;
  const of = monthlyAllowance === null ? '' : `, ${percent(requests / monthlyAllowance)} of the allowance`;
  const text = `Forecast of the month: ${grouped(requests)} requests (${grouped(low)} to ${grouped(high)}, confidence ${confidence})${of}`;
  return wrap(text, { first: '  ', rest: '    ' });
}

function row(name: string, perHour: string, share: string, month: string): string {
  return `  ${name.padEnd(NAME_WIDTH)} ${perHour.padStart(11)} ${share.padStart(9)} ${month.padStart(14)}`;
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

const NAME_WIDTH = 36;
const MOST_CLIENTS = 15;

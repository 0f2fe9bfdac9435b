import { SOURCES } from '../../domain/coverage.ts';
import type { Finding } from '../../domain/finding.ts';
import { countBySeverity, severityRank } from '../../domain/severity.ts';
import type { DigestInput, DigestNews } from '../digest.ts';
import { cleanText, clip } from './clean.ts';
import { doctorCommand, historyCommand, listCommand } from './command.ts';
import { counted, severityCountsText } from './counts.ts';
import { clientName } from './headline.ts';
import { quotaLines } from './quota-text.ts';
import { textOf } from './text-size.ts';
import { timeText } from './time-text.ts';
import { TEXT_WIDTH, wrap, wrapCommand } from './wrap.ts';

export interface DigestTextOptions extends DigestInput {
  readonly news: DigestNews;
  readonly timeZone: string;
}

/**
 * The body of a digest: what is new, what is still open by age, waivers that expire, what was resolved, the quota, and
 * how much was seen. Every part is always there, so that a missing one is never taken for "nothing".
 */
export function digestText(options: DigestTextOptions): string {
  const { org, since, slot, news, usage, timeZone } = options;
  return textOf([
    ...wrap(`DIGEST of org ${cleanText(org)}`),
    ...wrap(`From ${timeText(since, timeZone)} to ${timeText(slot, timeZone)}`),
    ...section(`New: ${counts(news.fresh)}`, findingLines(news.fresh)),
    ...section(`Still open: ${counts(news.stillOpen)}`, ageLines(news.stillOpen, slot)),
    ...section(`Waivers that expire within ${WAIVER_DAYS} days: none`, []),
    ...section(`Resolved: ${counts(news.resolved)}`, findingLines(news.resolved)),
    ...section('API quota', quotaLines(usage, timeZone)),
    ...section('What was seen', coverageLines(options)),
    '',
    'All open findings, and everything that happened:',
    ...wrapCommand(listCommand({ org }), { first: '  ' }),
    ...wrapCommand(historyCommand({ org, since }), { first: '  ' }),
  ]);
}

function section(title: string, lines: readonly string[]): string[] {
  return ['', '-'.repeat(TEXT_WIDTH), ...wrap(title), ...(lines.length > 0 ? [''] : []), ...lines];
}

function counts(findings: readonly Finding[]): string {
  return severityCountsText(countBySeverity(findings));
}

function findingLines(findings: readonly Finding[]): string[] {
  const sorted = [...findings].sort(worstFirst);
  const rest = sorted.length - MOST_SHOWN;
  return [
    ...sorted.slice(0, MOST_SHOWN).flatMap((finding) => oneFinding(finding)),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

function oneFinding({ severity, client, title, id }: Finding): string[] {
  return [
    ...wrap(`${clip(clientName(client), MOST_NAME)}: ${clip(cleanText(title), MOST_TITLE)}`, {
      first: `  ${severity.toUpperCase()} `,
      rest: '    ',
    }),
    ...wrap(id, { first: '    ' }),
  ];
}

/** Oldest first: what has been open for long is what nobody looks after. */
function ageLines(findings: readonly Finding[], slot: string): string[] {
  return AGES.flatMap(({ name, fromDays, toDays }) => {
    const aged = findings.filter(({ firstSeen }) => {
      const days = (Date.parse(slot) - Date.parse(firstSeen)) / DAY_MS;
      return days >= fromDays && days < toDays;
    });
    return aged.length === 0 ? [] : [...wrap(`${name}: ${counts(aged)}`, { first: '  ' }), ...findingLines(aged), ''];
  });
}

const DAY_MS = 86_400_000;
const AGES = [
  { name: 'For 30 days and more', fromDays: 30, toDays: Number.POSITIVE_INFINITY },
  { name: 'For 7 to 30 days', fromDays: 7, toDays: 30 },
  { name: 'For 1 to 7 days', fromDays: 1, toDays: 7 },
  { name: 'For less than a day', fromDays: Number.NEGATIVE_INFINITY, toDays: 1 },
] as const;

function coverageLines({ org, run, slot, timeZone }: DigestTextOptions): string[] {
  const howTo = wrapCommand(doctorCommand({ org }), { first: '  ' });
  if (!run) return [...wrap('No run was made yet: nothing is known of this org.', { first: '  ' }), ...howTo];
  const hours = Math.floor((Date.parse(slot) - Date.parse(run.at)) / 3_600_000);
  const age = hours >= OLD_RUN_HOURS ? `, ${counted(hours, 'hour')} ago: is the schedule alive?` : '';
  const blind = SOURCES.filter((source) => ['failed', 'incomplete'].includes(run.coverage[source].status));
  return [
    ...wrap(`Last run: ${timeText(run.at, timeZone)}${age}`, { first: '  ', rest: '    ' }),
    ...SOURCES.flatMap((source) => {
      const { status, count, reason } = run.coverage[source];
      const why = reason && status !== 'complete' ? `: ${clip(cleanText(reason), MOST_REASON)}` : '';
      const seen = status === 'complete' ? ` (${count})` : '';
      return wrap(`${source}: ${status}${seen}${why}`, { first: '  ', rest: '    ' });
    }),
    ...(blind.length > 0 ? [...wrap('Nothing is called clean for what was not seen. To mend it:'), ...howTo] : []),
  ];
}

function worstFirst(a: Finding, b: Finding): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    (a.firstSeen === b.firstSeen ? (a.id < b.id ? -1 : 1) : a.firstSeen < b.firstSeen ? -1 : 1)
  );
}

/** Product contract §6. */
const WAIVER_DAYS = 14;
/** Schedules are hourly. */
const OLD_RUN_HOURS = 6;
const MOST_SHOWN = 20;
const MOST_NAME = 80;
const MOST_TITLE = 160;
const MOST_REASON = 300;

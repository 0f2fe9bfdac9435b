import { isIncomplete, SOURCES } from '../../domain/coverage.ts';
import { DAY_MS } from '../../domain/day.ts';
import type { Finding } from '../../domain/finding.ts';
import type { RunRecord } from '../../domain/run.ts';
import { countBySeverity, severityRank } from '../../domain/severity.ts';
import { WAIVER_DAYS } from '../../domain/triage.ts';
import type { DigestFacts } from '../../ports.ts';
import type { DigestNews } from '../digest-news.ts';
import { cleanText, clip } from '../text/clean.ts';
import { doctorCommand, historyCommand, listCommand } from '../text/command.ts';
import { counted, severityCountsText } from '../text/counts.ts';
import { ageWords, timeText } from '../text/time-text.ts';
import { type Body, command, type Item, type Line, lines, type Part, text } from './body.ts';
import { acknowledgedParts, endingParts, staleParts } from './digest-triage.ts';
import { digestItem } from './finding-item.ts';
import { quotaParts } from './quota-parts.ts';

export interface DigestTelling {
  readonly facts: DigestFacts;
  readonly news: DigestNews;
  readonly timeZone: string;
}

/**
 * What a digest says: what is new, what is still open by age, what somebody looks after, waivers that end or no longer
 * fit, what was resolved, the quota, and how much was seen. Every part is always there, so that a missing one is never
 * taken for "nothing".
 */
export function digestBody(telling: DigestTelling): Body {
  const { facts, news, timeZone } = telling;
  const { org, since, slot, usage } = facts;
  return {
    title: `DIGEST of org ${cleanText(org)}`,
    facts: [`From ${timeText(since, timeZone)}`, `to ${timeText(slot, timeZone)}`, inShort(telling)],
    parts: [
      section(`New: ${counts(news.fresh)}`, findingParts(news.fresh)),
      section(`Still open: ${counts(news.stillOpen)}`, ageParts(news.stillOpen, slot)),
      section(`Looked after: ${counts(news.acknowledged.map(({ finding }) => finding))}`, acknowledgedParts(telling)),
      section(
        `Waivers that end within ${WAIVER_DAYS.soon} days: ${none(news.ending.length)}${ofAll(news.waivedCount)}`,
        endingParts(telling),
      ),
      section(`Waivers that no longer fit: ${none(news.stale.length)}`, staleParts(telling)),
      section(`Resolved: ${counts(news.resolved)}`, findingParts(news.resolved)),
      section('API quota', quotaParts(usage, timeZone)),
      section('What was seen', [{ kind: 'lines', lines: coverageLines(telling) }]),
      lines(
        text('All open findings, and everything that happened:'),
        command(listCommand({ org })),
        command(historyCommand({ org, since })),
      ),
      ...reportParts(telling),
    ],
    notes: [],
  };
}

/** Where the newest report is. It may be older than it should: its time is told, not that it is new. */
function reportParts({ facts: { report }, timeZone }: DigestTelling): Part[] {
  if (!report) return [];
  const { at, location, link } = report;
  return [
    lines(
      text(`The newest report, of ${timeText(at, timeZone)}:`),
      // As commands are set: a place that is broken over two lines is none.
      command([cleanText(location)]),
      ...(link === undefined ? [] : [command([link])]),
    ),
  ];
}

/** The whole digest for somebody who reads one line. */
function inShort({ facts: { run, slot }, news }: DigestTelling): string {
  if (!run) return 'Nothing is known yet: no run was made.';
  if (isOld(run, slot)) return 'The last run is old, and nothing is known since: see the end.';
  const { fresh, stillOpen, ending, stale } = news;
  if (isIncomplete(run.coverage)) return 'Not everything was seen in the last run: see the end.';
  const open = fresh.length + stillOpen.length;
  const waivers = ending.length + stale.length;
  if (open + waivers === 0) return 'Nothing to do: nothing is open, and everything was seen.';
  const parts = [
    ...(open > 0 ? [counted(open, 'open finding')] : []),
    ...(waivers > 0 ? [counted(waivers, 'waiver')] : []),
  ];
  return `To look at: ${parts.join(' and ')}.`;
}

function section(title: string, parts: readonly Part[]): Part {
  return { kind: 'section', title, parts };
}

function none(count: number): string {
  return count === 0 ? 'none' : String(count);
}

function ofAll(count: number): string {
  return count === 0 ? '' : ` of ${count}`;
}

function counts(findings: readonly Finding[]): string {
  return severityCountsText(countBySeverity(findings));
}

function findingParts(findings: readonly Finding[], title?: string): Part[] {
  if (findings.length === 0) return [];
  const sorted = [...findings].sort(worstFirst);
  const rest = sorted.length - MOST_SHOWN;
  const items: Item[] = sorted.slice(0, MOST_SHOWN).map((finding) => digestItem(finding));
  return [
    { kind: 'list', ...(title !== undefined && { title }), items },
    ...(rest > 0 ? [lines(text(`and ${rest} more`))] : []),
  ];
}

/** Oldest first: what has been open for long is what nobody looks after. */
function ageParts(findings: readonly Finding[], slot: string): Part[] {
  return AGES.flatMap(({ name, fromDays, toDays }) => {
    const aged = findings.filter(({ firstSeen }) => {
      const days = (Date.parse(slot) - Date.parse(firstSeen)) / DAY_MS;
      return days >= fromDays && days < toDays;
    });
    return findingParts(aged, `${name}: ${counts(aged)}`);
  });
}

const AGES = [
  { name: 'For 30 days and more', fromDays: 30, toDays: Number.POSITIVE_INFINITY },
  { name: 'For 7 to 30 days', fromDays: 7, toDays: 30 },
  { name: 'For 1 to 7 days', fromDays: 1, toDays: 7 },
  { name: 'For less than a day', fromDays: Number.NEGATIVE_INFINITY, toDays: 1 },
] as const;

function coverageLines({ facts: { org, run, slot }, timeZone }: DigestTelling): Line[] {
  const howTo = command(doctorCommand({ org }));
  if (!run) return [text('No run was made yet: nothing is known of this org.'), howTo];
  const age = isOld(run, slot) ? `, ${ageWords(run.at, slot)} ago: is the schedule alive?` : '';
  const isBlind = SOURCES.some((source) => ['failed', 'incomplete'].includes(run.coverage[source].status));
  return [
    text(`Last run: ${timeText(run.at, timeZone)}${age}`),
    ...SOURCES.map((source) => {
      const { status, count, reason } = run.coverage[source];
      const why = reason && status !== 'complete' ? `: ${clip(cleanText(reason), MOST_REASON)}` : '';
      const seen = status === 'complete' ? ` (${count})` : '';
      return text(`${source}: ${status}${seen}${why}`);
    }),
    ...(isBlind ? [text('Nothing is called clean for what was not seen. To mend it:'), howTo] : []),
  ];
}

function isOld({ at }: RunRecord, slot: string): boolean {
  return Date.parse(slot) - Date.parse(at) >= OLD_RUN_MS;
}

function worstFirst(a: Finding, b: Finding): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    (a.firstSeen === b.firstSeen ? (a.id < b.id ? -1 : 1) : a.firstSeen < b.firstSeen ? -1 : 1)
  );
}

/** Schedules are hourly. */
const OLD_RUN_MS = 6 * 3_600_000;
const MOST_SHOWN = 20;
const MOST_REASON = 300;

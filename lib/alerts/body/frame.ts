import { SOURCES } from '../../domain/coverage.ts';
import { NO_CLIENT } from '../../domain/finding.ts';
import type { RunRecord } from '../../domain/run.ts';
import type { ClientNews } from '../group.ts';
import type { OwnerOf } from '../owners.ts';
import { cleanText, clip } from '../text/clean.ts';
import { listCommand, showCommand } from '../text/command.ts';
import { counted, severityCountsText } from '../text/counts.ts';
import { clientName } from '../text/headline.ts';
import { timeText } from '../text/time-text.ts';
import { type Body, command, type Line, type Part, text } from './body.ts';

/** What stands around the findings of every message: its first lines, the headings of clients, its last lines. */

/** What every body of a run's message is made of. */
export interface Telling {
  readonly run: RunRecord;
  /** IANA name of the readers' time zone. */
  readonly timeZone: string;
  /** Changes of staged rules, which are not told. */
  readonly stagedCount: number;
  readonly ownerOf: OwnerOf;
}

/** A body between its first lines (when the run was, how much is open) and its last ones. */
export function framed(telling: Telling, title: string, parts: readonly Part[]): Body {
  return { title, facts: runFacts(telling), parts, notes: notesOf(telling) };
}

export function runFacts({ run, timeZone }: Pick<Telling, 'run' | 'timeZone'>): string[] {
  return [
    `Run of ${timeText(run.at, timeZone)}`,
    `Open now in org ${cleanText(run.org)}: ${severityCountsText(run.open)}`,
  ];
}

/** A client's name, its vendor with whoever answers for it, its id, and how to see what it may do. */
export function clientPart({ client, vendor, transitions }: ClientNews, ownerOf: OwnerOf): Part {
  const [first] = transitions;
  const name = clip(clientName(client), MOST_NAME);
  if (client.id === NO_CLIENT.id || !first) return { kind: 'client', name, facts: [] };
  return {
    kind: 'client',
    name,
    facts: [vendorText(vendor, ownerOf), `client id ${cleanText(client.id)}`],
    see: showCommand({ org: first.finding.org, client }),
  };
}

function vendorText(vendor: string | null, ownerOf: OwnerOf): string {
  if (vendor === null) return 'no vendor in guardian.yaml';
  const owner = ownerOf(vendor);
  const who = owner === undefined ? '' : `, owner ${clip(cleanText(owner), MOST_NAME)}`;
  return `vendor ${clip(cleanText(vendor), MOST_NAME)}${who}`;
}

/** What was not seen, what is not told, and what else people should know. Empty where there is nothing of it. */
export function notesOf({ run, stagedCount }: Pick<Telling, 'run' | 'stagedCount'>): Line[] {
  return [...blindLines(run), ...warningLines(run), ...stagedLines(run, stagedCount)];
}

function blindLines({ coverage }: RunRecord): Line[] {
  const unseen = SOURCES.map((source) => ({ source, ...coverage[source] })).filter(
    ({ status }) => status === 'incomplete' || status === 'failed',
  );
  return unseen.map(({ source, status, reason }) => {
    const why = clip(cleanText(reason ?? 'no reason is known'), MOST_REASON).replace(/\.$/, '');
    const start = status === 'failed' ? 'Could not see' : 'Could not see all of';
    return text(`${start}: ${source} (${why}). Nothing is called clean for it.`);
  });
}

function warningLines({ warnings }: RunRecord): Line[] {
  const shown = warnings.slice(0, MOST_WARNINGS).map((warning) => clip(cleanText(warning), MOST_REASON));
  const hidden = warnings.length - shown.length;
  const all = hidden > 0 ? [...shown, `${counted(hidden, 'more warning')}: guardian doctor`] : shown;
  return all.map((line) => text(`Note: ${line}`));
}

function stagedLines({ org }: RunRecord, count: number): Line[] {
  if (count === 0) return [];
  return [
    text(`Not told here: ${counted(count, 'change')} in findings of staged rules. All findings:`),
    command(listCommand({ org })),
  ];
}

const MOST_NAME = 160;
const MOST_REASON = 500;
const MOST_WARNINGS = 5;

import { SOURCES } from '../../domain/coverage.ts';
import { NO_CLIENT } from '../../domain/finding.ts';
import type { RunRecord } from '../../domain/run.ts';
import type { ClientNews } from '../group.ts';
import { cleanText, clip } from './clean.ts';
import { listCommand, showCommand } from './command.ts';
import { counted, severityCountsText } from './counts.ts';
import { clientName } from './headline.ts';
import { timeText } from './time-text.ts';
import { TEXT_WIDTH, wrap, wrapCommand } from './wrap.ts';

/** What stands around the findings of every message: its first lines, the headings of clients, its last lines. */

/** What it is about, when the run was, and how much is open. */
export function headerText(run: RunRecord, title: string, timeZone: string): string[] {
  return [
    ...wrap(title),
    ...wrap(`Run of ${timeText(run.at, timeZone)}`),
    ...wrap(`Open now in org ${cleanText(run.org)}: ${severityCountsText(run.open)}`),
  ];
}

/** A client's name between rules, its vendor and id, and how to see what it may do. */
export function clientHeading({ client, vendor, transitions }: ClientNews): string[] {
  const [first] = transitions;
  const name = wrap(clip(clientName(client), MOST_NAME));
  if (client.id === NO_CLIENT.id || !first) return ['-'.repeat(TEXT_WIDTH), ...name, '-'.repeat(TEXT_WIDTH)];
  const managed = vendor === null ? 'no vendor in guardian.yaml' : `vendor ${clip(cleanText(vendor), MOST_NAME)}`;
  return [
    '-'.repeat(TEXT_WIDTH),
    ...name,
    ...wrap(`${managed}; client id ${cleanText(client.id)}`),
    ...wrapCommand(showCommand({ org: first.finding.org, client }), { first: 'See: ' }),
    '-'.repeat(TEXT_WIDTH),
  ];
}

/** What was not seen, what is not told, and what else people should know. Empty where there is nothing of it. */
export function footerText(run: RunRecord, stagedCount: number): string[] {
  const lines = [...blindLines(run), ...warningLines(run), ...stagedLines(run, stagedCount)];
  return lines.length > 0 ? ['', '-'.repeat(TEXT_WIDTH), ...lines] : [];
}

function blindLines({ coverage }: RunRecord): string[] {
  const unseen = SOURCES.map((source) => ({ source, ...coverage[source] })).filter(
    ({ status }) => status === 'incomplete' || status === 'failed',
  );
  return unseen.flatMap(({ source, status, reason }) => {
    const why = clip(cleanText(reason ?? 'no reason is known'), MOST_REASON).replace(/\.$/, '');
    const start = status === 'failed' ? 'Could not see' : 'Could not see all of';
    return wrap(`${start}: ${source} (${why}). Nothing is called clean for it.`, { rest: '  ' });
  });
}

function warningLines({ warnings }: RunRecord): string[] {
  const shown = warnings.slice(0, MOST_WARNINGS).map((warning) => clip(cleanText(warning), MOST_REASON));
  const hidden = warnings.length - shown.length;
  const lines = hidden > 0 ? [...shown, `${counted(hidden, 'more warning')}: guardian doctor`] : shown;
  return lines.flatMap((line) => wrap(`Note: ${line}`, { rest: '  ' }));
}

function stagedLines({ org }: RunRecord, count: number): string[] {
  if (count === 0) return [];
  const text = `Not told here: ${counted(count, 'change')} in findings of staged rules. All findings:`;
  return [...wrap(text, { rest: '  ' }), ...wrapCommand(listCommand({ org }), { first: '  ' })];
}

const MOST_NAME = 160;
const MOST_REASON = 500;
const MOST_WARNINGS = 5;

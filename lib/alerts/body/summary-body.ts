import type { CoverageStatus } from '../../domain/coverage.ts';
import type { Finding } from '../../domain/finding.ts';
import type { RunRecord } from '../../domain/run.ts';
import { countBySeverity } from '../../domain/severity.ts';
import { type News, worstFirst } from '../news.ts';
import { cleanText } from '../text/clean.ts';
import {
  ackCommand,
  doctorCommand,
  draftCommand,
  historyCommand,
  listCommand,
  scanCommand,
  waiveCommand,
} from '../text/command.ts';
import { counted, severityCountsText } from '../text/counts.ts';
import { type Body, type Command, command, type Item, lines, type Part, text } from './body.ts';
import { shortItem } from './finding-item.ts';
import { framed, type Telling } from './frame.ts';

/** Findings that a summary names. */
const WORST_SHOWN = 10;

/** What the first message of an org says: what is there, what stands out, how to go on. */
export function firstLookBody(telling: Telling, news: News): Body {
  const { run } = telling;
  const { org } = run;
  const findings = [...news.opened, ...news.changed].sort(worstFirst).map(({ finding }) => finding);
  const isWhole = run.baselineAt !== undefined;
  return framed(telling, `FIRST LOOK at org ${cleanText(org)}${isWhole ? '' : ' is not finished'}: ${inventory(run)}`, [
    lines(text(isWhole ? BASELINE : NO_BASELINE)),
    worstPart(`What stands out: ${severityCountsText(countBySeverity(findings))}`, findings),
    ...allOf(org, findings.length),
    { kind: 'list', title: 'How to go on', items: isWhole ? nextSteps(org) : firstRepair(org) },
  ]);
}

function nextSteps(org: string): Item[] {
  return [
    step(1, 'See what stands out, and why:', listCommand({ org })),
    step(
      2,
      'Write down in guardian.yaml what each vendor may do. A draft for one client, from what it calls:',
      draftCommand({ org, client: 'NAME' }),
    ),
    step(3, 'Mend what should not be. Waive what has to stay, with a reason:', waiveCommand({ org, id: 'ID' })),
  ];
}

function firstRepair(org: string): Item[] {
  return [
    step(1, 'See what is missing, and how to mend it:', doctorCommand({ org })),
    step(2, 'Look again, or wait for the next run:', scanCommand({ org })),
  ];
}

function step(number: number, words: string, how: Command): Item {
  return { marker: `${number}.`, text: words, details: [command(how)] };
}

/** Stands for all alerts of a run in which too many findings opened at once. */
export function stormBody(telling: Telling, news: News, limit: number): Body {
  const { run } = telling;
  const { org } = run;
  const findings = news.opened.map(({ finding }) => finding);
  return framed(telling, `STORM in org ${cleanText(org)}: ${counted(findings.length, 'new finding')} in one run`, [
    lines(
      text(
        `More than ${limit} at once: this one message stands for all of them. Many findings at once mostly have one ` +
          'cause, such as an edit of a role that many clients hold. Look for it first.',
      ),
    ),
    lines(
      text(`By severity: ${severityCountsText(countBySeverity(findings))}`),
      ...(news.changed.length > 0 ? [text(`Also changed: ${counted(news.changed.length, 'known finding')}`)] : []),
      ...(news.resolved.length > 0 ? [text(`Also resolved: ${counted(news.resolved.length, 'finding')}`)] : []),
    ),
    { kind: 'table', table: { head: ['rule', 'findings'], rows: countsByRule(findings) } },
    worstPart(`The worst ${Math.min(WORST_SHOWN, findings.length)}:`, findings),
    ...allOf(org, findings.length),
    lines(
      text('What happened, by time:'),
      command(historyCommand({ org, since: run.startedAt })),
      text('To acknowledge one:'),
      command(ackCommand({ org, id: 'ID' })),
      text('To waive one:'),
      command(waiveCommand({ org, id: 'ID' })),
    ),
  ]);
}

const COUNTED = { clients: 'client', roles: 'role', divisions: 'division' } as const;

/** `128 clients, 40 roles, 6 divisions`: what was seen of some sources. */
export function inventory(
  { coverage }: RunRecord,
  sources: readonly (keyof typeof COUNTED)[] = ['clients', 'roles', 'divisions'],
): string {
  const seen = sources.flatMap((source) => {
    const { status, count } = coverage[source];
    return isRead(status) ? [`${status === 'incomplete' ? 'at least ' : ''}${counted(count, COUNTED[source])}`] : [];
  });
  return seen.length > 0 ? seen.join(', ') : 'nothing could be read';
}

function isRead(status: CoverageStatus): boolean {
  return status === 'complete' || status === 'incomplete';
}

function worstPart(title: string, findings: readonly Finding[]): Part {
  const items = findings.slice(0, WORST_SHOWN).map((finding, index) => shortItem(finding, `${index + 1}.`));
  return { kind: 'list', title, items };
}

function allOf(org: string, count: number): Part[] {
  if (count <= WORST_SHOWN) return [];
  return [lines(text(`And ${count - WORST_SHOWN} more. All of them:`), command(listCommand({ org })))];
}

function countsByRule(findings: readonly Finding[]): string[][] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([rule, count]) => [rule, String(count)]);
}

const BASELINE =
  'What guardian.yaml describes is judged by it. Everything else is taken as it was found: it is the baseline, and from ' +
  'now on you hear of what changes in it. That it is the baseline does not mean that somebody approved it.';
const NO_BASELINE =
  'The first look is not finished, because not everything could be read (see below). It is tried again with every ' +
  'run; until then nothing counts as known.';

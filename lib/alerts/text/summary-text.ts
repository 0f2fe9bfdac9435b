import type { CoverageStatus } from '../../domain/coverage.ts';
import type { Finding } from '../../domain/finding.ts';
import type { RunRecord } from '../../domain/run.ts';
import { countBySeverity } from '../../domain/severity.ts';
import { type News, worstFirst } from '../news.ts';
import { cleanText, clip } from './clean.ts';
import { ackCommand, doctorCommand, historyCommand, listCommand, scanCommand, waiveCommand } from './command.ts';
import { counted, severityCountsText } from './counts.ts';
import { footerText, headerText } from './frame-text.ts';
import { clientName } from './headline.ts';
import { textOf } from './text-size.ts';
import { wrap, wrapCommand } from './wrap.ts';

/** Findings that a summary names. */
const WORST_SHOWN = 10;

interface SummaryOptions {
  readonly run: RunRecord;
  readonly news: News;
  readonly timeZone: string;
}

/** The body of the first message of an org: what is there, what stands out, how to go on. */
export function firstLookText({ run, news, timeZone }: SummaryOptions): string {
  const { org } = run;
  const findings = [...news.opened, ...news.changed].sort(worstFirst).map(({ finding }) => finding);
  const isWhole = run.baselineAt !== undefined;
  const title = `FIRST LOOK at org ${cleanText(org)}${isWhole ? '' : ' is not finished'}: ${inventory(run)}`;
  return textOf([
    ...headerText(run, title, timeZone),
    '',
    ...wrap(isWhole ? BASELINE : NO_BASELINE),
    '',
    ...wrap(`What stands out: ${severityCountsText(countBySeverity(findings))}`),
    ...worstLines(findings),
    ...allOf(org, findings.length),
    '',
    'How to go on',
    ...(isWhole ? nextSteps(org) : firstRepair(org)),
    ...footerText(run, news.stagedCount),
  ]);
}

function nextSteps(org: string): string[] {
  return [
    ...step(1, 'See what stands out, and why:', listCommand({ org })),
    ...step(2, 'Write down what each vendor may do (the draft says what it holds today):', ['guardian manifest init']),
    ...step(3, 'Mend what should not be. Waive what has to stay, with a reason:', waiveCommand({ org, id: 'ID' })),
  ];
}

function firstRepair(org: string): string[] {
  return [
    ...step(1, 'See what is missing, and how to mend it:', doctorCommand({ org })),
    ...step(2, 'Look again, or wait for the next run:', scanCommand({ org })),
  ];
}

function step(number: number, text: string, command: readonly string[]): string[] {
  return [...wrap(text, { first: `  ${number}. ` }), ...wrapCommand(command, { first: '     ' })];
}

/** The body that stands for all messages of a run in which too many findings opened at once. */
export function stormText({ run, news, timeZone, limit }: SummaryOptions & { readonly limit: number }): string {
  const { org } = run;
  const findings = news.opened.map(({ finding }) => finding);
  return textOf([
    ...headerText(
      run,
      `STORM in org ${cleanText(org)}: ${counted(findings.length, 'new finding')} in one run`,
      timeZone,
    ),
    '',
    ...wrap(
      `More than ${limit} at once: this one message stands for all of them. Many findings at once mostly have one ` +
        'cause, such as an edit of a role that many clients hold. Look for it first.',
    ),
    '',
    ...wrap(`By severity: ${severityCountsText(countBySeverity(findings))}`),
    'By rule:',
    ...ruleLines(findings),
    ...(news.changed.length > 0 ? wrap(`Also changed: ${counted(news.changed.length, 'known finding')}`) : []),
    ...(news.resolved.length > 0 ? wrap(`Also resolved: ${counted(news.resolved.length, 'finding')}`) : []),
    '',
    `The worst ${Math.min(WORST_SHOWN, findings.length)}:`,
    ...worstLines(findings),
    ...allOf(org, findings.length),
    '',
    'What happened, by time:',
    ...wrapCommand(historyCommand({ org, since: run.startedAt }), { first: '  ' }),
    'To acknowledge one:',
    ...wrapCommand(ackCommand({ org, id: 'ID' }), { first: '  ' }),
    'To waive one:',
    ...wrapCommand(waiveCommand({ org, id: 'ID' }), { first: '  ' }),
    ...footerText(run, news.stagedCount),
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

function worstLines(findings: readonly Finding[]): string[] {
  return findings.slice(0, WORST_SHOWN).flatMap((finding, index) => {
    const number = `${index + 1}.`.padStart(5);
    const blank = ' '.repeat(number.length + 1);
    return [
      ...wrap(`${clip(clientName(finding.client), MOST_NAME)}`, {
        first: `${number} ${finding.severity.toUpperCase()} `,
        rest: blank,
      }),
      ...wrap(clip(cleanText(finding.title), MOST_TITLE), { first: blank }),
      ...wrap(finding.id, { first: blank }),
    ];
  });
}

function allOf(org: string, count: number): string[] {
  if (count <= WORST_SHOWN) return [];
  return [
    ...wrap(`And ${count - WORST_SHOWN} more. All of them:`),
    ...wrapCommand(listCommand({ org }), { first: '  ' }),
  ];
}

function ruleLines(findings: readonly Finding[]): string[] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .flatMap(([rule, count]) => wrap(rule, { first: `${String(count).padStart(7)}  ` }));
}

const BASELINE =
  'Everything is taken as it was found: this is the baseline, and from now on you hear of what changes. You have ' +
  'approved none of it yet.';
const NO_BASELINE =
  'The first look is not finished, because not everything could be read (see below). It is tried again with every ' +
  'run; until then nothing counts as known.';
const MOST_NAME = 100;
const MOST_TITLE = 160;

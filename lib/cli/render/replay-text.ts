import { SEVERITIES } from '../../domain/severity.ts';
import type { WhyNot } from '../../jobs/replay/compare.ts';
import type { Episode } from '../../jobs/replay/episodes.ts';
import type { Replay } from '../../jobs/replay/replay.ts';
import type { RuleSummary } from '../../jobs/replay/rule-summary.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { ageOf, count, localTime, percent, plural, severityLabel } from './style.ts';
import { type Column, tableOf } from './table.ts';

export interface ReplayTextOptions {
  readonly now: Date;
  readonly paper: Paper;
  /** True where rules were asked for by name: each of them then has a line, also if it says nothing. */
  readonly isNamed: boolean;
}

/** What would have fired against what did, rule by rule, and what could not be judged. */
export function replayText(answer: Replay, { paper, isNamed }: ReplayTextOptions): string {
  const { since, until, knownFrom, wouldFire, onlyHistory, undecided, cost } = answer;
  const title = `${paper.paint.bold('Back-test')} ${localTime(since)} to ${localTime(until)}, by the rules of today`;
  if (knownFrom === null) return `${title}\nNothing is known of the org in that time: run guardian scan first.\n`;
  const read = `${plural(cost.itemsRead, 'item')} read, ${plural(cost.moments, 'moment')} judged, nothing written, nobody told`;
  return [
    title,
    paper.paint.dim(read),
    ...(knownFrom > since
      ? [`The org is known from ${localTime(knownFrom)} on: nothing is told of the time before.`]
      : []),
    '',
    wouldFire.length === 0 ? 'Nothing would have fired, as far as it could be judged.' : `Would have fired:`,
    ...(wouldFire.length === 0 ? [] : [wouldFireTable(answer, paper)]),
    ...section(
      'Fired then, and would not today:',
      onlyHistory.map(({ episode, because }) => [episode, WHY[because]]),
      paper,
    ),
    ...section(
      'Fired then; whether they would today is not known:',
      undecided.map((episode) => [episode, 'could not be judged']),
      paper,
    ),
    '',
    'Rule by rule:',
    ruleTable(answer, paper, isNamed),
    '',
    'Messages by week:',
    weekTable(answer, paper),
    ...gapLines(answer),
    '',
  ].join('\n');
}

const WHY: Readonly<Record<WhyNot, string>> = {
  'rule-off': 'the rule is off in guardian.yaml',
  figures: 'another threshold, or it was seen by the hour and days are stored whole',
  manifest: 'guardian.yaml allows it, or a threshold is another one',
  rule: 'the rule, a threshold or guardian.yaml is another one, or it was gone before it was stored',
};

function wouldFireTable({ both, wouldFire }: Replay, paper: Paper): string {
  const agreed = new Map(both.map((one) => [one.replayed, one] as const));
  return tableOf(
    paper,
    [...EPISODE_COLUMNS, { title: 'for' }, { title: 'then' }],
    wouldFire.map((episode) => {
      const found = agreed.get(episode);
      return [...cellsOf(episode, paper), durationOf(episode), found ? fired(found.laterBySeconds) : 'did not fire'];
    }),
  );
}

function section(title: string, rows: readonly (readonly [Episode, string])[], paper: Paper): string[] {
  if (rows.length === 0) return [];
  const table = tableOf(
    paper,
    [...EPISODE_COLUMNS, { title: 'why', isFlexible: true }],
    rows.map(([episode, why]) => [...cellsOf(episode, paper), why]),
  );
  return ['', title, table];
}

const EPISODE_COLUMNS: readonly Column[] = [
  { title: 'when' },
  { title: 'rule' },
  { title: 'severity' },
  { title: 'client', isFlexible: true },
  { title: 'finding', isFlexible: true },
];

function cellsOf(episode: Episode, paper: Paper): string[] {
  const { openedAt, wasOpenBefore, rule, severity, client, title, isStaged } = episode;
  return [
    `${wasOpenBefore ? '≤ ' : ''}${localTime(openedAt)}`,
    `${safe(rule)}${isStaged ? ' (staged)' : ''}`,
    severityLabel(severity, paper),
    safe(client.name),
    safe(title),
  ];
}

function durationOf({ openedAt, resolvedAt }: Episode): string {
  return resolvedAt === null ? 'still open' : ageOf(openedAt, new Date(resolvedAt));
}

const HOUR_SECONDS = 3_600;

function fired(laterBySeconds: number | null): string {
  if (laterBySeconds === null || Math.abs(laterBySeconds) < HOUR_SECONDS) return 'fired';
  const hours = Math.round(Math.abs(laterBySeconds) / HOUR_SECONDS);
  return `fired ${count(hours)} h ${laterBySeconds > 0 ? 'earlier' : 'later'}`;
}

/** Rules that neither fired nor would have, and knew it all the while, have nothing to tell. */
function ruleTable({ rules, notReplayed }: Replay, paper: Paper, isNamed: boolean): string {
  const silent = new Set(notReplayed.map(({ rule }) => rule));
  const shown = rules.filter((rule) => isNamed || (!silent.has(rule.rule) && hasNews(rule)) || rule.fired > 0);
  if (shown.length === 0) return 'No rule has anything to say.';
  return tableOf(
    paper,
    [
      { title: 'rule' },
      { title: 'now' },
      ...['fired', 'would fire', 'both', 'only now', 'only then', 'alerts', 'days open', 'judged'].map((title) => ({
        title,
        isNumber: true,
      })),
    ],
    shown.map((rule) => [
      rule.rule,
      rule.setting,
      ...[rule.fired, rule.wouldFire, rule.both, rule.onlyReplay, rule.onlyHistory + rule.undecided, rule.alerts].map(
        count,
      ),
      String(rule.openDays),
      silent.has(rule.rule) ? 'no' : percent(rule.judgedShare),
    ]),
  );
}

function hasNews({ fired: then, wouldFire, both, judgedShare }: RuleSummary): boolean {
  return then + wouldFire + both > 0 || (judgedShare !== null && judgedShare < 1);
}

function weekTable({ weeks }: Replay, paper: Paper): string {
  return tableOf(
    paper,
    [
      { title: 'week of' },
      ...SEVERITIES.map((severity) => ({ title: severity, isNumber: true })),
      { title: 'findings told', isNumber: true },
    ],
    weeks.map(({ monday, messages, findings }) => [
      monday,
      ...SEVERITIES.map((severity) => (messages[severity] === 0 ? '·' : count(messages[severity]))),
      findings === 0 ? '·' : count(findings),
    ]),
  );
}

function gapLines({ rules, notReplayed, assumptions }: Replay): string[] {
  const partly = rules.filter(({ judgedShare }) => judgedShare !== null && judgedShare < 1);
  return [
    ...titled('Not judged all the time:', [
      ...partly.map(
        ({ rule, judgedShare, unknown }) => `${rule} (${percent(judgedShare)} judged): ${unknown[0] ?? ''}`,
      ),
    ]),
    ...titled('Not judged at all:', [...notReplayed.map(({ rule, because }) => `${rule}: ${because}`)]),
    ...titled('Taken to be so:', assumptions),
  ];
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${safe(line)}`)];
}

import type { CoverageStatus } from '../../domain/coverage.ts';
import {
  type AccessChange,
  type Actor,
  type Cause,
  type Finding,
  NO_CLIENT,
  type Transition,
} from '../../domain/finding.ts';
import { stateWords } from '../text/cause-text.ts';
import { cleanText, clip } from '../text/clean.ts';
import { ackCommand, listCommand, waiveCommand } from '../text/command.ts';
import { ageText, timeText } from '../text/time-text.ts';
import { beyond } from './beyond.ts';
import { command, type Line, type Part, type Row, text } from './body.ts';

/** What a finding's words depend on, beside itself. */
export interface FindingContext {
  /** ISO time of the run. */
  readonly at: string;
  readonly timeZone: string;
  /** Whether the audit log was read: what "nobody is named" is worth. */
  readonly audits: CoverageStatus;
}

/**
 * One finding in full, always in this order: what no longer holds, what changed, why it matters, who and when, what to
 * do, how to acknowledge or waive, its id and rule, how old the data is.
 */
export function findingPart(number: number, transition: Transition, context: FindingContext): Part {
  const { finding } = transition;
  return {
    kind: 'finding',
    number,
    state: stateWords(transition),
    title: clip(cleanText(finding.title), MOST_TITLE),
    rows: rowsOf(finding, context, {
      decided: decisionRows(transition, context),
      changed: [...changeRow(transition.change ?? finding.change), ...newRow(transition)],
      when: whenText(finding, context),
    }),
  };
}

/** The same of a finding that did not change, and of which people are told again. `age` in words. */
export function reminderPart(number: number, finding: Finding, age: string, context: FindingContext): Part {
  return {
    kind: 'finding',
    number,
    state: `STILL OPEN for ${age}`,
    title: clip(cleanText(finding.title), MOST_TITLE),
    rows: rowsOf(finding, context, {
      decided: [],
      changed: changeRow(finding.change),
      when: `first seen ${timeText(finding.firstSeen, context.timeZone)}`,
    }),
  };
}

function rowsOf(
  finding: Finding,
  context: FindingContext,
  { decided, changed, when }: { readonly decided: Row[]; readonly changed: Row[]; readonly when: string },
): Row[] {
  const { timeZone, at } = context;
  return [
    ...decided,
    ...changed,
    row('Why', text(clip(cleanText(finding.because), MOST_BECAUSE))),
    row('Who', text(actorText(finding.actor, context))),
    row('When', text(when)),
    { label: 'To do', lines: stepLines(finding) },
    row('Ack', command(ackCommand(finding))),
    row('Waive', command(waiveCommand(finding))),
    row('Id', text(finding.id)),
    row('Rule', text(`${finding.rule} (docs/rules.md)`)),
    row('As of', text(`${timeText(finding.asOf, timeZone)}, ${freshness(finding.asOf, at)}`)),
  ];
}

/** Who waived or acknowledged it, and why: whoever is told that it no longer holds wants to ask them. */
function decisionRows({ before, cause }: Transition, { timeZone }: FindingContext): Row[] {
  const { waiver, acknowledgement } = before ?? {};
  if (waiver) {
    const end = waiverEnd(cause, timeText(waiver.until, timeZone));
    return [row('Waiver', text(`by ${said(waiver.by)}, ${end}: ${said(waiver.reason)}`))];
  }
  if (acknowledgement) {
    const { owner, by, at, note } = acknowledgement;
    const why = note === undefined ? '' : `: ${said(note)}`;
    return [row('Acked', text(`by ${said(by)} on ${timeText(at, timeZone)}, ${said(owner)} looks after it${why}`))];
  }
  return [];
}

function waiverEnd(cause: Cause | undefined, until: string): string {
  switch (cause?.kind) {
    case 'waiver-expired':
      return `ended ${until}`;
    case 'waiver-withdrawn':
      return 'taken out of guardian.yaml, or changed there';
    default:
      return `until ${until}, does not cover what is new`;
  }
}

/** What of it nobody has been told, or has taken the risk of. */
function newRow({ cause, before, finding }: Transition): Row[] {
  if (!before || (cause?.kind !== 'grew' && cause?.kind !== 'escalated')) return [];
  const known = before.waiver?.covers ?? before.acknowledgement?.covers ?? before;
  const lines = beyond(finding, known);
  return lines.length === 0 ? [] : [{ label: 'New', lines: changeLines(lines.map((one) => ['+', one] as const)) }];
}

function changeRow(change: AccessChange | undefined): Row[] {
  if (!change) return [];
  const all = [
    ...change.added.map((line) => ['+', line] as const),
    ...change.removed.map((line) => ['-', line] as const),
    ...change.changed.flatMap(({ name, from, to }) => [
      ['-', `${name}: ${from}`] as const,
      ['+', `${name}: ${to}`] as const,
    ]),
  ];
  return all.length === 0 ? [] : [{ label: 'Changed', lines: changeLines(all) }];
}

function changeLines(all: readonly (readonly ['+' | '-', string])[]): Line[] {
  const shown = all
    .slice(0, MOST_CHANGES)
    .map(([sign, line]): Line => ({ kind: 'change', sign, text: clip(cleanText(line), MOST_LINE) }));
  const hidden = all.length - shown.length;
  return hidden > 0 ? [...shown, text(`and ${hidden} more`)] : shown;
}

/** Ids only: a message leaves the guardian for good, so no person's name is in it. The commands show it. */
function actorText(actor: Actor | undefined, { audits }: FindingContext): string {
  if (!actor) return unknownActor(audits);
  const kind = actor.kind === 'unknown' ? 'id' : actor.kind;
  const source = actor.source === 'audit' ? 'as the audit log says' : 'whom Genesys names as the last to modify it';
  return `${kind} ${actor.id}, ${source}`;
}

function unknownActor(audits: CoverageStatus): string {
  switch (audits) {
    case 'complete':
      return 'unknown: no audit entry names anybody';
    case 'incomplete':
      return 'unknown: the audit log was read in part only, and names nobody';
    case 'failed':
      return 'unknown: the audit log could not be read';
    case 'skipped':
      return 'unknown: the audit log was not read';
    default:
      return audits satisfies never;
  }
}

function whenText({ actor, firstSeen }: Finding, { at, timeZone }: FindingContext): string {
  if (actor?.at) return timeText(actor.at, timeZone);
  // A finding is first seen when its run begins, a little before the run's own time.
  const isKnown = ageText(firstSeen, at) !== undefined;
  return isKnown ? `found again; first seen ${timeText(firstSeen, timeZone)}` : `found ${timeText(at, timeZone)}`;
}

function stepLines({ fix, org, client, rule }: Finding): Line[] {
  const steps = fix
    .slice(0, MOST_STEPS)
    .map((step, index): Line => ({ kind: 'step', number: index + 1, text: clip(cleanText(step), MOST_STEP) }));
  return [...steps, command(listCommand(client.id === NO_CLIENT.id ? { org, rule } : { org, client }))];
}

function freshness(asOf: string, at: string): string {
  const age = ageText(asOf, at);
  return age ? `${age} before this run` : 'read in this run';
}

function row(label: string, ...lines: readonly Line[]): Row {
  return { label, lines };
}

function said(words: string): string {
  return clip(cleanText(words), MOST_SAID);
}

/** Limits in characters or lines: enough for every rule's words, too little for a flood. */
const MOST_TITLE = 200;
const MOST_BECAUSE = 1200;
const MOST_STEPS = 6;
const MOST_STEP = 400;
const MOST_CHANGES = 20;
const MOST_LINE = 200;
const MOST_SAID = 300;

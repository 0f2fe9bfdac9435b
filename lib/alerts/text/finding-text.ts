import type { CoverageStatus } from '../../domain/coverage.ts';
import { type AccessChange, type Actor, type Finding, NO_CLIENT, type Transition } from '../../domain/finding.ts';
import { cleanText, clip } from './clean.ts';
import { ackCommand, listCommand, waiveCommand } from './command.ts';
import { ageText, timeText } from './time-text.ts';
import { wrap, wrapCommand } from './wrap.ts';

/** What a finding's text needs to know of the run. */
export interface FindingTextContext {
  /** ISO time of the run. */
  readonly at: string;
  readonly timeZone: string;
  /** Whether the audit log was read: what "nobody is named" is worth. */
  readonly audits: CoverageStatus;
}

/**
 * One finding in full, always in this order: what changed, why it matters, who and when, what to do, how to acknowledge
 * or waive, its id, how old the data is. Lines of at most 76 characters.
 */
export function findingText(number: number, transition: Transition, context: FindingTextContext): string[] {
  const { finding } = transition;
  const { timeZone } = context;
  return [
    ...wrap(clip(cleanText(finding.title), MOST_TITLE), {
      first: `${number}. ${stateWord(transition)}: `,
      rest: '   ',
    }),
    '',
    ...changeLines(transition.change ?? finding.change),
    ...part('Why', clip(cleanText(finding.because), MOST_BECAUSE)),
    ...part('Who', actorText(finding.actor, context)),
    ...part('When', whenText(finding, context)),
    ...stepLines(finding),
    ...command('Ack', ackCommand(finding)),
    ...command('Waive', waiveCommand(finding)),
    ...part('Id', finding.id),
    ...part('As of', `${timeText(finding.asOf, timeZone)}, ${freshness(finding.asOf, context.at)}`),
  ];
}

/** What happened to the finding, in one word or two. */
function stateWord({ from }: Transition): string {
  switch (from) {
    case null:
      return 'NEW';
    case 'resolved':
      return 'BACK';
    case 'open':
      return 'CHANGED';
    case 'acknowledged':
      return 'CHANGED since it was acknowledged';
    case 'waived':
      return 'NO LONGER WAIVED';
    default:
      return from satisfies never;
  }
}

function changeLines(change: AccessChange | undefined): string[] {
  if (!change) return [];
  const all = [
    ...change.added.map((line) => ({ sign: '+', line })),
    ...change.removed.map((line) => ({ sign: '-', line })),
    ...change.changed.flatMap(({ name, from, to }) => [
      { sign: '-', line: `${name}: ${from}` },
      { sign: '+', line: `${name}: ${to}` },
    ]),
  ];
  const shown = all.slice(0, MOST_CHANGES).map(({ sign, line }) => `${sign} ${clip(cleanText(line), MOST_LINE)}`);
  const hidden = all.length - shown.length;
  const lines = hidden > 0 ? [...shown, `and ${hidden} more`] : shown;
  return lines.flatMap((line, index) =>
    wrap(line, { first: index === 0 ? label('Changed') : BLANK, rest: `${BLANK}  ` }),
  );
}

/** Ids only: a message leaves the guardian for good, so no person's name is in it. The commands show it. */
function actorText(actor: Actor | undefined, { audits }: FindingTextContext): string {
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

function whenText({ actor, firstSeen }: Finding, { at, timeZone }: FindingTextContext): string {
  if (actor?.at) return timeText(actor.at, timeZone);
  // A finding is first seen when its run begins, a little before the run's own time.
  const isKnown = ageText(firstSeen, at) !== undefined;
  return isKnown ? `found again; first seen ${timeText(firstSeen, timeZone)}` : `found ${timeText(at, timeZone)}`;
}

function stepLines({ fix, org, client, rule }: Finding): string[] {
  const steps = fix.slice(0, MOST_STEPS).map((step) => clip(cleanText(step), MOST_STEP));
  const lines = steps.flatMap((step, index) =>
    wrap(`${index + 1}. ${step}`, { first: index === 0 ? label('To do') : BLANK, rest: `${BLANK}   ` }),
  );
  return [
    ...lines,
    ...command(
      steps.length === 0 ? 'To do' : '',
      listCommand(client.id === NO_CLIENT.id ? { org, rule } : { org, client }),
    ),
  ];
}

function freshness(asOf: string, at: string): string {
  const age = ageText(asOf, at);
  return age ? `${age} before this run` : 'read in this run';
}

function part(name: string, text: string): string[] {
  return wrap(text, { first: label(name) });
}

function command(name: string, words: readonly string[]): string[] {
  return wrapCommand(words, { first: label(name) });
}

function label(name: string): string {
  return `   ${name.padEnd(9)}`;
}

const BLANK = label('');
/** Limits in characters or lines: enough for every rule's words, too little for a flood. */
const MOST_TITLE = 200;
const MOST_BECAUSE = 1200;
const MOST_STEPS = 6;
const MOST_STEP = 400;
const MOST_CHANGES = 20;
const MOST_LINE = 200;

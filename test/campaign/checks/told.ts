import { type Accepted, CHANNELS, type Channel, isMeantFor, type Mailboxes } from '../guardian/mailboxes.ts';

/** That people heard of a finding, by one channel, in one step. */
export interface Told {
  readonly channel: Channel;
  readonly finding: string;
  readonly what: 'open' | 'resolved' | 'reminder';
  readonly step: number;
}

/** What people heard, in order. A message that came twice is heard once: repeats are another invariant. */
export function toldIn(mailboxes: Mailboxes, fromStep = 0): Told[] {
  return CHANNELS.flatMap((channel) => {
    const heard = new Set<string>();
    return mailboxes[channel].flatMap((accepted) => {
      const isRepeat = heard.has(accepted.message.key);
      heard.add(accepted.message.key);
      return isRepeat || accepted.step < fromStep ? [] : eventsOf(channel, accepted);
    });
  });
}

function eventsOf(channel: Channel, { message, step }: Accepted): Told[] {
  const { kind, findings = [] } = message;
  const what = kind === 'resolved' || kind === 'reminder' ? kind : 'open';
  // Whoever is woken for grave things only may find others in the same message: those are no promise.
  return findings
    .filter((finding) => isMeantFor(channel, finding))
    .map(({ id }) => ({ channel, finding: id, what, step }));
}

/** What {@link wronglyTold} compares. */
export interface TellingInput {
  /** What people hear where nothing goes wrong. */
  readonly expected: readonly Told[];
  readonly actual: readonly Told[];
  /** The first step, from a step on, in which the same could be seen and told and nothing went wrong. */
  readonly deadlineOf: (step: number) => number;
}

/** What was never told, and what was told without being so or more than once. */
export function wronglyTold({ expected, actual, deadlineOf }: TellingInput): string[] {
  const names = new Set([...expected, ...actual].map(({ channel, finding }) => `${channel}|${finding}`));
  return [...names].flatMap((name) => {
    const [channel = '', finding = ''] = name.split('|');
    const ofFinding = (told: readonly Told[]) =>
      told.filter((one) => one.channel === channel && one.finding === finding);
    const wrong = finding.startsWith(BLIND)
      ? toldTwice(ofFinding(actual))
      : compared(ofFinding(expected), ofFinding(actual), deadlineOf);
    return wrong.map((problem) => `${channel}: ${finding} ${problem}`);
  });
}

/** Faults make the guardian blind, which is true, and no part of a history without faults. */
const BLIND = 'guardian-blind';

function toldTwice(actual: readonly Told[]): string[] {
  return actual
    .filter((told, n) => told.what === 'open' && actual[n - 1]?.what === 'open')
    .map(({ step }) => `was told again in step ${step}`);
}

/**
 * Each event without faults must be heard from its step on and until its deadline. One event may stand for several of
 * its kind (what opened and grew in a step that went wrong is told once), and one may be missing altogether if the
 * opposite happened before the deadline: nobody could see it.
 */
function compared(
  expected: readonly Told[],
  actual: readonly Told[],
  deadlineOf: TellingInput['deadlineOf'],
): string[] {
  const problems: string[] = [];
  const wanted = expected.filter(({ what }) => what !== 'reminder');
  const heard = actual.filter(({ what }) => what !== 'reminder');
  const answered = new Set<Told>();
  for (const [n, event] of wanted.entries()) {
    const deadline = deadlineOf(event.step);
    const answers = heard.filter(({ what, step }) => what === event.what && step >= event.step && step <= deadline);
    const answer = answers.find((one) => !answered.has(one)) ?? answers[0];
    if (answer) answered.add(answer);
    const next = wanted.slice(n + 1).find(({ what }) => what !== event.what);
    const before = wanted.slice(0, n).findLast(({ what }) => what !== event.what);
    const isHidden = (next && next.step <= deadline) || (before && deadlineOf(before.step) >= event.step);
    if (!answer && !isHidden) problems.push(`(${event.what}, step ${event.step}) was not told by step ${deadline}`);
  }
  for (const one of heard) {
    if (!answered.has(one)) problems.push(`(${one.what}) was told in step ${one.step} without need`);
  }
  return problems;
}

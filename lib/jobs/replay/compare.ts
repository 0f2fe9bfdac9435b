import type { Episode } from './episodes.ts';

/** An episode that a back-test and the history both have. */
export interface Agreement {
  readonly replayed: Episode;
  readonly recorded: Episode;
  /** Seconds by which the back-test opens it later than it was opened then; null where either was open before. */
  readonly laterBySeconds: number | null;
}

/** An episode of the history that the back-test does not have. */
export interface OnlyRecorded {
  readonly episode: Episode;
  readonly because: WhyNot;
}

/**
 * Why the rules of today do not say what was said then, as far as can be told:
 * - `rule-off`: `guardian.yaml` switches the rule off.
 * - `figures`: the rule goes by usage. A threshold is another one, or the run then saw hours where whole days are stored.
 * - `manifest`: the client has a vendor, whose entry allows it today, or a threshold does.
 * - `rule`: nothing else is left than a rule, a threshold or a severity that was changed, or a state that came and went
 *   before it was stored.
 */
const WHY_NOT = ['rule-off', 'figures', 'manifest', 'rule'] as const;
export type WhyNot = (typeof WHY_NOT)[number];

/** What would have fired against what did, each oldest first. */
export interface Comparison {
  readonly both: readonly Agreement[];
  readonly onlyReplay: readonly Episode[];
  readonly onlyHistory: readonly OnlyRecorded[];
  /** Fired then; whether it would today cannot be known. */
  readonly undecided: readonly Episode[];
}

/** Holds two lists of episodes against each other: of one finding, those that overlap or begin near each other. Pure. */
export function compareEpisodes(options: {
  readonly replayed: readonly Episode[];
  readonly recorded: readonly Episode[];
  readonly isOff: (rule: string) => boolean;
  readonly isOfUsage: (rule: string) => boolean;
  /** True if the back-test could not judge what the episode is about, when it opened. */
  readonly isUnknown: (episode: Episode) => boolean;
}): Comparison {
  const { replayed, recorded, isOff, isOfUsage, isUnknown } = options;
  const left = new Map<string, Episode[]>();
  for (const episode of replayed) left.set(episode.id, [...(left.get(episode.id) ?? []), episode]);
  const both: Agreement[] = [];
  const onlyHistory: OnlyRecorded[] = [];
  const undecided: Episode[] = [];
  for (const episode of recorded) {
    const candidates = left.get(episode.id) ?? [];
    const found = candidates.find((one) => isSame(one, episode, isOfUsage(episode.rule)));
    if (found) {
      left.set(
        episode.id,
        candidates.filter((one) => one !== found),
      );
      both.push({ replayed: found, recorded: episode, laterBySeconds: laterBy(found, episode) });
    } else if (isUnknown(episode)) undecided.push(episode);
    else onlyHistory.push({ episode, because: whyNot(episode, { isOff, isOfUsage }) });
  }
  const matched = new Set(both.map(({ replayed: one }) => one));
  return { both, onlyReplay: replayed.filter((one) => !matched.has(one)), onlyHistory, undecided };
}

const HOUR_MS = 3_600_000;
/** Runs are an hour or a day apart, and a reading that failed is made up for by the next. */
const SLACK_MS = 24 * HOUR_MS;
/** A whole day is judged when it ends; a run may have seen it in its course, or a day later. */
const SLACK_OF_DAYS_MS = 48 * HOUR_MS;

function isSame(a: Episode, b: Episode, isByDays: boolean): boolean {
  const slack = isByDays ? SLACK_OF_DAYS_MS : SLACK_MS;
  return startOf(a) - slack <= endOf(b) && startOf(b) - slack <= endOf(a);
}

function startOf({ openedAt }: Episode): number {
  return Date.parse(openedAt);
}

function endOf({ resolvedAt }: Episode): number {
  return resolvedAt === null ? Number.POSITIVE_INFINITY : Date.parse(resolvedAt);
}

function laterBy(replayed: Episode, recorded: Episode): number | null {
  if (replayed.wasOpenBefore || recorded.wasOpenBefore) return null;
  return (startOf(replayed) - startOf(recorded)) / 1000;
}

function whyNot(
  { rule, vendor }: Episode,
  { isOff, isOfUsage }: { readonly isOff: (rule: string) => boolean; readonly isOfUsage: (rule: string) => boolean },
): WhyNot {
  if (isOff(rule)) return 'rule-off';
  if (isOfUsage(rule)) return 'figures';
  return vendor === null ? 'rule' : 'manifest';
}

import type { Cause, Finding, Transition } from '../../domain/finding.ts';
import type { HistoryRecord } from '../../domain/run.ts';
import { isWorse } from '../../domain/triage.ts';

/** A finding from its opening to its end. A finding that comes back has several. */
export interface Episode {
  /** The finding's id: the same in every back-test and in the history. */
  readonly id: string;
  readonly rule: string;
  readonly subject: string;
  readonly client: Finding['client'];
  readonly vendor: string | null;
  /** The worst while it was open. */
  readonly severity: Finding['severity'];
  /** As it was worded in the end. */
  readonly title: string;
  /** ISO times. The opening of one that was open at the beginning of the range is that beginning. */
  readonly openedAt: string;
  readonly wasOpenBefore: boolean;
  /** Null where it was still open at the end of the range. */
  readonly resolvedAt: string | null;
  /** Times at which it said more than before, or worse. */
  readonly grewAt: readonly string[];
  readonly isStaged: boolean;
  /** Why it ended, where the history says so. */
  readonly endedBy?: Cause['kind'];
}

/** A transition and its time. */
export type TimedTransition = Transition & { readonly at: string };

/**
 * The episodes that transitions tell, oldest first, in the order of their openings.
 *
 * @param since ISO time: what opened by then was open before
 */
export function episodesOf(transitions: readonly TimedTransition[], since: string): Episode[] {
  const open = new Map<string, Episode>();
  const ended: Episode[] = [];
  for (const transition of transitions) {
    const { at, to, finding, cause } = transition;
    const known = open.get(finding.id);
    if (to === 'resolved') {
      open.delete(finding.id);
      // What the range only sees the end of had been open before it.
      const episode = known ?? opened({ ...transition, at: since }, true);
      ended.push({ ...episode, resolvedAt: at, ...(cause && { endedBy: cause.kind }) });
    } else if (known) open.set(finding.id, carriedOn(known, transition));
    else open.set(finding.id, firstSeen(transition, since));
  }
  return [...ended, ...open.values()].sort(byOpening);
}

/** The order in which a reader follows them: by time, then by rule and client. */
function byOpening(a: Episode, b: Episode): number {
  return textOf(a) < textOf(b) ? -1 : 1;
}

/** What the history of a range tells, with what has been open all the while. */
export function recordedEpisodes(options: {
  /** Records from the beginning of the range up to now, oldest first. */
  readonly records: readonly HistoryRecord[];
  /** Findings that are not resolved now. */
  readonly unresolved: readonly Finding[];
  /** ISO times. */
  readonly since: string;
  readonly until: string;
}): Episode[] {
  const { records, unresolved, since, until } = options;
  const told = new Set(records.map(({ finding }) => finding.id));
  const silent = unresolved
    .filter(({ id, firstSeen: seen }) => !told.has(id) && seen <= since)
    .map((finding): TimedTransition => ({ at: since, from: null, to: finding.state, finding }));
  return episodesOf([...silent, ...records], since)
    .filter(({ openedAt }) => openedAt <= until)
    .map((episode) => cutAt(episode, until));
}

function cutAt({ endedBy, ...episode }: Episode, until: string): Episode {
  const grewAt = episode.grewAt.filter((at) => at <= until);
  if (episode.resolvedAt === null || episode.resolvedAt <= until) {
    return { ...episode, grewAt, ...(endedBy && { endedBy }) };
  }
  return { ...episode, grewAt, resolvedAt: null };
}

/** A finding that the range first sees in the middle of its life was open when the range began. */
function firstSeen(transition: TimedTransition, since: string): Episode {
  const isNew = transition.from === null || transition.from === 'resolved';
  if (isNew) return opened(transition, transition.at <= since);
  return carriedOn(opened({ ...transition, at: since }, true), transition);
}

function opened({ at, finding }: TimedTransition, wasOpenBefore: boolean): Episode {
  const { id, rule, subject, client, vendor, severity, title, staged } = finding;
  return {
    id,
    rule,
    subject,
    client,
    vendor,
    severity,
    title,
    openedAt: at,
    wasOpenBefore,
    resolvedAt: null,
    grewAt: [],
    isStaged: staged === true,
  };
}

function carriedOn(known: Episode, { at, to, finding, shrank, cause }: TimedTransition): Episode {
  const isMore =
    to === 'open' && !shrank && (cause === undefined || cause.kind === 'grew' || cause.kind === 'escalated');
  return {
    ...known,
    title: finding.title,
    severity: isWorse(finding.severity, known.severity) ? finding.severity : known.severity,
    isStaged: known.isStaged && finding.staged === true,
    grewAt: isMore ? [...known.grewAt, at] : known.grewAt,
  };
}

function textOf({ openedAt, rule, client, subject }: Episode): string {
  return [openedAt, rule, client.id, subject].join('\n');
}

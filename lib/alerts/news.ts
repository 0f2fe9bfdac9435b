import type { Finding, Transition } from '../domain/finding.ts';
import { severityRank } from '../domain/severity.ts';

/** What of a run's transitions people are to be told. */
export interface News {
  /** Findings that are open now and were not before: new ones and ones that came back. Worst first. */
  readonly opened: readonly Transition[];
  /** Findings that were known and changed: they grew, or an acknowledgement or waiver no longer covers them. */
  readonly changed: readonly Transition[];
  /** Ended, and not waived when they did: a risk that somebody took is not news when it goes. The digest has them all. */
  readonly resolved: readonly Transition[];
  /** Transitions of staged rules: recorded, shown, not told. */
  readonly stagedCount: number;
}

/**
 * Sorts a run's transitions by what they mean for a reader. Acknowledging and waiving is somebody's own doing, and a
 * finding that shrank is no news, so nobody is told of either.
 */
export function newsOf(transitions: readonly Transition[]): News {
  const told = transitions.filter(({ finding, shrank }) => !finding.staged && !shrank).sort(worstFirst);
  const open = told.filter(({ to }) => to === 'open');
  return {
    opened: open.filter(isOpening),
    changed: open.filter((transition) => !isOpening(transition)),
    resolved: told.filter(({ from, to }) => to === 'resolved' && from !== 'waived'),
    stagedCount: transitions.filter(({ finding, to }) => finding.staged && (to === 'open' || to === 'resolved')).length,
  };
}

/** True if there is nothing to tell. */
export function isNoNews({ opened, changed, resolved }: News): boolean {
  return opened.length + changed.length + resolved.length === 0;
}

/** The order of findings wherever they are listed: severity, client, rule, subject; the id settles the rest. */
export function worstFirst({ finding: a }: Transition, { finding: b }: Transition): number {
  return severityRank(a.severity) - severityRank(b.severity) || compare(sortKey(a), sortKey(b));
}

function isOpening({ from }: Transition): boolean {
  return from === null || from === 'resolved';
}

function sortKey({ client, rule, subject, id }: Finding): readonly string[] {
  return [client.name, client.id, rule, subject, id];
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

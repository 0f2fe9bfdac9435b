import { GUARDIAN, type Transition } from './finding.ts';
import { isAtLeast, type Severity } from './severity.ts';

/** What to keep of the history. Every part is optional and narrows the answer. */
export interface HistoryFilter {
  readonly clientId?: string | undefined;
  /** Vendor's name, without regard to case. */
  readonly vendor?: string | undefined;
  readonly rule?: string | undefined;
  /** Id or name, without regard to case, of whoever made the drift or decided about the finding: {@link actorsOf}. */
  readonly actor?: string | undefined;
  /** This severity or worse. */
  readonly severity?: Severity | undefined;
}

/** True if a line of the history is within the filter. */
export function fitsHistory(transition: Transition, filter: HistoryFilter): boolean {
  const { client, vendor, rule, severity } = transition.finding;
  return (
    (filter.clientId === undefined || client.id === filter.clientId) &&
    (filter.vendor === undefined || (vendor !== null && plainName(vendor) === plainName(filter.vendor))) &&
    (filter.rule === undefined || rule === filter.rule) &&
    (filter.actor === undefined || actorsOf(transition).includes(plainName(filter.actor))) &&
    (filter.severity === undefined || isAtLeast(severity, filter.severity))
  );
}

/**
 * Ids and names, as {@link plainName} spells them, of the people and clients behind a line: whoever made the drift, and
 * whoever decided about the finding. The guardian itself is nobody: what it finds out by itself is every other line.
 */
export function actorsOf({ finding: { actor }, cause }: Transition): readonly string[] {
  const decider = cause?.by === GUARDIAN ? undefined : cause?.by;
  const names = [actor?.id, actor?.name, decider].flatMap((name) => (name ? [plainName(name)] : []));
  return [...new Set(names)].filter((name) => name !== '');
}

/** One spelling for names that people would call the same. */
export function plainName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

import type { Finding } from '../../domain/finding.ts';
import { severityRank } from '../../domain/severity.ts';
import type { Query, Route } from './route.ts';
import { byFigure, byText, hasWords, type Orders, sorted, sortingOf } from './rows.ts';
import { STATES } from './words.ts';

/** Vendors are filtered by name; this value stands for having none. */
export const NO_VENDOR = '-';

const ORDERS: Orders<Finding> = {
  severity: byFigure(({ severity }) => severityRank(severity)),
  title: byText(({ title }) => title),
  client: byText(({ client }) => client.name),
  state: byFigure(({ state }) => STATES.indexOf(state)),
  age: (a, b) => Date.parse(b.firstSeen) - Date.parse(a.firstSeen),
};

export const FINDING_COLUMNS = Object.keys(ORDERS);

/** Findings are filtered by state; this value stands for all of them, where leaving it out leaves out what is resolved. */
export const EVERY_STATE = 'all';

/** The findings that an address asks for, in its order; where it asks for none, the unresolved, worst and oldest first. */
export function findingsFor(
  findings: readonly Finding[],
  { id, query }: Pick<Route, 'id' | 'query'>,
): readonly Finding[] {
  if (id !== null) return findings.filter((finding) => finding.id === id);
  return sorted(
    findings.filter((finding) => isWanted(finding, query)),
    sortingOf(query, FINDING_COLUMNS),
    ORDERS,
  );
}

/** True if a vendor is the one that a query names. */
export function isOfVendor(vendor: string | null, wanted: string | undefined): boolean {
  return !wanted || (wanted === NO_VENDOR ? vendor === null : vendor === wanted);
}

/** How many resolved ones an address would show as well if it did not leave them out. */
export function resolvedLeftOut(findings: readonly Finding[], { id, query }: Pick<Route, 'id' | 'query'>): number {
  return id !== null || query.state ? 0 : findingsFor(findings, { id, query: { ...query, state: 'resolved' } }).length;
}

function isInState(state: Finding['state'], wanted: string | undefined): boolean {
  return !wanted ? state !== 'resolved' : wanted === EVERY_STATE || state === wanted;
}

function isWanted({ severity, state, rule, vendor, ...finding }: Finding, query: Query): boolean {
  return (
    (!query.severity || severity === query.severity) &&
    isInState(state, query.state) &&
    (!query.rule || rule === query.rule) &&
    isOfVendor(vendor, query.vendor) &&
    hasWords(query.q, [finding.title, finding.client.name, finding.id, finding.subject, vendor, finding.because])
  );
}

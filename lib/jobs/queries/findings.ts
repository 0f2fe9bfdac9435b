import type { Finding, FindingState } from '../../domain/finding.ts';
import type { RunRecord } from '../../domain/run.ts';
import { isAtLeast, type Severity, severityRank } from '../../domain/severity.ts';
import type { Store } from '../../ports.ts';
import type { KnownRule } from '../../rules/known-rules.ts';
import { withLastSight } from '../last-sight.ts';

/** What to keep of findings or history. Every part is optional and narrows the answer. */
export interface FindingFilter {
  readonly clientId?: string | undefined;
  /** Vendor's name, without regard to case. */
  readonly vendor?: string | undefined;
  /** This severity or worse. */
  readonly severity?: Severity | undefined;
  readonly rule?: string | undefined;
  /** ISO times: first seen, resolved or (in the history) recorded within. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** Findings and the run that they are true of. */
export interface FindingsAnswer {
  readonly findings: readonly Finding[];
  /** The newest committed run; absent where no run was made yet. */
  readonly run?: RunRecord;
}

/** Findings in the given states, worst and oldest first. */
export async function findFindings(
  store: Store,
  org: string,
  query: FindingFilter & {
    readonly states: readonly FindingState[];
    readonly rules: readonly KnownRule[];
    readonly limit?: number | undefined;
  },
): Promise<FindingsAnswer> {
  const run = await store.latestRun(org);
  if (!run) return { findings: [] };
  const wantsResolved = query.states.includes('resolved');
  const wantsUnresolved = query.states.some((state) => state !== 'resolved');
  const [unresolved, resolved] = await Promise.all([
    wantsUnresolved ? store.unresolvedFindings(org, run.openDigest) : [],
    wantsResolved ? store.resolvedFindings(org) : [],
  ]);
  const findings = [...unresolved.map((finding) => withLastSight(finding, run, query.rules)), ...resolved]
    .filter((finding) => query.states.includes(finding.state) && fitsFilter(finding, newsTime(finding), query))
    .sort(worstAndOldestFirst);
  return { findings: query.limit === undefined ? findings : findings.slice(0, query.limit), run };
}

/** True if a finding, or a record of it at a time, is within the filter. */
function fitsFilter(finding: Finding, at: string, filter: FindingFilter): boolean {
  return (
    (filter.clientId === undefined || finding.client.id === filter.clientId) &&
    (filter.vendor === undefined || finding.vendor?.toLowerCase() === filter.vendor.toLowerCase()) &&
    (filter.severity === undefined || isAtLeast(finding.severity, filter.severity)) &&
    (filter.rule === undefined || finding.rule === filter.rule) &&
    (filter.since === undefined || at >= filter.since) &&
    (filter.until === undefined || at < filter.until)
  );
}

/** When people first heard of it, or that it is over. */
function newsTime({ state, firstSeen, asOf }: Finding): string {
  return state === 'resolved' ? asOf : firstSeen;
}

/** The order in which findings are shown. */
export function worstAndOldestFirst(a: Finding, b: Finding): number {
  const bySeverity = severityRank(a.severity) - severityRank(b.severity);
  if (bySeverity !== 0) return bySeverity;
  if (a.firstSeen !== b.firstSeen) return a.firstSeen < b.firstSeen ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

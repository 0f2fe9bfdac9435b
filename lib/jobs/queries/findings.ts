import type { Coverage, SourceName } from '../../domain/coverage.ts';
import { later } from '../../domain/day.ts';
import type { Finding, FindingState } from '../../domain/finding.ts';
import type { RunRecord } from '../../domain/run.ts';
import { isAtLeast, type Severity, severityRank } from '../../domain/severity.ts';
import type { Store } from '../../ports.ts';
import type { Rule } from '../../rules/rule.ts';

/** What to keep of findings or history. Every part is optional and narrows the answer. */
export interface FindingFilter {
  readonly clientId?: string | undefined;
  /** Vendor's name, without regard to case. */
  readonly vendor?: string | undefined;
  /** This severity or worse. */
  readonly severity?: Severity | undefined;
  readonly rule?: string | undefined;
  /** ISO times: first seen or changed within. */
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
    readonly rules: readonly Rule[];
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
    .filter((finding) => query.states.includes(finding.state) && fitsFilter(finding, finding.lastSeen, query))
    .sort(worstAndOldestFirst);
  return { findings: query.limit === undefined ? findings : findings.slice(0, query.limit), run };
}

/** True if a finding, or a record of it at a time, is within the filter. */
export function fitsFilter(finding: Finding, at: string, filter: FindingFilter): boolean {
  return (
    (filter.clientId === undefined || finding.client.id === filter.clientId) &&
    (filter.vendor === undefined || finding.vendor?.toLowerCase() === filter.vendor.toLowerCase()) &&
    (filter.severity === undefined || isAtLeast(finding.severity, filter.severity)) &&
    (filter.rule === undefined || finding.rule === filter.rule) &&
    (filter.since === undefined || at >= filter.since) &&
    (filter.until === undefined || at < filter.until)
  );
}

/**
 * When a finding was last seen to be so. It is not written at every run, for a quiet run writes nothing about findings:
 * an unresolved finding was seen by every later run that read all its rule needs.
 */
function withLastSight(finding: Finding, run: RunRecord, rules: readonly Rule[]): Finding {
  const needs: readonly SourceName[] = rules.find(({ id }) => id === finding.rule)?.needs ?? [];
  const times = needs.map((source) => run.sources[source]?.completeAt);
  if (times.includes(undefined)) return finding;
  const seenAt = [run.at, ...times.filter((time) => time !== undefined)].sort()[0];
  return seenAt ? { ...finding, lastSeen: later(finding.lastSeen, seenAt) } : finding;
}

function worstAndOldestFirst(a: Finding, b: Finding): number {
  const bySeverity = severityRank(a.severity) - severityRank(b.severity);
  if (bySeverity !== 0) return bySeverity;
  if (a.firstSeen !== b.firstSeen) return a.firstSeen < b.firstSeen ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** What the newest run could not see, in words for people. */
export function gapsOf(coverage: Partial<Coverage>): string[] {
  return Object.entries(coverage)
    .filter(([, { status }]) => status === 'incomplete' || status === 'failed')
    .map(([source, { status, reason }]) => `${source} ${status}${reason ? `: ${reason}` : ''}`);
}

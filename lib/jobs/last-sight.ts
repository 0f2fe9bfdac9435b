import type { SourceName } from '../domain/coverage.ts';
import { later } from '../domain/day.ts';
import type { Finding } from '../domain/finding.ts';
import type { RunState } from '../domain/run.ts';
import type { KnownRule } from '../rules/known-rules.ts';

/**
 * A finding with the time at which it was last seen to be so. That is not written at every run, for a quiet run writes
 * nothing about findings: an unresolved finding was seen by every run that read all its rule needs.
 */
export function withLastSight(
  finding: Finding,
  run: Pick<RunState, 'at' | 'sources'>,
  rules: readonly KnownRule[],
): Finding {
  const needs: readonly SourceName[] = rules.find(({ id }) => id === finding.rule)?.needs ?? [];
  const times = needs.map((source) => run.sources[source]?.completeAt);
  if (times.includes(undefined)) return finding;
  const seenAt = [run.at, ...times.filter((time) => time !== undefined)].sort()[0];
  return seenAt ? { ...finding, lastSeen: later(finding.lastSeen, seenAt) } : finding;
}

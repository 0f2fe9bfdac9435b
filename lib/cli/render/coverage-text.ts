import { type Coverage, SOURCES } from '../../domain/coverage.ts';
import { gapsOf, NO_RUN_YET } from '../../domain/gaps.ts';
import type { RunRecord } from '../../domain/run.ts';
import { SEVERITIES, type SeverityCounts } from '../../domain/severity.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { localTime, severityLabel, statusLabel } from './style.ts';
import { tableOf } from './table.ts';

/** What a run saw of each source. */
export function coverageTable(coverage: Coverage, paper: Paper): string {
  return tableOf(
    paper,
    [
      { title: 'source' },
      { title: 'status' },
      { title: 'count', isNumber: true },
      { title: 'as of' },
      { title: 'reason', isFlexible: true },
    ],
    SOURCES.map((source) => {
      const { status, count, asOf, reason } = coverage[source];
      return [source, statusLabel(status, paper), String(count), localTime(asOf), safe(reason ?? '')];
    }),
  );
}

/** `3 critical, 2 high`, or that nothing is open. */
export function openCounts(open: SeverityCounts, paper: Paper): string {
  const parts = SEVERITIES.filter((severity) => open[severity] > 0).map(
    (severity) => `${open[severity]} ${severityLabel(severity, paper)}`,
  );
  return parts.length > 0 ? parts.join(', ') : 'nothing';
}

/** What is not seen as of the newest run, so that no list is taken for the whole truth when it is not. */
export function gapLines(run: RunRecord | undefined): string[] {
  if (!run) return [NO_RUN_YET];
  const gaps = gapsOf(run).map(
    ({ source, status, reason }) => `${source} (${status}${reason ? `: ${safe(reason)}` : ''})`,
  );
  return gaps.length > 0
    ? [`The guardian could not see everything; nothing is called clean for: ${gaps.join('; ')}`]
    : [];
}

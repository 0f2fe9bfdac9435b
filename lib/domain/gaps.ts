import { type CoverageStatus, SOURCES, type SourceName } from './coverage.ts';
import type { RunRecord } from './run.ts';

/** A source that was last tried without being read whole. */
export interface Gap {
  readonly source: SourceName;
  readonly status: Extract<CoverageStatus, 'incomplete' | 'failed'>;
  readonly reason?: string;
}

/** Said in place of every answer before the first run. */
export const NO_RUN_YET = "No run was made yet, so nothing is known. Run 'guardian scan' first.";

/**
 * What the guardian does not see as of a run: what the run itself could not read, and what an earlier run of another
 * job could not, as long as nobody has read it since. A look-up of actors that failed is a gap of its own run only.
 */
export function gapsOf(run: Pick<RunRecord, 'coverage' | 'sources'>): Gap[] {
  return SOURCES.flatMap((source): Gap[] => {
    const { status, reason } = run.coverage[source];
    if (status === 'incomplete' || status === 'failed') return [{ source, status, ...(reason && { reason }) }];
    const earlier = run.sources[source];
    if (status === 'complete' || source === 'audits' || !earlier?.failures) return [];
    return [{ source, status: 'failed', ...(earlier.reason && { reason: earlier.reason }) }];
  });
}

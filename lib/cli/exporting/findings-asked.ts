import { FINDING_STATES, type Finding, type FindingState } from '../../domain/finding.ts';
import { findFindings } from '../../jobs/queries/findings.ts';
import type { ExportFormat } from './plan.ts';
import type { Reading } from './reading.ts';

/** Findings in the states that were asked for, worst first. */
export async function findingsAsked(
  { bench, store, run, options, filter }: Reading,
  format: ExportFormat,
): Promise<readonly Finding[]> {
  const states = options.state ?? statesOf(format);
  const { findings } = await findFindings(store, run.org, { ...filter, states, rules: bench.rules });
  return findings;
}

/** Whoever keeps findings elsewhere has to learn that they are over; whoever reads a list wants what is not. */
function statesOf(format: ExportFormat): readonly FindingState[] {
  return format === 'ocsf' || format === 'asff' ? FINDING_STATES : ['open', 'acknowledged', 'waived'];
}

import type { FindingState } from '../../domain/finding.ts';
import { gapsOf } from '../../domain/gaps.ts';
import { lastScanOf } from '../../domain/run.ts';
import { findClient } from '../../jobs/queries/find-client.ts';
import { findFindings } from '../../jobs/queries/findings.ts';
import { assertKnown } from '../known-names.ts';
import type { ReadingOptions } from '../options.ts';
import { findingsText } from '../render/findings-text.ts';
import { parseRange } from '../time-option.ts';
import { type Answer, EXIT, type ExitCode, type ReadingBench } from '../workbench.ts';

/** States that a person means who asks for findings: everything that is not over. */
const UNRESOLVED: readonly FindingState[] = ['open', 'acknowledged', 'waived'];

/** What is wrong now, worst first. */
export async function findingsCommand(bench: ReadingBench, options: ReadingOptions): Promise<Answer> {
  const org = bench.org(options.org).name;
  assertKnown(bench, options);
  const store = await bench.store();
  const now = bench.clock.now();
  const client = options.client ? await findClient(store, org, options.client) : undefined;
  const { findings, run } = await findFindings(store, org, {
    states: options.state ?? UNRESOLVED,
    rules: bench.rules,
    clientId: client?.id,
    vendor: options.vendor,
    severity: options.severity,
    rule: options.rule,
    ...parseRange(options, now),
    limit: options.limit,
  });
  return {
    document: { schema: 1, asOf: run ? lastScanOf(run).at : null, coverage: run?.coverage ?? null, findings },
    text: (paper) => findingsText(findings, run, { now, paper }),
    exitCode: exitCode(),
  };

  function exitCode(): ExitCode {
    // Without a run nothing is known, and what is not known is not clean.
    if (!run || gapsOf(run).length > 0) return EXIT.incomplete;
    return findings.some(({ state }) => state === 'open') ? EXIT.openFindings : EXIT.nothingOpen;
  }
}

import { findClient } from '../../jobs/queries/find-client.ts';
import { findHistory } from '../../jobs/queries/history.ts';
import { assertKnown } from '../known-names.ts';
import type { ReadingOptions } from '../options.ts';
import { historyText } from '../render/history-text.ts';
import { parseRange } from '../time-option.ts';
import { type Answer, EXIT, type ReadingBench } from '../workbench.ts';

const STANDARD_LIMIT = 50;

/** What happened, newest first. */
export async function historyCommand(bench: ReadingBench, options: ReadingOptions): Promise<Answer> {
  const org = bench.org(options.org).name;
  assertKnown(bench, options);
  const store = await bench.store();
  const now = bench.clock.now();
  const run = await store.latestRun(org);
  const client = options.client ? await findClient(store, org, options.client) : undefined;
  const records = await findHistory(store, org, {
    clientId: client?.id,
    vendor: options.vendor,
    severity: options.severity,
    rule: options.rule,
    ...parseRange(options, now),
    limit: options.limit ?? STANDARD_LIMIT,
  });
  return {
    document: {
      schema: 1,
      records: records.map(({ at, run, from, to, finding, change, cause }) => ({
        at,
        run,
        from,
        to,
        finding,
        ...(change && { change }),
        ...(cause && { cause }),
      })),
    },
    text: (paper) => historyText(records, run, paper),
    // Without a run nothing is known, and an empty history would look like a quiet one.
    exitCode: run ? EXIT.nothingOpen : EXIT.incomplete,
  };
}

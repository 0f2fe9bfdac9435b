import { findClient } from '../../jobs/queries/find-client.ts';
import { findHistory } from '../../jobs/queries/history.ts';
import { assertKnown } from '../known-names.ts';
import type { ReadingOptions } from '../options.ts';
import { recordDocument } from '../render/history-document.ts';
import { historyText } from '../render/history-text.ts';
import { parseRange } from '../time-option.ts';
import { type Answer, EXIT, type ReadingBench } from '../workbench.ts';

export interface HistoryOptions extends ReadingOptions {
  /** `next` of an answer to the same question. */
  readonly cursor?: string;
}

export const STANDARD_LIMIT = 50;

/** People are not listed anywhere, so a part of a name cannot be told from somebody who did nothing. */
const ACTOR_HINT = '--actor takes an id or the whole name.\n';

/** What happened, newest first. */
export async function historyCommand(bench: ReadingBench, options: HistoryOptions): Promise<Answer> {
  const org = bench.org(options.org).name;
  assertKnown(bench, options);
  const store = await bench.store();
  const run = await store.latestRun(org);
  const client = options.client ? await findClient(store, org, options.client) : undefined;
  const { vendor, severity, rule, actor, cursor } = options;
  const { items, next } = await findHistory(store, org, {
    clientId: client?.id,
    vendor,
    severity,
    rule,
    actor,
    cursor,
    ...parseRange(options, bench.clock.now()),
    limit: options.limit ?? STANDARD_LIMIT,
  });
  return {
    document: { schema: 1, records: items.map(recordDocument), ...(next !== undefined && { next }) },
    text: (paper) => `${historyText(items, run, paper, next)}${run && actor && items.length === 0 ? ACTOR_HINT : ''}`,
    // Without a run nothing is known, and an empty history would look like a quiet one.
    exitCode: run ? EXIT.nothingOpen : EXIT.incomplete,
  };
}

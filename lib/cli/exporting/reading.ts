import type { Completeness } from '../../domain/exported.ts';
import { gapsOf } from '../../domain/gaps.ts';
import type { HistoryFilter } from '../../domain/history-filter.ts';
import { lastScanOf, type RunRecord } from '../../domain/run.ts';
import { findClient } from '../../jobs/queries/find-client.ts';
import type { Store } from '../../ports.ts';
import { assertKnown } from '../known-names.ts';
import type { ReadingOptions } from '../options.ts';
import { parseRange } from '../time-option.ts';
import type { ReadingBench } from '../workbench.ts';

/** What an export reads: the newest run, and what narrows it. */
export interface Reading {
  readonly bench: ReadingBench;
  readonly store: Store;
  readonly options: ReadingOptions;
  readonly run: RunRecord;
  readonly filter: HistoryFilter & { readonly since?: string; readonly until?: string };
}

/** Names and times looked up; no reading where no run was made yet. */
export async function readingOf(
  bench: ReadingBench,
  options: ReadingOptions,
): Promise<{ readonly org: string; readonly reading?: Reading; readonly completeness: Completeness }> {
  const org = bench.org(options.org).name;
  assertKnown(bench, options);
  const range = parseRange(options, bench.clock.now());
  const store = await bench.store();
  const run = await store.latestRun(org);
  if (!run) return { org, completeness: { asOf: null, gaps: [] } };
  const { client, vendor, severity, rule, actor } = options;
  const clientId = client === undefined ? undefined : (await findClient(store, org, client)).id;
  return {
    org,
    reading: { bench, store, options, run, filter: { clientId, vendor, severity, rule, actor, ...range } },
    completeness: { asOf: lastScanOf(run).at, gaps: gapsOf(run) },
  };
}

import type { DailyRequests } from '../../domain/usage/daily.ts';
import { findClient } from '../../jobs/queries/find-client.ts';
import { findDailyUsage } from '../../jobs/queries/usage.ts';
import { assertKnown } from '../known-names.ts';
import type { ReadingOptions } from '../options.ts';
import { usageText } from '../render/usage-text.ts';
import { parseRange, parseTime } from '../time-option.ts';
import { type Answer, EXIT, type ReadingBench } from '../workbench.ts';

const STANDARD_RANGE = '30d';

export interface UsageCommand extends ReadingOptions {
  /** Also each day of each client, in the document. */
  readonly days?: boolean;
}

/** Who uses how much of the API allowance, and how fresh that is. */
export async function usageCommand(bench: ReadingBench, options: UsageCommand): Promise<Answer> {
  const org = bench.org(options.org);
  assertKnown(bench, options);
  const store = await bench.store();
  const now = bench.clock.now();
  const { until = now.toISOString(), since = parseTime(STANDARD_RANGE, new Date(until)) } = parseRange(options, now);
  const client = options.client ? await findClient(store, org.name, options.client) : undefined;
  const { summary, daily } = await findDailyUsage({
    store,
    org,
    config: bench.config,
    since,
    until,
    clientId: client?.id,
    now,
  });
  const vendor = options.vendor?.toLowerCase();
  const clients = summary.clients
    .filter((row) => vendor === undefined || row.vendor?.toLowerCase() === vendor)
    .slice(0, options.limit);
  const isKnown = daily.total.some((requests) => requests !== null);
  const total = isKnown ? daily.total.reduce<number>((sum, requests) => sum + (requests ?? 0), 0) : null;
  const dated = (series: DailyRequests) =>
    options.days ? { days: series.map((requests, index) => ({ date: daily.dates[index], requests })) } : {};
  return {
    document: {
      schema: 1,
      ...summary,
      clients: clients.map((row) => ({ ...row, ...dated(daily.of(row.client.id)) })),
      total: { requests: total, ...dated(daily.total) },
    },
    text: (paper) => usageText({ ...summary, clients }, { total, daily, now, paper }),
    exitCode: summary.asOf === null || summary.isStale ? EXIT.incomplete : EXIT.nothingOpen,
  };
}

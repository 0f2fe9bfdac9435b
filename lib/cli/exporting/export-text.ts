import { type Day, dayOf } from '../../domain/day.ts';
import type { ExportedUsage } from '../../domain/exported.ts';
import type { HubAccount } from '../../export/asff/finding.ts';
import { asffFormat, type FormatContext, formats, textOf } from '../../export/line-format.ts';
import { clientRows } from '../../jobs/queries/exports/client-rows.ts';
import { historyRows } from '../../jobs/queries/exports/history-rows.ts';
import { runRows } from '../../jobs/queries/exports/run-rows.ts';
import { usageRows } from '../../jobs/queries/exports/usage-rows.ts';
import type { FindingFilter } from '../../jobs/queries/findings.ts';
import { parseTime } from '../time-option.ts';
import { findingsAsked } from './findings-asked.ts';
import type { ExportRequest } from './plan.ts';
import type { Reading } from './reading.ts';

type Text = AsyncIterable<string>;

export interface TextContext extends FormatContext {
  /** For ASFF. @throws UsageError where it was not named */
  readonly hub: () => HubAccount;
  /** Called with each row. */
  readonly onRow: () => void;
}

/** What was asked for, in its format, piece by piece. Nothing but heads and tails where nothing was read. */
export async function exportText(
  reading: Reading | undefined,
  request: ExportRequest,
  context: TextContext,
): Promise<Text> {
  const { format } = request;
  const counted = <Row>(rows: AsyncIterable<Row> | Iterable<Row>) => eachCounted(rows, context.onRow);
  switch (request.what) {
    case 'findings': {
      const rows = reading ? await findingsAsked(reading, format) : [];
      const written =
        request.format === 'asff' ? asffFormat(context.hub(), context) : formats.findings(request.format, context);
      return textOf(counted(rows), written);
    }
    case 'history': {
      const rows = reading ? historyRows(reading.store, reading.run, reading.filter) : [];
      return textOf(counted(rows), formats.history(request.format, context));
    }
    case 'clients': {
      const rows = reading ? await clientRows(reading.store, reading.run.org, reading.bench.config) : [];
      const wanted = rows.filter(({ client, vendor }) => isWanted(client.id, vendor, reading?.filter));
      return textOf(counted(wanted), formats.clients(request.format, context));
    }
    case 'usage':
      return textOf(counted(reading ? usageAsked(reading) : []), formats.usage(request.format, context));
    case 'runs': {
      const { since, until } = reading?.filter ?? {};
      const range = { ...(since && { from: since }), ...(until && { to: until }) };
      const rows = reading ? runRows(reading.store, reading.run, range) : [];
      return textOf(counted(rows), formats.runs(request.format, context));
    }
    default:
      return request satisfies never;
  }
}

/** As `guardian usage`. */
const STANDARD_USAGE = '30d';

/** The days of usage that were asked for, both inclusive. */
export function usageRange({ bench, filter }: Pick<Reading, 'bench' | 'filter'>): {
  readonly from: Day;
  readonly to: Day;
} {
  const until = filter.until ?? bench.clock.now().toISOString();
  const since = filter.since ?? parseTime(STANDARD_USAGE, new Date(until));
  return { from: dayOf(since), to: dayOf(until) };
}

async function* usageAsked(reading: Reading): AsyncGenerator<ExportedUsage, void> {
  const { bench, store, run, filter } = reading;
  const { vendors } = bench.config;
  const range = { ...usageRange(reading), clientId: filter.clientId };
  for await (const row of usageRows(store, { org: run.org, vendors, ...range })) {
    if (isWanted(row.client.id, row.vendor, filter)) yield row;
  }
}

function isWanted(id: string, vendor: string | null, filter: FindingFilter = {}): boolean {
  return (
    (filter.clientId === undefined || id === filter.clientId) &&
    (filter.vendor === undefined || vendor?.toLowerCase() === filter.vendor.toLowerCase())
  );
}

async function* eachCounted<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  onRow: () => void,
): AsyncGenerator<Row, void> {
  for await (const row of rows) {
    onRow();
    yield row;
  }
}

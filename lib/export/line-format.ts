import { type Completeness, type ExportedClient, type ExportedUsage, incompleteBecause } from '../domain/exported.ts';
import type { Finding } from '../domain/finding.ts';
import type { HistoryRecord, RunRecord } from '../domain/run.ts';
import { asffFinding, type HubAccount } from './asff/finding.ts';
import { COLUMNS, type Columns } from './csv/columns.ts';
import { csvHeader, csvRow } from './csv/csv.ts';
import { incompleteLine, lineOf } from './documents.ts';
import { jsonLine } from './json-line.ts';
import { ocsfOfFinding, ocsfOfRecord } from './ocsf/event.ts';
import type { Producer } from './product.ts';

/** How rows of one kind become text: what comes before them, each of them, and what comes after. */
export interface LineFormat<Row> {
  readonly head: string;
  /** @param index 0 for the first row */
  line(row: Row, index: number): string;
  readonly tail: string;
}

export interface FormatContext extends Producer {
  readonly completeness: Completeness;
}

type PlainFormat = 'csv' | 'jsonl';

/** The formats of each thing that can be exported. */
export const formats = {
  findings: (format: PlainFormat | 'ocsf', context: FormatContext): LineFormat<Finding> => {
    if (format !== 'ocsf') return plain(format, COLUMNS.findings, lineOf.findings, context);
    const incomplete = incompleteBecause(context.completeness);
    return lines((finding) => jsonLine(ocsfOfFinding(finding, context, incomplete)));
  },
  history: (format: PlainFormat | 'ocsf', context: FormatContext): LineFormat<HistoryRecord> =>
    format === 'ocsf'
      ? lines((record) => jsonLine(ocsfOfRecord(record, context)))
      : plain(format, COLUMNS.history, lineOf.history, context),
  clients: (format: PlainFormat, context: FormatContext): LineFormat<ExportedClient> =>
    plain(format, COLUMNS.clients, lineOf.clients, context),
  usage: (format: PlainFormat, context: FormatContext): LineFormat<ExportedUsage> =>
    plain(format, COLUMNS.usage, lineOf.usage, context),
  runs: (format: PlainFormat, context: FormatContext): LineFormat<RunRecord> =>
    plain(format, COLUMNS.runs, lineOf.runs, context),
} as const;

/** One JSON array, a finding on each line. */
export function asffFormat(account: HubAccount, { version, completeness }: FormatContext): LineFormat<Finding> {
  const options = { ...account, version, incomplete: incompleteBecause(completeness) };
  return {
    head: '[\n',
    line: (finding, index) => (index === 0 ? '' : ',\n') + jsonLine(asffFinding(finding, options)).trimEnd(),
    tail: '\n]\n',
  };
}

/** The whole text, piece by piece: nothing but the row at hand is held. */
export async function* textOf<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  { head, line, tail }: LineFormat<Row>,
): AsyncGenerator<string, void> {
  yield head;
  let index = 0;
  for await (const row of rows) {
    yield line(row, index);
    index += 1;
  }
  yield tail;
}

function plain<Row>(
  format: PlainFormat,
  columns: Columns<Row>,
  documentOf: (row: Row) => object,
  { completeness }: FormatContext,
): LineFormat<Row> {
  if (format === 'csv') return { head: csvHeader(columns), line: (row) => csvRow(columns, row), tail: '' };
  const last = incompleteLine(completeness);
  return lines((row) => jsonLine(documentOf(row)), last ? jsonLine(last) : '');
}

function lines<Row>(line: (row: Row) => string, tail = ''): LineFormat<Row> {
  return { head: '', line, tail };
}

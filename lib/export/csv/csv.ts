import { stringify } from 'csv-stringify/sync';
import { cellText } from './cell.ts';
import type { Columns } from './columns.ts';

/** A header. RFC 4180: lines end with CR LF. */
export function csvHeader<Row>(columns: Columns<Row>): string {
  return csvLine(Object.keys(columns));
}

/** A row, on one line. */
export function csvRow<Row>(columns: Columns<Row>, row: Row): string {
  return csvLine(Object.values(columns).map((cell) => cellText(cell(row))));
}

function csvLine(cells: readonly string[]): string {
  return stringify([[...cells]], { record_delimiter: '\r\n' });
}

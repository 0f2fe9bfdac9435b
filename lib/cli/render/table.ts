import Table from 'cli-table3';
import stringWidth from 'string-width';
import type { Paper } from './paper.ts';
import { shorten } from './safe.ts';

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Numbers stand at the right edge. */
  readonly isNumber?: boolean;
  /** Its texts may be shortened where a terminal is too narrow. */
  readonly isFlexible?: boolean;
}

/**
 * A table without lines. On a terminal it is as wide as that at most, as far as shortening flexible columns can do it;
 * elsewhere nothing is cut. Texts of flexible columns carry no colour.
 */
export function tableOf(paper: Paper, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = fittingWidths(columns, rows, paper.columns);
  const table = new Table({
    head: columns.map(({ title }) => paper.paint.bold(title)),
    colAligns: columns.map(({ isNumber }) => (isNumber ? 'right' : 'left')),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    chars: NO_LINES,
  });
  for (const row of rows) {
    table.push(row.map((cell, index) => (columns[index]?.isFlexible ? shorten(cell, widths[index] ?? 0) : cell)));
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A shortened text says nothing any more in fewer columns. */
const LEAST_WIDTH = 8;
const GAP = '  ';

/** The widths of columns, the widest flexible one narrowed first until the table fits. */
function fittingWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  available: number | undefined,
): number[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[index] ?? ''))),
  );
  if (available === undefined) return widths;
  let excess = sum(widths) + GAP.length * (columns.length - 1) - available;
  while (excess > 0) {
    const widest = Math.max(0, ...widths.filter((width, index) => columns[index]?.isFlexible && width > LEAST_WIDTH));
    if (widest === 0) break;
    widths[widths.findIndex((width, index) => columns[index]?.isFlexible && width === widest)] = widest - 1;
    excess -= 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: GAP,
};

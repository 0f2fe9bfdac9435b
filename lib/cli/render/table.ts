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
 * A table without lines. On a terminal it is as wide as that at most: texts of flexible columns are shortened, and where
 * that is not enough each row is a record of its own, a line for each cell. Elsewhere nothing is cut. Texts of flexible
 * columns carry no colour.
 */
export function tableOf(paper: Paper, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = fittingWidths(columns, rows, paper.columns);
  if (paper.columns !== undefined && tableWidth(widths) > paper.columns) return recordsOf(paper, columns, rows);
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

/** `label  value` lines, an empty line between two records. Empty cells are left out, and nothing is cut. */
function recordsOf(paper: Paper, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widest = Math.max(...columns.map(({ title }) => stringWidth(title)));
  return rows
    .map((row) =>
      columns
        .flatMap(({ title }, index) => {
          const label = title + ' '.repeat(widest - stringWidth(title));
          return row[index] ? [`${paper.paint.bold(label)}${GAP}${row[index]}`] : [];
        })
        .join('\n'),
    )
    .join('\n\n');
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
  let excess = tableWidth(widths) - available;
  while (excess > 0) {
    const widest = Math.max(0, ...widths.filter((width, index) => columns[index]?.isFlexible && width > LEAST_WIDTH));
    if (widest === 0) break;
    widths[widths.findIndex((width, index) => columns[index]?.isFlexible && width === widest)] = widest - 1;
    excess -= 1;
  }
  return widths;
}

function tableWidth(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, GAP.length * Math.max(0, widths.length - 1));
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

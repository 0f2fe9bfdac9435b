import { compareColumns, type Row } from './cover.ts';

/**
 * The rows that hold no other row whole, each once, short ones first. Exact: whoever covers the smaller row covers the
 * larger one with the same column, so the larger one asks for nothing more.
 */
export function absorbed(rows: readonly Row[]): Row[] {
  const kept: Row[] = [];
  const keptByFirst = new Map<number, Row[]>();
  for (const row of [...rows].sort((a, b) => a.length - b.length || compareColumns(a, b))) {
    const members = new Set(row);
    // A kept row inside this one begins with a column of this one.
    const isAbsorbed = row.some((column) =>
      keptByFirst.get(column)?.some((other) => other.every((each) => members.has(each))),
    );
    if (isAbsorbed) continue;
    kept.push(row);
    const first = row[0];
    if (first !== undefined) keptByFirst.set(first, [...(keptByFirst.get(first) ?? []), row]);
  }
  return kept;
}

import { type Costs, type Cover, costOf, coverOf, type Row, rowsByColumn } from './cover.ts';

/**
 * The cover that one finds by taking, again and again, the column that covers the most open rows for its cost; of
 * equals the first by name. It may hold columns that later ones made superfluous: that is part of what it is.
 */
export function greedyCover(rows: readonly Row[], costs: Costs): Cover {
  const open = new Set(rows.keys());
  const columns = rowsByColumn(rows);
  const openRows = new Map([...columns].map(([column, places]) => [column, places.length]));
  const chosen: number[] = [];
  while (open.size > 0) {
    const best = bestRatio(openRows, costs);
    if (best === undefined) throw new RangeError('A row without columns cannot be covered');
    chosen.push(best);
    for (const place of columns.get(best) ?? []) {
      if (!open.delete(place)) continue;
      for (const column of rows[place] ?? []) openRows.set(column, (openRows.get(column) ?? 0) - 1);
    }
  }
  return coverOf(chosen, costs);
}

/** The cover without the columns that it does not need, the dearest first. */
export function withoutSuperfluous({ columns }: Cover, rows: readonly Row[], costs: Costs): Cover {
  const kept = new Set(columns);
  for (const column of [...columns].sort((a, b) => costOf(b, costs) - costOf(a, costs))) {
    kept.delete(column);
    if (!rows.every((row) => row.some((each) => kept.has(each)))) kept.add(column);
  }
  return coverOf(kept, costs);
}

function bestRatio(openRows: ReadonlyMap<number, number>, costs: Costs): number | undefined {
  let best: { column: number; rows: number } | undefined;
  for (const [column, rows] of openRows) {
    if (rows === 0) continue;
    // rows / cost, compared without division: the products are exact.
    if (!best || rows * costOf(best.column, costs) > best.rows * costOf(column, costs)) best = { column, rows };
  }
  return best?.column;
}

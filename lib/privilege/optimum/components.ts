import type { Row } from './cover.ts';

/**
 * The rows in groups that share no column, in the order of their first rows. A cover of all rows is a cover of each
 * group; the groups' choices are independent, so by property 2 of `cover.ts` the best covers of the groups together
 * are the best cover of all.
 */
export function componentsOf(rows: readonly Row[]): Row[][] {
  const parents = new Map<number, number>();
  const rootOf = (column: number): number => {
    let root = column;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    if (root !== column) parents.set(column, root);
    return root;
  };
  for (const [first, ...rest] of rows) {
    if (first === undefined) continue;
    for (const column of rest) {
      const root = rootOf(column);
      if (root !== rootOf(first)) parents.set(root, rootOf(first));
    }
  }
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const root = rootOf(row[0] ?? -1);
    groups.set(root, [...(groups.get(root) ?? []), row]);
  }
  return [...groups.values()];
}

/** Asks about all items, `AT_ONCE` at a time, and answers in their order. */
export async function askInTurn<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    answers.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(ask))));
  }
  return answers;
}

/** Enough to hide the way to the database, and few enough for a table with little capacity. */
const AT_ONCE = 16;

import type { Page } from '../ports.ts';

/** What to add to a question so that the answer goes on after the page before; nothing for the first one. */
export type PageTurn = { readonly cursor?: string };

/** The items of page after page, until one is the last or the reader has enough: no more than a page is in memory. */
export async function* everyPage<T>(ask: (turn: PageTurn) => Promise<Page<T>>): AsyncGenerator<T, void> {
  let turn: PageTurn = {};
  for (;;) {
    const { items, next } = await ask(turn);
    yield* items;
    if (next === undefined) return;
    turn = { cursor: next };
  }
}

/** All of them at once. */
export async function allPages<T>(ask: (turn: PageTurn) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of everyPage(ask)) all.push(item);
  return all;
}

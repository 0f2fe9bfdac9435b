import { byText as compareTexts } from '../../domain/text-order.ts';
import type { Query } from './route.ts';

export type Order<R> = (a: R, b: R) => number;
export type Orders<R> = Readonly<Record<string, Order<R>>>;

/** How a table is sorted: by a column, downwards or not. Null: in the order in which the rows come. */
export interface Sorting {
  readonly by: string;
  readonly isDown: boolean;
}

/** `sort=age`, or `sort=-age` for downwards; null for a column that nobody knows. */
export function sortingOf({ sort = '' }: Query, known: readonly string[]): Sorting | null {
  const isDown = sort.startsWith('-');
  const by = isDown ? sort.slice(1) : sort;
  return known.includes(by) ? { by, isDown } : null;
}

/** The rows in that order; rows that are equal stay as they came, also downwards. */
export function sorted<R>(rows: readonly R[], sorting: Sorting | null, orders: Orders<R>): readonly R[] {
  const order = sorting === null ? undefined : orders[sorting.by];
  if (order === undefined || sorting === null) return rows;
  return [...rows].sort((a, b) => (sorting.isDown ? order(b, a) : order(a, b)));
}

/** The first rows of a long list, and what a link has to say to show more. */
export interface Part<R> {
  readonly rows: readonly R[];
  readonly left: number;
  /** What `show` must be for the next step. */
  readonly next: string;
}

/** As many rows as `show` says, `step` where it says nothing. */
export function firstPart<R>(rows: readonly R[], { show = '' }: Query, step: number): Part<R> {
  const wanted = /^\d{1,6}$/.test(show) ? Math.max(step, Number(show)) : step;
  return { rows: rows.slice(0, wanted), left: Math.max(0, rows.length - wanted), next: String(wanted + step) };
}

/** True if every word stands in one of the texts, in any case. */
export function hasWords(words: string | undefined, texts: readonly (string | null)[]): boolean {
  const all = texts.join('\n').toLowerCase();
  return (words ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** By text; what has none comes last. */
export function byText<R>(textOf: (row: R) => string | null): Order<R> {
  return (a, b) => compareTexts(textOf(a)?.toLowerCase() ?? '\uffff', textOf(b)?.toLowerCase() ?? '\uffff');
}

/** By figure; what is unknown comes before 0. */
export function byFigure<R>(figureOf: (row: R) => number | null): Order<R> {
  return (a, b) => (figureOf(a) ?? -1) - (figureOf(b) ?? -1);
}

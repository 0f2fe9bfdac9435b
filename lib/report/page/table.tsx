import type { ComponentChildren } from 'preact';
import { hashWith, type Route } from '../view/route.ts';
import type { Sorting } from '../view/rows.ts';

export interface Column<R> {
  /** What the address calls it. */
  readonly key: string;
  readonly title: string;
  readonly cell: (row: R) => ComponentChildren;
  readonly isNumber?: boolean;
  /** The column that takes what room there is, and heads a card where there is little. */
  readonly isMain?: boolean;
  /** False where there is no order to sort by; default: true. */
  readonly isSortable?: boolean;
}

interface TableProps<R> {
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  /** Where headings lead to; without it nothing can be sorted. */
  readonly route?: Route;
  readonly sorting?: Sorting | null;
}

/** A table that becomes a list of cards where there is no room for columns. */
export function Table<R>({ caption, columns, rows, keyOf, route, sorting = null }: TableProps<R>) {
  return (
    <table class="cards">
      <caption class="unseen-words">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Heading key={column.key} column={column} route={route} sorting={sorting} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ key, title, cell, isNumber, isMain }) => (
              <td key={key} data-label={title} class={`${isNumber ? 'number' : ''}${isMain ? ' main' : ''}`}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface HeadingProps<R> {
  readonly column: Column<R>;
  readonly route: Route | undefined;
  readonly sorting: Sorting | null;
}

function Heading<R>({ column: { key, title, isNumber, isMain, isSortable = true }, route, sorting }: HeadingProps<R>) {
  const style = `${isNumber ? 'number' : ''}${isMain ? ' main' : ''}`;
  if (!route || !isSortable) {
    return (
      <th scope="col" class={style}>
        {title}
      </th>
    );
  }
  const isSorted = sorting?.by === key;
  const isDown = isSorted && sorting.isDown;
  return (
    <th scope="col" class={style} aria-sort={isSorted ? (isDown ? 'descending' : 'ascending') : 'none'}>
      <a href={hashWith(route, { sort: isSorted && !isDown ? `-${key}` : key })}>
        {title}
        <span aria-hidden="true" class="sort">
          {isSorted ? (isDown ? ' ▼' : ' ▲') : ''}
        </span>
      </a>
    </th>
  );
}

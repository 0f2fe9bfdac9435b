import type { Answer } from './answer.ts';
import type { Call } from './call.ts';

/** Genesys' listings answer 25 entities where no size is asked for. */
const DEFAULT_PAGE_SIZE = 25;
/** The largest page that public code asks for; larger wishes are cut to it. The true limit is unverified. */
const MAX_PAGE_SIZE = 100;

/** One page of a listing by `pageSize` and `pageNumber`, with its total and the links to its neighbours. */
export function pageAnswer<T>(call: Call, items: readonly T[], toEntity: (item: T) => unknown): Answer {
  const pageSize = Math.min(positive(call.query.get('pageSize'), DEFAULT_PAGE_SIZE), MAX_PAGE_SIZE);
  const pageNumber = positive(call.query.get('pageNumber'), 1);
  return { status: 200, body: page({ call, items, toEntity, pageSize, pageNumber }) };
}

/** As {@link pageAnswer}, for a size that the caller has settled. */
export function page<T>({ call, items, toEntity, pageSize, pageNumber }: PageOptions<T>): Record<string, unknown> {
  const pageCount = Math.max(1, Math.ceil(items.length / pageSize));
  const uri = (number: number) => uriOf(call, pageSize, number);
  return {
    entities: items.slice((pageNumber - 1) * pageSize, pageNumber * pageSize).map(toEntity),
    pageSize,
    pageNumber,
    total: items.length,
    firstUri: uri(1),
    ...(pageNumber < pageCount ? { nextUri: uri(pageNumber + 1) } : {}),
    ...(pageNumber > 1 ? { previousUri: uri(pageNumber - 1) } : {}),
    lastUri: uri(pageCount),
    selfUri: uri(pageNumber),
    pageCount,
  };
}

export interface PageOptions<T> {
  readonly call: Pick<Call, 'path' | 'query'>;
  readonly items: readonly T[];
  readonly toEntity: (item: T) => unknown;
  readonly pageSize: number;
  readonly pageNumber: number;
}

function uriOf({ path, query }: Pick<Call, 'path' | 'query'>, pageSize: number, pageNumber: number): string {
  const wanted = new URLSearchParams(query);
  wanted.set('pageSize', String(pageSize));
  wanted.set('pageNumber', String(pageNumber));
  return `${path}?${wanted}`;
}

function positive(text: string | null, fallback: number): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : fallback;
}

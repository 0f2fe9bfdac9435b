import pLimit from 'p-limit';
import { answerOf, type Page, page } from './doors/answers.ts';
import { GenesysError } from './errors.ts';

/** What was read of a listing, page by page, before its entities are judged. */
export interface Listing {
  readonly entities: readonly unknown[];
  /** How many Genesys says there are, where it says so. */
  readonly total?: number;
  /** Why this may not be all: empty where every page was read and none contradicts another. */
  readonly problems: readonly string[];
}

/** Pages read at the same time: a few, for other users of the limit and for Genesys. */
const PARALLEL_PAGES = 3;
/** More pages than any org has: a server that never ends its listing must not keep us for ever. */
const MAX_PAGES = 1_000;

/**
 * Reads a listing by page number: the first page tells how many there are, the others follow a few at a time, and
 * reading goes on while the last page says that there is more (entities created meanwhile).
 * @throws GenesysError when the first page cannot be read; a later one that fails is a problem of the listing.
 */
export async function readNumberedPages(
  fetchPage: (paging: { pageNumber: number; pageSize: number }) => Promise<unknown>,
  pageSize: number,
): Promise<Listing> {
  const read = async (pageNumber: number) => answerOf(page, await fetchPage({ pageNumber, pageSize }));
  const first = await read(1);
  // A server may give fewer to a page than it was asked for.
  const size = first.pageSize || pageSize;
  const announced = first.total == null ? (first.pageCount ?? 1) : Math.ceil(first.total / size);
  const count = Math.min(announced, MAX_PAGES);
  const limit = pLimit(PARALLEL_PAGES);
  const rest = Array.from({ length: Math.max(0, count - 1) }, (_, index) => index + 2);
  const pages = [first, ...(await Promise.all(rest.map((number) => limit(() => outcomeOf(number, read)))))];

  for (let last = pages.at(-1); hasMore(last, size) && pages.length < MAX_PAGES; last = pages.at(-1)) {
    pages.push(await outcomeOf(pages.length + 1, read));
  }
  return listingOf(pages, hasMore(pages.at(-1), size));
}

/**
 * Reads a listing that has no page numbers by following `nextUri`; only its query is used, so that no answer can send
 * the token elsewhere.
 * @throws GenesysError when the first page cannot be read.
 */
export async function readLinkedPages(
  fetchFirst: () => Promise<unknown>,
  fetchNext: (query: Readonly<Record<string, string>>) => Promise<unknown>,
): Promise<Listing> {
  const pages: (Page | string)[] = [answerOf(page, await fetchFirst())];
  const followed = new Set<string>();
  for (let next = nextOf(pages.at(-1)); next && !followed.has(next) && pages.length < MAX_PAGES; ) {
    followed.add(next);
    const query = queryOf(next);
    pages.push(await outcomeOf(pages.length + 1, async () => answerOf(page, await fetchNext(query))));
    next = nextOf(pages.at(-1));
  }
  return listingOf(pages, Boolean(nextOf(pages.at(-1))));
}

/** The query of a `nextUri`, which may be relative. */
export function queryOf(uri: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(uri.split('?')[1] ?? ''));
}

/** The page, or why it could not be read. */
async function outcomeOf(number: number, read: (number: number) => Promise<Page>): Promise<Page | string> {
  try {
    return await read(number);
  } catch (error) {
    if (error instanceof GenesysError) return `page ${number} could not be read (${error.message})`;
    throw error;
  }
}

/** Without a total a full page may have a successor; with one, only `nextUri` says so. */
function hasMore(last: Page | string | undefined, size: number): boolean {
  if (last === undefined || typeof last === 'string' || last.entities.length === 0) return false;
  return last.nextUri !== '' || (last.total == null && last.pageCount == null && last.entities.length >= size);
}

function nextOf(last: Page | string | undefined): string {
  return typeof last === 'object' ? last.nextUri : '';
}

function listingOf(outcomes: readonly (Page | string)[], isCut: boolean): Listing {
  const pages = outcomes.filter((outcome) => typeof outcome !== 'string');
  const totals = [...new Set(pages.flatMap(({ total }) => total ?? []))];
  const total = totals.at(-1);
  return {
    entities: pages.flatMap(({ entities }) => entities),
    ...(total !== undefined && { total }),
    problems: [
      ...outcomes.filter((outcome) => typeof outcome === 'string'),
      ...(totals.length > 1 ? [`the number of entities changed while they were read (${totals.join(' → ')})`] : []),
      ...(isCut ? [`reading stopped after page ${outcomes.length}, though there are more`] : []),
    ],
  };
}

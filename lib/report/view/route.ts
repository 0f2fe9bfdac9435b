/** The sections of a report, in the order in which they are shown. */
export const SECTIONS = [
  'overview',
  'findings',
  'timeline',
  'matrix',
  'divisions',
  'quota',
  'residue',
  'clients',
] as const;
export type Section = (typeof SECTIONS)[number];

export type Query = Readonly<Record<string, string>>;

/** What an address shows: all that the page remembers is in it, so a link, the back button and a reload agree. */
export interface Route {
  readonly section: Section;
  /** Of one client or one finding; null for the whole section. */
  readonly id: string | null;
  readonly query: Query;
}

/** `#/findings?severity=high` → a route; null for a fragment that names no section. */
export function parseRoute(hash: string): Route | null {
  const [path = '', search = ''] = split(hash, '?');
  const [root, name, ...rest] = path.split('/');
  const section = SECTIONS.find((known) => known === name);
  if (root !== '#' || section === undefined) return null;
  const id = rest.join('/');
  return { section, id: id === '' ? null : decoded(id), query: Object.fromEntries(new URLSearchParams(search)) };
}

/** The fragment that shows a section, one thing of it, or what a query leaves of it. Empty values are left out. */
export function hashOf(section: Section, { id, query = {} }: { readonly id?: string; readonly query?: Query } = {}) {
  const path = id === undefined ? `#/${section}` : `#/${section}/${encodeURIComponent(wellFormed(id))}`;
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** The same place with another query. */
export function hashWith({ section, id, query }: Route, change: Query): string {
  return hashOf(section, { ...(id === null ? {} : { id }), query: { ...query, ...change } });
}

function split(text: string, at: string): readonly [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

/** A lone half of a pair has no place in an address, and `encodeURIComponent` throws on it. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** Unlike `decodeURIComponent` it takes whatever somebody may have typed. */
function decoded(text: string): string {
  return new URLSearchParams(`id=${text.replaceAll('+', '%2B').replaceAll('&', '%26')}`).get('id') ?? text;
}

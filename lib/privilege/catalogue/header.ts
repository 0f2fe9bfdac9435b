import { createHash } from 'node:crypto';
import type { Origin } from './catalogue.ts';
import type { CatalogueCounts } from './counts.ts';
import { CatalogueError, type CatalogueNote } from './error.ts';

/** The one version of the format that this guardian writes and reads. A change that older guardians misread raises it. */
export const FORMAT_VERSION = 1;
const FORMAT_NAME = 'guardian-catalogue';

/** The counts in the order of the header. */
export const COUNT_NAMES = [
  'operations',
  'templates',
  'any',
  'all',
  'none',
  'unreadable',
  'deprecated',
  'scopes',
  'permissions',
] as const satisfies readonly (keyof CatalogueCounts)[];

export interface Header {
  readonly origin: Origin;
  readonly counts: CatalogueCounts;
  /** Of the lines that follow. */
  readonly digest: string;
  /** How many lines it takes, with the empty one that ends it. */
  readonly lines: number;
}

/** SHA-256 of the lines after the header, in hexadecimal: counts alone do not show that an operation changed its path. */
export function digestOf(body: readonly string[]): string {
  return createHash('sha256').update(body.join('\n')).digest('hex');
}

/** The header of a data file, down to the empty line that ends it. Throws a `CatalogueError` for an origin of many lines. */
export function headerLines({ source, date }: Origin, counts: CatalogueCounts, body: readonly string[]): string[] {
  const problems = originProblems({ source, date });
  if (problems.length > 0) throw new CatalogueError(problems);
  return [
    `${FORMAT_NAME} ${FORMAT_VERSION}`,
    `source: ${source}`,
    `date: ${date}`,
    ...COUNT_NAMES.map((name) => `${name}: ${counts[name]}`),
    `sha256: ${digestOf(body)}`,
    '',
  ];
}

/** Reads the header off the first lines of a data file. Throws a `CatalogueError`. */
export function readHeader(lines: readonly string[]): Header {
  checkFormat(lines[0] ?? '');
  const end = lines.indexOf('');
  if (end < 0) throw new CatalogueError([{ place: 'header', message: 'no empty line ends it' }]);
  const fields = new Map(lines.slice(1, end).map(field));
  const origin = { source: fields.get('source') ?? '', date: fields.get('date') ?? '' };
  const problems = [...originProblems(origin), ...COUNT_NAMES.flatMap((name) => countProblem(name, fields.get(name)))];
  if (problems.length > 0) throw new CatalogueError(problems);
  const count = (name: keyof CatalogueCounts) => Number(fields.get(name));
  const counts = {
    operations: count('operations'),
    templates: count('templates'),
    any: count('any'),
    all: count('all'),
    none: count('none'),
    unreadable: count('unreadable'),
    deprecated: count('deprecated'),
    scopes: count('scopes'),
    permissions: count('permissions'),
  };
  return { origin, counts, digest: fields.get('sha256') ?? '', lines: end + 1 };
}

function checkFormat(line: string): void {
  const [name, version, ...more] = line.split(' ');
  const problem = (message: string) => new CatalogueError([{ place: 'line 1', message }]);
  if (name !== FORMAT_NAME || more.length > 0) {
    throw problem(`no catalogue: it would begin with "${FORMAT_NAME} ${FORMAT_VERSION}"`);
  }
  if (version !== String(FORMAT_VERSION)) {
    throw problem(`format version ${version ?? '(none)'} is unknown; this guardian knows ${FORMAT_VERSION}`);
  }
}

function field(line: string): readonly [string, string] {
  const colon = line.indexOf(': ');
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 2)];
}

function originProblems({ source, date }: Origin): CatalogueNote[] {
  const isLine = /^\S(.*\S)?$/.test(source);
  const isDate = /^\d{4}-\d{2}(-\d{2})?$/.test(date);
  return [
    ...(isLine ? [] : [{ place: 'header, source', message: `"${source}" is not one line of words` }]),
    ...(isDate ? [] : [{ place: 'header, date', message: `"${date}" is neither yyyy-MM-dd nor yyyy-MM` }]),
  ];
}

function countProblem(name: keyof CatalogueCounts, text = ''): CatalogueNote[] {
  return /^\d+$/.test(text) ? [] : [{ place: `header, ${name}`, message: `"${text}" is no count` }];
}

/**
 * Where and how two redirect URIs differ. OAuth compares them as plain text, so this does too: no decoding, no folding
 * of case, no default ports. Characters are Unicode code points.
 */
export interface UriMismatch {
  readonly expected: string;
  readonly actual: string;
  /** Index of the first character that differs. */
  readonly position: number;
  /** The character there; empty where the text has ended. */
  readonly expectedCharacter: string;
  readonly actualCharacter: string;
  /** The fewest characters to replace, insert or delete that make one of the other. */
  readonly distance: number;
  /** In which parts they differ, in the order of the URI; never empty. */
  readonly differences: readonly UriDifference[];
  /** To be printed one beneath the other in a fixed-width font: a gap is a space, `^` marks each differing column. */
  readonly lines: { readonly expected: string; readonly actual: string; readonly marker: string };
}

/** `case`: some part differs in nothing else; `trailing slash`: the paths differ in that and perhaps in case. */
export type UriDifference = 'case' | 'trailing slash' | UriPart;
type UriPart = 'scheme' | 'user info' | 'host' | 'port' | 'path' | 'query' | 'fragment';

/** The mismatch of two URIs; undefined if they are equal. */
export function uriMismatch(expected: string, actual: string): UriMismatch | undefined {
  if (expected === actual) return undefined;
  const columns = align([...expected], [...actual]);
  const position = columns.findIndex(({ left, right }) => left !== right);
  return {
    expected,
    actual,
    position,
    expectedCharacter: [...expected][position] ?? '',
    actualCharacter: [...actual][position] ?? '',
    distance: columns.filter(({ left, right }) => left !== right).length,
    differences: differences(partsOf(expected), partsOf(actual)),
    lines: {
      expected: columns.map(({ left }) => left || GAP).join(''),
      actual: columns.map(({ right }) => right || GAP).join(''),
      marker: columns
        .map(({ left, right }) => (left === right ? GAP : '^'))
        .join('')
        .trimEnd(),
    },
  };
}

/** The mismatch with the candidate that needs the fewest changes, the first in order of text among equals. */
export function nearestMismatch(candidates: Iterable<string>, actual: string): UriMismatch | undefined {
  let nearest: UriMismatch | undefined;
  for (const candidate of [...candidates].sort()) {
    const mismatch = uriMismatch(candidate, actual);
    if (mismatch && (!nearest || mismatch.distance < nearest.distance)) nearest = mismatch;
  }
  return nearest;
}

/** True if one was probably meant to be the other: the same host but for case, or at most three characters differ. */
export function isNearMiss({ distance, differences }: UriMismatch, most = 3): boolean {
  return distance <= most || !differences.some((difference) => difference === 'host' || difference === 'scheme');
}

const GAP = ' ';

/** One column of two texts written beneath each other; an empty side is a gap. */
interface Column {
  readonly left: string;
  readonly right: string;
}

/** The two texts with the fewest differing columns: what they share at both ends, and an optimal middle. */
function align(left: readonly string[], right: readonly string[]): Column[] {
  const shortest = Math.min(left.length, right.length);
  let head = 0;
  while (head < shortest && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail += 1;
  const same = (character: string): Column => ({ left: character, right: character });
  return [
    ...left.slice(0, head).map(same),
    ...alignMiddle(left.slice(head, left.length - tail), right.slice(head, right.length - tail)),
    ...left.slice(left.length - tail).map(same),
  ];
}

/** Follows the table of edit distances from the beginning; a replaced character is preferred to a gap. */
function alignMiddle(left: readonly string[], right: readonly string[]): Column[] {
  const distance = distances(left, right);
  const columns: Column[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    const rest = distance(i, j);
    if (a !== undefined && b !== undefined && rest === distance(i + 1, j + 1) + (a === b ? 0 : 1)) {
      columns.push({ left: a, right: b });
      i += 1;
      j += 1;
    } else if (a !== undefined && rest === distance(i + 1, j) + 1) {
      columns.push({ left: a, right: '' });
      i += 1;
    } else {
      columns.push({ left: '', right: b ?? '' });
      j += 1;
    }
  }
  return columns;
}

/** Edit distances between what remains of both texts from `i` and `j` on (Levenshtein). */
function distances(left: readonly string[], right: readonly string[]): (i: number, j: number) => number {
  const width = right.length + 1;
  const table = new Uint32Array((left.length + 1) * width);
  const at = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = left.length; i >= 0; i -= 1) {
    for (let j = right.length; j >= 0; j -= 1) {
      if (i === left.length || j === right.length) table[i * width + j] = left.length - i + (right.length - j);
      else {
        const replaced = at(i + 1, j + 1) + (left[i] === right[j] ? 0 : 1);
        table[i * width + j] = Math.min(replaced, at(i + 1, j) + 1, at(i, j + 1) + 1);
      }
    }
  }
  return at;
}

type Parts = Readonly<Record<UriPart, string>>;

const PARTS = [
  'scheme',
  'user info',
  'host',
  'port',
  'path',
  'query',
  'fragment',
] as const satisfies readonly UriPart[];

/** RFC 3986, appendix B, with the authority taken apart. Every character belongs to exactly one part. */
function partsOf(uri: string): Parts {
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] =
    /^([^:/?#]+:)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/su.exec(uri) ?? [];
  const [, slashes = '', userInfo = '', host = '', port = ''] = /^(\/\/)?(.*@)?(.*?)(:\d*)?$/su.exec(authority) ?? [];
  return { scheme, 'user info': userInfo, host: slashes + host, port, path, query, fragment };
}

function differences(expected: Parts, actual: Parts): UriDifference[] {
  return [
    ...new Set(
      PARTS.filter((part) => expected[part] !== actual[part]).flatMap((part) =>
        differencesOf(part, expected[part], actual[part]),
      ),
    ),
  ];
}

function differencesOf(part: UriPart, expected: string, actual: string): UriDifference[] {
  const [a, b] = [expected.toLowerCase(), actual.toLowerCase()];
  if (a === b) return ['case'];
  if (part !== 'path' || withoutSlash(a) !== withoutSlash(b)) return [part];
  return withoutSlash(expected) === withoutSlash(actual) ? ['trailing slash'] : ['case', 'trailing slash'];
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

import { byText } from '../../domain/text-order.ts';
import { type ApiOperation, type Catalogue, type Match, matchPath, pathOf } from '../catalogue/index.ts';
import type { DeclaredCall } from './declared-call.ts';

/** An operation that was declared, with all the places that do. */
export interface DeclaredOperation {
  readonly operation: ApiOperation;
  readonly places: readonly string[];
}

/** A declared call of which nobody knows which operation it is, and why. */
export interface UnmappedDeclared extends DeclaredCall {
  readonly why: string;
}

export interface MatchedCalls {
  /** By template, then by method. */
  readonly operations: readonly DeclaredOperation[];
  readonly unmapped: readonly UnmappedDeclared[];
}

/** Finds the operation of each call, ids in its path or not. One that fits several is listed and never guessed. */
export function matchDeclared(calls: readonly DeclaredCall[], catalogue: Catalogue): MatchedCalls {
  const found = new Map<ApiOperation, string[]>();
  const unmapped: UnmappedDeclared[] = [];
  for (const call of calls) {
    if (!isPlatformPath(call.path)) {
      unmapped.push({ ...call, why: foreignPath(call.path) });
      continue;
    }
    const match = matchPath(catalogue, call.method, call.path);
    if (match.kind === 'unmapped') unmapped.push({ ...call, why: whyUnmapped(match) });
    else found.set(match.operation, [...(found.get(match.operation) ?? []), call.place]);
  }
  const operations = [...found]
    .map(([operation, places]): DeclaredOperation => ({ operation, places }))
    .sort((a, b) => byText(nameOf(a.operation), nameOf(b.operation)));
  return { operations, unmapped };
}

/** Other APIs have paths such as `/users`, too: only what says that it is the Platform API's counts as one. */
function isPlatformPath(path: string): boolean {
  const [address = ''] = path.split(/[?#]/, 1);
  return address.includes('/api/v2/') && pathOf(path).startsWith('/api/v2/');
}

function foreignPath(path: string): string {
  return /^\{\{/.test(path.trim())
    ? 'it begins with a variable that the file gives no value, and has no /api/v2/: write the path out'
    : 'no path of the Platform API: those begin with /api/v2/';
}

function whyUnmapped(match: Extract<Match, { readonly kind: 'unmapped' }>): string {
  switch (match.why) {
    case 'no method':
      return 'no method';
    case 'no template':
      return 'no path';
    case 'unknown template':
      return 'the catalogue knows no such operation: new, retired, or not public';
    case 'unknown method of a known template':
      return `the catalogue knows this path with ${match.methods.join(', ')} only`;
    case 'several operations':
      return `may be any of ${match.candidates.map(({ template }) => template).join(', ')}: write the template`;
    default:
      return match satisfies never;
  }
}

function nameOf({ template, method }: ApiOperation): string {
  return `${template} ${method}`;
}

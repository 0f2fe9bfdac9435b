import type { Catalogue, Match } from './catalogue.ts';
import { grouped } from './grouping.ts';
import type { ApiOperation } from './operation.ts';
import { normalTemplate, templateKey } from './template.ts';

/**
 * The operation that a concrete path calls, ids and all: `GET https://api.mypurecloud.de/api/v2/users/4711?expand=groups`
 * is `GET /api/v2/users/{userId}`. Segment by segment: a literal of a template fits the same literal only, a parameter
 * fits whatever is not empty. A placeholder of the caller's (`{id}`, `{{id}}`, `:id`, `<id>`) fits parameters only.
 *
 * Of several templates that fit, the one is taken that is literal wherever the others are; where there is none such, all
 * that are not outdone are the candidates of `several operations`. The method decides first: a literal template that does
 * not know it hides nothing.
 */
export function matchPath(catalogue: Catalogue, method: string, given: string): Match {
  const path = pathOf(given);
  const wanted = method.trim().toUpperCase();
  if (path === '') return { kind: 'unmapped', why: 'no template' };
  if (wanted === '') return { kind: 'unmapped', why: 'no method' };
  const segments = path.split('/');
  const fitting = (bySize(catalogue).get(String(segments.length)) ?? []).filter((form) => fits(form, segments));
  if (fitting.length === 0) return { kind: 'unmapped', why: 'unknown template' };
  const ofMethod = fitting.filter(({ operation }) => operation.method === wanted);
  if (ofMethod.length === 0) {
    const methods = [...new Set(fitting.map(({ operation }) => operation.method))].sort();
    return { kind: 'unmapped', why: 'unknown method of a known template', methods };
  }
  const candidates = ofMethod
    .filter((one) => !ofMethod.some((other) => isMoreLiteral(other, one)))
    .map(({ operation }) => operation);
  const [operation, another] = candidates;
  if (operation && !another) return { kind: 'mapped', operation };
  return { kind: 'unmapped', why: 'several operations', candidates };
}

/**
 * The path of a URL, as templates are written: without host, query and fragment; `{{baseUrl}}/api/v2/users/?x=1` →
 * `/api/v2/users`. Empty where nothing is left. Idempotent.
 */
export function pathOf(given: string): string {
  const [address = ''] = given.trim().split(/[?#]/, 1);
  // As a URL writes it: a space is never dropped, for what is left might be another path.
  const trimmed = address.trim().replaceAll(/\s/g, '%20');
  const start = trimmed.indexOf('/api/v2/');
  const path = start >= 0 ? trimmed.slice(start) : trimmed.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, '');
  return normalTemplate(path);
}

/** An operation with the segments of its template, names of parameters taken out. */
interface Form {
  readonly operation: ApiOperation;
  readonly segments: readonly string[];
}

/** The operations by the number of segments, made once: files with thousands of calls are matched in a row. */
function bySize(catalogue: Catalogue): ReadonlyMap<string, readonly Form[]> {
  const known = sizes.get(catalogue);
  if (known) return known;
  const forms = catalogue.operations.map(
    (operation): Form => ({ operation, segments: templateKey(operation.template).split('/') }),
  );
  const groups = grouped(forms, ({ segments }) => [String(segments.length)]);
  sizes.set(catalogue, groups);
  return groups;
}

const sizes = new WeakMap<Catalogue, ReadonlyMap<string, readonly Form[]>>();

const PARAMETER = '{}';
const PLACEHOLDER = /^(?:\{\{?[^{}]*\}\}?|:[\w-]+|<[^<>]*>)$/;

function fits({ segments }: Form, given: readonly string[]): boolean {
  return segments.every((wanted, index) => fitsSegment(wanted, given[index] ?? ''));
}

function fitsSegment(wanted: string, given: string): boolean {
  if (!wanted.includes(PARAMETER)) return wanted === given;
  if (given === '') return false;
  if (PLACEHOLDER.test(given)) return wanted === PARAMETER;
  const [before = '', ...rest] = wanted.split(PARAMETER);
  const after = rest.at(-1) ?? '';
  return given.length > before.length + after.length && given.startsWith(before) && given.endsWith(after);
}

/** True if `one` is literal wherever `other` is, and somewhere else too. Both fit the same path. */
function isMoreLiteral({ segments: one }: Form, { segments: other }: Form): boolean {
  const isLiteral = (segment = '') => !segment.includes(PARAMETER);
  return (
    other.every((segment, index) => !isLiteral(segment) || isLiteral(one[index])) &&
    one.some((segment, index) => isLiteral(segment) && !isLiteral(other[index]))
  );
}

import { writingForm } from '../../domain/scope.ts';
import type { Catalogue } from './catalogue.ts';
import { catalogueCounts } from './counts.ts';
import { grouped } from './grouping.ts';
import { headerLines } from './header.ts';
import type { Defaults } from './notation.ts';
import type { ApiOperation } from './operation.ts';
import { operationLine } from './operation-line.ts';

/** A path and what is below it. */
interface Branch {
  readonly operations: ApiOperation[];
  readonly children: Map<string, Branch>;
}

/** The area of the API that a template is in: `/api/v2/users`. */
const AREA = /^(?:\/api\/v2)?\/[^/]+/;

/**
 * The text of a data file; `parseCatalogue` reads it. The same operations give the same text, in whatever order they
 * came. Format: docs/catalogue.md.
 */
export function writeCatalogue(catalogue: Catalogue): string {
  const areas = grouped(catalogue.operations, ({ template }) => [AREA.exec(template)?.[0] ?? template]);
  const body = [...areas].flatMap(([path, operations]) => {
    const defaults = defaultsOf(operations);
    const names = [`group ${path}`, named('scope', defaults.scope), named('domain', defaults.domain)];
    return [names.filter(Boolean).join(' '), ...linesBelow(treeOf(path, operations), 1, defaults)];
  });
  return `${[...headerLines(catalogue.origin, catalogueCounts(catalogue), body), ...body].join('\n')}\n`;
}

function named(name: string, value: string | undefined): string {
  return value === undefined ? '' : `${name}=${value}`;
}

function defaultsOf(operations: readonly ApiOperation[]): Defaults {
  return {
    scope: mostFrequent(operations.flatMap(({ scopes }) => [...new Set(scopes.map(writingForm))])),
    domain: mostFrequent(operations.flatMap(({ permissions }) => permissions.map((one) => one.split(':')[0] ?? ''))),
  };
}

/** The first in the alphabet if several are as frequent; undefined where there are none. */
function mostFrequent(words: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const word of words.toSorted()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].reduce<readonly [string | undefined, number]>(
    (best, one) => (one[1] > best[1] ? one : best),
    [undefined, 0],
  )[0];
}

function treeOf(path: string, operations: readonly ApiOperation[]): Branch {
  const root = emptyBranch();
  for (const operation of operations) {
    let branch = root;
    for (const segment of operation.template.slice(path.length).split('/').filter(Boolean)) {
      const next = branch.children.get(segment) ?? emptyBranch();
      branch.children.set(segment, next);
      branch = next;
    }
    branch.operations.push(operation);
  }
  return root;
}

function emptyBranch(): Branch {
  return { operations: [], children: new Map() };
}

function linesBelow(branch: Branch, depth: number, defaults: Defaults): string[] {
  const indent = ' '.repeat(depth);
  return [
    ...branch.operations.map((operation) => `${indent}${operationLine(operation, defaults)}`),
    ...[...branch.children].flatMap(([segment, child]) => branchLines(`/${segment}`, child, depth, defaults)),
  ];
}

/** A path that only leads to another one shares its line, and so does one operation with nothing below it. */
function branchLines(path: string, branch: Branch, depth: number, defaults: Defaults): string[] {
  const [operation, another] = branch.operations;
  const [below, ...more] = branch.children;
  const indent = ' '.repeat(depth);
  if (!operation && below && more.length === 0) return branchLines(`${path}/${below[0]}`, below[1], depth, defaults);
  if (operation && !another && !below) return [`${indent}${path} ${operationLine(operation, defaults)}`];
  return [`${indent}${path}`, ...linesBelow(branch, depth + 1, defaults)];
}

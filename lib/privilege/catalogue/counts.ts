import { isReadonlyScope, writingForm } from '../../domain/scope.ts';
import type { Catalogue } from './catalogue.ts';
import type { ApiOperation } from './operation.ts';

/** How many operations of a catalogue are of which kind. */
export interface CatalogueCounts {
  readonly operations: number;
  readonly templates: number;
  /** Operations that want any of some permissions, all of some, none. They add up to `operations`. */
  readonly any: number;
  readonly all: number;
  readonly none: number;
  /** Operations that name something that is no permission. */
  readonly unreadable: number;
  readonly deprecated: number;
  /** Different scopes and permissions. */
  readonly scopes: number;
  readonly permissions: number;
}

export function catalogueCounts({ operations }: Pick<Catalogue, 'operations'>): CatalogueCounts {
  const count = (isOne: (operation: ApiOperation) => boolean) => operations.filter(isOne).length;
  return {
    operations: operations.length,
    templates: new Set(operations.map(({ template }) => template)).size,
    any: count(({ kind }) => kind === 'ANY'),
    all: count(({ kind }) => kind === 'ALL'),
    none: count(({ kind }) => kind === 'NONE'),
    unreadable: count(({ unreadable }) => unreadable),
    deprecated: count(({ deprecated }) => deprecated),
    scopes: new Set(operations.flatMap(({ scopes }) => scopes)).size,
    permissions: new Set(operations.flatMap(({ permissions }) => permissions)).size,
  };
}

/** How many operations of a catalogue accept which scopes. */
export interface ScopeCounts {
  /** Need no scope. */
  readonly withoutScope: number;
  /** Accept `X` or `X:readonly` of one family, and nothing else. */
  readonly eitherForm: number;
  /** Accept scopes of two families or more: `coaching` or `learning`. */
  readonly severalFamilies: number;
  /** Are not GET and still accept a `:readonly` scope: queries. */
  readonly readonlyButNotGet: number;
  /** Are GET, need a scope, and accept no `:readonly` one. */
  readonly getWithoutReadonly: number;
}

export function scopeCounts({ operations }: Pick<Catalogue, 'operations'>): ScopeCounts {
  const count = (isOne: (operation: ApiOperation) => boolean) => operations.filter(isOne).length;
  return {
    withoutScope: count(({ scopes }) => scopes.length === 0),
    eitherForm: count(takesEitherForm),
    severalFamilies: count(({ scopes }) => new Set(scopes.map(writingForm)).size > 1),
    readonlyButNotGet: count((operation) => operation.method !== 'GET' && takesReadonly(operation)),
    getWithoutReadonly: count(
      (operation) => operation.method === 'GET' && operation.scopes.length > 0 && !takesReadonly(operation),
    ),
  };
}

function takesReadonly({ scopes }: ApiOperation): boolean {
  return scopes.some(isReadonlyScope);
}

function takesEitherForm({ scopes }: ApiOperation): boolean {
  const [scope, readonly, another] = scopes;
  return scope !== undefined && readonly === `${scope}:readonly` && another === undefined;
}

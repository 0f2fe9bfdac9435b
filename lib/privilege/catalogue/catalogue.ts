import { isWildcardPermission, type Permission, permissionImplies } from '../../domain/permission.ts';
import { type Scope, scopeImplies, writingForm } from '../../domain/scope.ts';
import { grouped } from './grouping.ts';
import { type ApiOperation, byTemplate } from './operation.ts';
import { templateKey } from './template.ts';

/** Where a catalogue is from. */
export interface Origin {
  /** In words, on one line: `Genesys Cloud Platform API definition, api.mypurecloud.de`. */
  readonly source: string;
  /** When the definition was read: `yyyy-MM-dd`, or `yyyy-MM` where the day is not known. */
  readonly date: string;
}

/** The operation that a method and a template name, or why there is none. */
export type Match =
  | { readonly kind: 'mapped'; readonly operation: ApiOperation }
  | { readonly kind: 'unmapped'; readonly why: 'no method' | 'no template' | 'unknown template' }
  | {
      readonly kind: 'unmapped';
      readonly why: 'unknown method of a known template';
      /** The methods that the catalogue knows of it, sorted. */
      readonly methods: readonly string[];
    }
  | {
      readonly kind: 'unmapped';
      readonly why: 'several operations';
      /** They differ in the names of parameters only, which say nothing. */
      readonly candidates: readonly ApiOperation[];
    };

/** All operations of one Platform API definition, and how they are found. */
export class Catalogue {
  readonly origin: Origin;
  /** By template, then by method. */
  readonly operations: readonly ApiOperation[];
  readonly #byTemplate: ReadonlyMap<string, readonly ApiOperation[]>;
  #scopes: ReadonlyMap<Scope, readonly ApiOperation[]> | undefined;
  #permissions: ReadonlyMap<Permission, readonly ApiOperation[]> | undefined;

  /** `operations` in any order; no two of them with the same method and template. */
  constructor(origin: Origin, operations: readonly ApiOperation[]) {
    this.origin = origin;
    this.operations = [...operations].sort(byTemplate);
    this.#byTemplate = grouped(this.operations, ({ template }) => [templateKey(template)]);
  }

  /**
   * The operation that a usage row names. Exact but for the forms that `normalTemplate` evens out, the names of
   * parameters, and the case of the method; otherwise unmapped. The nearest operation is never taken for the right one.
   */
  find(method: string, template: string): Match {
    const key = templateKey(template);
    const wanted = method.toUpperCase();
    if (key === '') return { kind: 'unmapped', why: 'no template' };
    if (wanted === '') return { kind: 'unmapped', why: 'no method' };
    const known = this.#byTemplate.get(key);
    if (!known) return { kind: 'unmapped', why: 'unknown template' };
    const candidates = known.filter((operation) => operation.method === wanted);
    const [operation, another] = candidates;
    if (!operation) {
      const methods = [...new Set(known.map((one) => one.method))].sort();
      return { kind: 'unmapped', why: 'unknown method of a known template', methods };
    }
    if (another) return { kind: 'unmapped', why: 'several operations', candidates };
    return { kind: 'mapped', operation };
  }

  /** Every scope that an operation accepts, sorted. */
  get scopes(): readonly Scope[] {
    return [...this.#operationsByScope().keys()].sort();
  }

  /** Every permission that an operation names, sorted. */
  get permissions(): readonly Permission[] {
    return [...this.#operationsByPermission().keys()].sort();
  }

  /**
   * Every scope that opens the operation, sorted; empty if it needs none. Beside those that it names: the writing form of
   * a `:readonly` scope, where the catalogue knows one.
   */
  scopesOf({ scopes }: ApiOperation): readonly Scope[] {
    const known = this.#operationsByScope();
    return [...new Set([...scopes, ...scopes.map(writingForm).filter((scope) => known.has(scope))])].sort();
  }

  /** The operations that a token with this scope alone may call, of those that need a scope at all. */
  openedByScope(scope: Scope): readonly ApiOperation[] {
    return united(this.#operationsByScope(), (wanted) => scopeImplies(scope, wanted));
  }

  /**
   * The operations that name this permission, or one that it implies (`analytics:*:view`). Under `ALL` they may need others
   * beside it.
   */
  servedByPermission(permission: Permission): readonly ApiOperation[] {
    const known = this.#operationsByPermission();
    if (!isWildcardPermission(permission)) return known.get(permission) ?? [];
    return united(known, (wanted) => permissionImplies(permission, wanted));
  }

  #operationsByScope(): ReadonlyMap<Scope, readonly ApiOperation[]> {
    this.#scopes ??= grouped(this.operations, ({ scopes }) => scopes);
    return this.#scopes;
  }

  #operationsByPermission(): ReadonlyMap<Permission, readonly ApiOperation[]> {
    this.#permissions ??= grouped(this.operations, ({ permissions }) => permissions);
    return this.#permissions;
  }
}

function united(
  groups: ReadonlyMap<string, readonly ApiOperation[]>,
  isWanted: (name: string) => boolean,
): ApiOperation[] {
  const fitting = [...groups].filter(([name]) => isWanted(name)).flatMap(([, operations]) => operations);
  return [...new Set(fitting)].sort(byTemplate);
}

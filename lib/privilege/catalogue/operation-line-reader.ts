import type { Permission } from '../../domain/permission.ts';
import type { Scope } from '../../domain/scope.ts';
import {
  type Defaults,
  FLAGS,
  isPermissionWord,
  isScopeWord,
  METHODS,
  NO_SCOPE,
  OR_READONLY,
  READONLY,
  SAME_SCOPE,
  SYMBOLS,
  UNREADABLE,
} from './notation.ts';
import type { ApiOperation, PermissionKind } from './operation.ts';

/** A line that is not written in the notation. The message says what was given and what is allowed. */
export class NotationError extends Error {
  override readonly name = 'NotationError';
}

const KNOWN_METHODS: ReadonlySet<string> = new Set(METHODS);

/** Reads what `operationLine` writes, with the same defaults. Keeps the scopes that it has read: few are different. */
export class OperationLineReader {
  readonly #defaults: Defaults;
  readonly #scopes = new Map<string, readonly Scope[]>();

  constructor(defaults: Defaults) {
    this.#defaults = defaults;
  }

  /** Throws a `NotationError`. */
  read(line: string, template: string): ApiOperation {
    const [method = '', scopes = '', ...words] = line.split(' ');
    if (!KNOWN_METHODS.has(method)) throw new NotationError(`"${method}" is no method; allowed: ${METHODS.join(', ')}`);
    if (scopes === '') throw new NotationError(`no scopes after ${method}; without any: ${NO_SCOPE}`);
    return { method, template, scopes: this.#scopesOf(scopes), ...needsOf(words, this.#defaults.domain) };
  }

  #scopesOf(text: string): readonly Scope[] {
    const scopes = this.#scopes.get(text) ?? readScopes(text, this.#defaults.scope);
    this.#scopes.set(text, scopes);
    return scopes;
  }
}

function readScopes(text: string, common: Scope | undefined): Scope[] {
  if (text === NO_SCOPE) return [];
  return text
    .split(',')
    .flatMap((word) => {
      const hasReadonly = word.endsWith(OR_READONLY);
      const name = hasReadonly ? word.slice(0, -OR_READONLY.length) : word;
      const scope = name === SAME_SCOPE ? common : name;
      if (scope === undefined) throw new NotationError(`"${SAME_SCOPE}" in a group that names no scope`);
      if (!isScopeWord(scope)) throw new NotationError(`"${word}" is no scope`);
      return hasReadonly ? [scope, `${scope}${READONLY}`] : [scope];
    })
    .sort();
}

/** All that a line says after method and scopes. Permissions are written in order. One loop: this is run for every operation of a cold start. */
function needsOf(
  words: readonly string[],
  domain: string | undefined,
): Omit<ApiOperation, 'method' | 'template' | 'scopes'> {
  const permissions: Permission[] = [];
  let kind: PermissionKind = 'NONE';
  let unreadable = false;
  let deprecated = false;
  let divisionAware: boolean | undefined;
  for (const word of words) {
    if (word === FLAGS.deprecated) deprecated = true;
    else if (word === FLAGS.divisionAware) divisionAware = true;
    else if (word === FLAGS.divisionUnaware) divisionAware = false;
    else {
      kind = kindOf(word, kind);
      const name = word.slice(1);
      if (name === UNREADABLE) unreadable = true;
      else permissions.push(...readPermissions(name, domain));
    }
  }
  const needs = { kind, permissions, unreadable, deprecated };
  return divisionAware === undefined ? needs : { ...needs, divisionAware };
}

/** The first letter of each permission says it, and all must say the same. */
function kindOf(word: string, before: PermissionKind): PermissionKind {
  const kind = word.startsWith(SYMBOLS.ANY) ? 'ANY' : word.startsWith(SYMBOLS.ALL) ? 'ALL' : undefined;
  if (kind === undefined) {
    const allowed = [...Object.values(FLAGS), `${SYMBOLS.ANY}permission`, `${SYMBOLS.ALL}permission`];
    throw new NotationError(`"${word}" cannot stand here; allowed: ${allowed.join(', ')}`);
  }
  if (before !== 'NONE' && before !== kind) {
    throw new NotationError(`"${word}": permissions begin either all with ${SYMBOLS.ANY} or all with ${SYMBOLS.ALL}`);
  }
  return kind;
}

function readPermissions(word: string, common: string | undefined): Permission[] {
  const parts = word.split(':');
  const [domain, entity, actions] = parts.length === 2 ? [common, ...parts] : parts;
  const permissions = (actions ?? '').split(',').map((action) => `${domain}:${entity}:${action}`);
  if (domain === undefined || parts.length > 3 || !permissions.every(isPermissionWord)) {
    throw new NotationError(`"${word}" is no permission`);
  }
  return permissions;
}

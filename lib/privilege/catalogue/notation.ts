import type { Scope } from '../../domain/scope.ts';
import type { PermissionKind } from './operation.ts';

/** The words of a data file, for the side that writes and the side that reads. Their meaning: docs/catalogue.md. */

/** What most operations of one area have in common, so that their lines need not say it. */
export interface Defaults {
  /** Written as `=`. */
  readonly scope: Scope | undefined;
  /** Left out of permissions. */
  readonly domain: string | undefined;
}

export const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const;

export const NO_SCOPE = '-';
export const SAME_SCOPE = '=';
/** After a scope: or its `:readonly` form. */
export const OR_READONLY = '?';
export const READONLY = ':readonly';

export const FLAGS = {
  deprecated: 'deprecated',
  divisionAware: 'division-aware',
  divisionUnaware: 'division-unaware',
} as const;

/** Before each permission: any of them, or all of them. */
export const SYMBOLS: Readonly<Record<Exclude<PermissionKind, 'NONE'>, string>> = { ANY: '|', ALL: '&' };
/** In place of a permission: what the definition says there cannot be read. */
export const UNREADABLE = '?';

const SCOPE = /^\w[\w.-]*(:[\w.-]+)*$/;
const PERMISSION = /^[\w.*-]+:[\w.*-]+:[\w.*-]+$/;

/** True for a word that can be a scope. */
export function isScopeWord(word: string): boolean {
  return SCOPE.test(word);
}

/** True for `domain:entity:action`; prose is none. */
export function isPermissionWord(word: string): boolean {
  return PERMISSION.test(word);
}

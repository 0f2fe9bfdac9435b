import type { Permission } from '../../domain/permission.ts';
import { isReadonlyScope, type Scope, writingForm } from '../../domain/scope.ts';
import { type Defaults, FLAGS, NO_SCOPE, OR_READONLY, READONLY, SAME_SCOPE, SYMBOLS, UNREADABLE } from './notation.ts';
import type { ApiOperation } from './operation.ts';

/** `GET =? deprecated |user:view`: method, scopes, flags and permissions of an operation. Format: docs/catalogue.md. */
export function operationLine(operation: ApiOperation, defaults: Defaults): string {
  const { method, scopes } = operation;
  return [method, scopesText(scopes, defaults.scope), ...flagsOf(operation), ...needsOf(operation, defaults)].join(' ');
}

function scopesText(scopes: readonly Scope[], common: Scope | undefined): string {
  if (scopes.length === 0) return NO_SCOPE;
  const all = new Set(scopes);
  const words = scopes
    .filter((scope) => !isReadonlyScope(scope) || !all.has(writingForm(scope)))
    .map((scope) => (all.has(`${scope}${READONLY}`) ? `${scope}${OR_READONLY}` : scope));
  const [only, another] = words;
  if (another === undefined && common !== undefined) {
    if (only === common) return SAME_SCOPE;
    if (only === `${common}${OR_READONLY}`) return `${SAME_SCOPE}${OR_READONLY}`;
  }
  return words.join(',');
}

function flagsOf({ deprecated, divisionAware }: ApiOperation): string[] {
  const awareness = divisionAware ? FLAGS.divisionAware : FLAGS.divisionUnaware;
  return [...(deprecated ? [FLAGS.deprecated] : []), ...(divisionAware === undefined ? [] : [awareness])];
}

function needsOf({ kind, permissions, unreadable }: ApiOperation, { domain }: Defaults): string[] {
  if (kind === 'NONE') return [];
  const words = [...permissionWords(permissions, domain), ...(unreadable ? [UNREADABLE] : [])];
  return words.map((word) => `${SYMBOLS[kind]}${word}`);
}

/** Sorted permissions: those of one entity together, as `entity:action,action`, without the common domain. */
function permissionWords(permissions: readonly Permission[], common: string | undefined): string[] {
  const actions = new Map<string, string[]>();
  for (const permission of permissions) {
    const end = permission.lastIndexOf(':');
    const entity = permission.slice(0, end);
    actions.set(entity, [...(actions.get(entity) ?? []), permission.slice(end + 1)]);
  }
  return [...actions].map(([entity, some]) => {
    const short = common !== undefined && entity.startsWith(`${common}:`) ? entity.slice(common.length + 1) : entity;
    return `${short}:${some.join(',')}`;
  });
}

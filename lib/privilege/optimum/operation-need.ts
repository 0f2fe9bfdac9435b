import { operationName } from '../../domain/operation-name.ts';
import type { ApiOperation } from '../catalogue/index.ts';
import type { Need } from './need.ts';

/** What a token must carry to call the operation: any of its scopes, or nothing. */
export function scopeNeed(operation: ApiOperation): Need {
  const { scopes } = operation;
  return { id: operationName(operation), alternatives: scopes.length === 0 ? [[]] : scopes.map((scope) => [scope]) };
}

/**
 * What the caller must be allowed to do. Of an operation with unreadable permissions these are the readable ones
 * (`permissionsKnown` says whether they suffice); without any that can be read, it can never be served.
 */
export function permissionNeed(operation: ApiOperation): Need {
  const { kind, permissions, unreadable } = operation;
  const id = operationName(operation);
  switch (kind) {
    case 'NONE':
      return { id, alternatives: [[]] };
    case 'ANY':
      return { id, alternatives: permissions.map((permission) => [permission]) };
    case 'ALL':
      return { id, alternatives: permissions.length === 0 && unreadable ? [] : [permissions] };
    default:
      return kind satisfies never;
  }
}

import type { Permission } from '../../domain/permission.ts';
import type { Scope } from '../../domain/scope.ts';
import { byText } from '../../domain/text-order.ts';

/** How many of an operation's permissions a caller needs. `NONE`: the definition names no permissions at all. */
export type PermissionKind = 'ANY' | 'ALL' | 'NONE';

/** One operation of the Platform API, and what a caller needs for it. Source: the Platform API definition. */
export interface ApiOperation {
  /** In upper case. */
  readonly method: string;
  /** With a leading slash: `/api/v2/users/{userId}`. */
  readonly template: string;
  /** Any one of them suffices. Sorted; empty: no scope is needed. */
  readonly scopes: readonly Scope[];
  readonly kind: PermissionKind;
  /** Sorted. Empty for `NONE`, and where nothing that was named could be read: see `permissionsKnown`. */
  readonly permissions: readonly Permission[];
  /** True if the definition also names something that is no permission ("They are enforced by the backend"). */
  readonly unreadable: boolean;
  /** Whether divisions restrict the operation. Absent where nobody has said so: the API definition does not. */
  readonly divisionAware?: boolean;
  readonly deprecated: boolean;
}

/**
 * False where a caller that holds all of `permissions` may still be refused, because part of what is needed could not
 * be read. Under `ANY` one readable permission is enough; under `ALL` nothing may be missing.
 */
export function permissionsKnown({ kind, permissions, unreadable }: ApiOperation): boolean {
  switch (kind) {
    case 'NONE':
      return true;
    case 'ANY':
      return permissions.length > 0;
    case 'ALL':
      return !unreadable && permissions.length > 0;
    default:
      return kind satisfies never;
  }
}

/** By template, then by method: the order in which operations are kept, written and compared. */
export function byTemplate(a: ApiOperation, b: ApiOperation): number {
  return byText(a.template, b.template) || byText(a.method, b.method);
}

import { requirementShape } from './definition-shape.ts';
import type { CatalogueNote } from './error.ts';
import { isPermissionWord } from './notation.ts';
import type { ApiOperation, PermissionKind } from './operation.ts';
import { place } from './place.ts';

interface Requirement {
  readonly need: Pick<ApiOperation, 'kind' | 'permissions' | 'unreadable'>;
  readonly warnings: readonly CatalogueNote[];
}

/**
 * The permissions that an operation requires. Words that are no permission are left out and warned about: `admin`,
 * "They are enforced by the backend". A requirement that cannot be read at all becomes `ALL` of something unreadable, so
 * that nobody takes the operation for one that is open to all.
 */
export function readRequirement(value: unknown, at: readonly string[]): Requirement {
  if (value === undefined) return { need: { kind: 'NONE', permissions: [], unreadable: false }, warnings: [] };
  const shape = requirementShape.safeParse(value);
  if (!shape.success) return unreadable(at, 'is no object with type and permissions');
  const kind = kindOf(shape.data.type);
  if (!kind) return unreadable([...at, 'type'], `"${shape.data.type}" is neither ANY nor ALL`);
  const words = shape.data.permissions;
  if (words.length === 0) return { need: { kind: 'NONE', permissions: [], unreadable: false }, warnings: [] };
  const permissions = words.filter((word) => typeof word === 'string').filter(isPermissionWord);
  const noise = words.flatMap((word, index): CatalogueNote[] => {
    if (typeof word === 'string' && isPermissionWord(word)) return [];
    return [{ place: place([...at, 'permissions', index]), message: `${JSON.stringify(word)} is no permission` }];
  });
  return {
    need: { kind, permissions: [...new Set(permissions)].sort(), unreadable: noise.length > 0 },
    warnings: noise,
  };
}

function kindOf(type: string): Exclude<PermissionKind, 'NONE'> | undefined {
  const upper = type.toUpperCase();
  return upper === 'ANY' || upper === 'ALL' ? upper : undefined;
}

function unreadable(at: readonly string[], message: string): Requirement {
  return {
    need: { kind: 'ALL', permissions: [], unreadable: true },
    warnings: [{ place: place(at), message }],
  };
}

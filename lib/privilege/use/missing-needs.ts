import type { EffectiveAccess } from '../../domain/access.ts';
import type { MissingNeed } from '../../domain/grant-use.ts';
import { operationName } from '../../domain/operation-name.ts';
import type { Permission } from '../../domain/permission.ts';
import type { ApiOperation } from '../catalogue/operation.ts';

/**
 * What refused and declared calls need and no role gives, in any division, by requirement: calls that lack the same are
 * one need. A call that succeeds is left out, whatever the definition says: Genesys admits that some endpoints name a
 * wrong permission, and what works lacks nothing.
 */
export function missingNeeds(
  access: Pick<EffectiveAccess, 'byDivision'>,
  calls: { readonly refused: readonly ApiOperation[]; readonly declared: readonly ApiOperation[] },
): MissingNeed[] {
  const needs = new Map<string, Collected>();
  for (const basis of ['refused', 'declared'] as const) {
    for (const operation of calls[basis]) {
      const lack = lackOf(operation, access);
      if (!lack) continue;
      const key = `${lack.kind} ${lack.permissions.join(' ')}`;
      const need = needs.get(key) ?? { ...lack, refused: new Set<string>(), declared: new Set<string>() };
      need[basis].add(operationName(operation));
      needs.set(key, need);
    }
  }
  return [...needs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { kind, permissions, refused, declared }]) => ({
      kind,
      permissions,
      refused: [...refused].sort(),
      declared: [...declared].sort(),
    }));
}

type Lack = Pick<MissingNeed, 'kind' | 'permissions'>;
interface Collected extends Lack {
  readonly refused: Set<string>;
  readonly declared: Set<string>;
}

/** What the operation surely lacks; what the definition leaves unreadable may be the one permission that is held. */
function lackOf(
  { kind, permissions, unreadable }: ApiOperation,
  { byDivision }: Pick<EffectiveAccess, 'byDivision'>,
): Lack | undefined {
  const isGiven = (permission: Permission) => [...byDivision.values()].some((set) => set.allows(permission));
  switch (kind) {
    case 'NONE':
      return undefined;
    case 'ANY':
      return unreadable || permissions.length === 0 || permissions.some(isGiven) ? undefined : { kind, permissions };
    case 'ALL': {
      const missing = permissions.filter((permission) => !isGiven(permission));
      return missing.length === 0 ? undefined : { kind, permissions: missing };
    }
    default:
      return kind satisfies never;
  }
}

import type { Permission } from '../../domain/permission.ts';
import type { Scope } from '../../domain/scope.ts';
import { SCOPE_CATALOGUE } from '../../domain/scope-catalogue.ts';
import { permissionsImplying, scopesImplying } from '../optimum/implying.ts';
import type { Need } from '../optimum/need.ts';
import { breadthOf } from './breadth.ts';
import { permissionWeigher } from './permission-weight.ts';
import { scopeWeigher } from './scope-weight.ts';
import type { RiskWeight } from './weight.ts';

/** Every scope that the guardian knows or that an operation lists, weighed; sorted. They are candidates as they are. */
export function scopeCandidates(operations: readonly Need[]): RiskWeight[] {
  const scopes = new Set<Scope>([...SCOPE_CATALOGUE.keys(), ...listedNames(operations)]);
  return [...scopes].sort().map(scopeWeigher({ breadth: breadthOf(operations, scopesImplying) }));
}

/**
 * Every permission that an operation lists, weighed, and the given ones beside them: wildcards are candidates only if
 * somebody holds them. Sorted.
 */
export function permissionCandidates(
  operations: readonly Need[],
  { held = [] }: { readonly held?: readonly Permission[] } = {},
): RiskWeight[] {
  const known = listedNames(operations);
  const weigh = permissionWeigher({ known, breadth: breadthOf(operations, permissionsImplying) });
  return [...new Set([...known, ...held])].sort().map(weigh);
}

function listedNames(operations: readonly Need[]): string[] {
  return [...new Set(operations.flatMap(({ alternatives }) => alternatives.flat()))];
}

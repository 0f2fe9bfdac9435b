import { type Scope, scopeImplies } from '../../domain/scope.ts';
import type { ApiOperation, Catalogue } from '../catalogue/index.ts';

/** What becomes of the scopes that a vendor's documentation asks for. */
export interface AskedScopes {
  /** No declared call needs them. */
  readonly unneeded: readonly Scope[];
  /** More than the calls need, and what suffices. */
  readonly broader: readonly { readonly asked: Scope; readonly enough: readonly Scope[] }[];
  /** The catalogue knows no operation that they open. */
  readonly unknown: readonly Scope[];
  /** Needed, and not asked for. */
  readonly missing: readonly Scope[];
}

export function askedScopes(
  asked: readonly Scope[],
  {
    operations,
    least,
    catalogue,
  }: { readonly operations: readonly ApiOperation[]; readonly least: readonly Scope[]; readonly catalogue: Catalogue },
): AskedScopes {
  const all = [...new Set(asked)].sort();
  const declared = new Set(operations);
  const opened = new Map(all.map((scope) => [scope, catalogue.openedByScope(scope)] as const));
  const needed = all.filter((scope) => opened.get(scope)?.some((operation) => declared.has(operation)));
  return {
    unneeded: all.filter((scope) => !needed.includes(scope)),
    broader: needed
      .filter((scope) => !least.includes(scope))
      .map((scope) => ({ asked: scope, enough: least.filter((one) => scopeImplies(scope, one)) })),
    unknown: all.filter((scope) => opened.get(scope)?.length === 0),
    missing: least.filter((scope) => !all.some((one) => scopeImplies(one, scope))),
  };
}

import { minimalSet } from '../advice/minimal.ts';
import { helpsServe, PERMISSIONS, SCOPES } from '../advice/names.ts';
import { provenNeeds } from '../advice/proven.ts';
import { type ApiOperation, type Catalogue, permissionsKnown } from '../catalogue/index.ts';

/** The least set that serves some operations, by nothing but what the catalogue says. */
export interface LeastGrant {
  readonly kind: 'scopes' | 'permissions';
  readonly names: readonly {
    readonly name: string;
    /** Operations that it serves. */
    readonly because: readonly ApiOperation[];
  }[];
  readonly weight: number;
  /** True if nothing of less risk serves them: proved. */
  readonly optimal: boolean;
  readonly ties: readonly string[];
  /** Operations that no readable grant opens. */
  readonly unservable: readonly ApiOperation[];
  /** Operations that may need more than the catalogue says. */
  readonly doubtful: readonly ApiOperation[];
}

/** The least scopes, or the least permissions of a client that acts for nobody. */
export function leastGrant(
  operations: readonly ApiOperation[],
  { kind, catalogue }: { readonly kind: LeastGrant['kind']; readonly catalogue: Catalogue },
): LeastGrant {
  const naming = kind === 'scopes' ? SCOPES : PERMISSIONS;
  const needs = provenNeeds(operations.map(naming.needOf), naming, []);
  const needed = operations.flatMap((operation, index) => {
    const need = needs[index];
    return need ? [{ operation, need }] : [];
  });
  const servable = needed.filter(({ need }) => need.alternatives.length > 0);
  const least = minimalSet(
    servable.map(({ need }) => need),
    { naming, catalogue, held: [] },
  );
  const holds = naming.holding(least.names);
  return {
    kind,
    names: least.names.map((name) => ({
      name,
      because: servable
        .filter(({ need }) => helpsServe(name, need, { naming, holds }))
        .map(({ operation }) => operation),
    })),
    weight: least.weight,
    optimal: least.optimal,
    ties: least.ties,
    unservable: needed.filter(({ need }) => need.alternatives.length === 0).map(({ operation }) => operation),
    doubtful: kind === 'scopes' ? [] : operations.filter((operation) => !permissionsKnown(operation)),
  };
}

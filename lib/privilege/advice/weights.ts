import type { Catalogue } from '../catalogue/index.ts';
import { permissionsImplying, scopesImplying } from '../optimum/implying.ts';
import { permissionNeed, scopeNeed } from '../optimum/operation-need.ts';
import { breadthOf } from '../risk/breadth.ts';
import { permissionCandidates, scopeCandidates } from '../risk/candidates.ts';
import { permissionWeigher } from '../risk/permission-weight.ts';
import { scopeWeigher } from '../risk/scope-weight.ts';
import type { RiskWeight, Weigh } from '../risk/weight.ts';
import type { Advice } from './advice.ts';

/** The risk of names by the published table. */
export interface Weights {
  /** Those of the wanted names that the catalogue has or that are held, always in the same order. */
  candidates(wanted: ReadonlySet<string>, held: readonly string[]): readonly RiskWeight[];
  readonly weigh: Weigh;
}

/** The weights of a catalogue, made once: thousands of clients are weighed by the same table. */
export function weightsOf(kind: Advice['kind'], catalogue: Catalogue): Weights {
  const known = made.get(catalogue) ?? {};
  const weights = known[kind] ?? WEIGHTS[kind](catalogue);
  made.set(catalogue, { ...known, [kind]: weights });
  return weights;
}

const made = new WeakMap<Catalogue, Partial<Record<Advice['kind'], Weights>>>();

const WEIGHTS: Readonly<Record<Advice['kind'], (catalogue: Catalogue) => Weights>> = {
  scopes: ({ operations }) => {
    const needs = operations.map(scopeNeed);
    return withHeld(scopeCandidates(needs), scopeWeigher({ breadth: breadthOf(needs, scopesImplying) }));
  },
  permissions: ({ operations }) => {
    const needs = operations.map(permissionNeed);
    const candidates = permissionCandidates(needs);
    const known = candidates.map(({ name }) => name);
    return withHeld(candidates, permissionWeigher({ known, breadth: breadthOf(needs, permissionsImplying) }));
  },
};

function withHeld(listed: readonly RiskWeight[], weighAnew: Weigh): Weights {
  const weights = new Map(listed.map((weight) => [weight.name, weight]));
  const weigh: Weigh = (name) => {
    const weight = weights.get(name) ?? weighAnew(name);
    weights.set(name, weight);
    return weight;
  };
  // Thousands are listed and a few dozen wanted, client by client: so the wanted ones are looked up.
  const places = new Map(listed.map(({ name }, place) => [name, place] as const));
  return {
    candidates: (wanted, held) => {
      const found = [...wanted].flatMap((name) => places.get(name) ?? []).sort((a, b) => a - b);
      const others = [...new Set(held)].filter((name) => wanted.has(name) && !places.has(name));
      return [...found.flatMap((place) => listed[place] ?? []), ...others.map(weigh)];
    },
    weigh,
  };
}

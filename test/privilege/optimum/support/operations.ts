import { permissionImplies } from '../../../../lib/domain/permission.ts';
import { scopeImplies } from '../../../../lib/domain/scope.ts';
import { platformCatalogue } from '../../../../lib/privilege/catalogue/index.ts';
import type { GrantProblem } from '../../../../lib/privilege/optimum/need.ts';
import { permissionNeed, scopeNeed } from '../../../../lib/privilege/optimum/operation-need.ts';
import { permissionCandidates, scopeCandidates } from '../../../../lib/privilege/risk/candidates.ts';
import { generator } from './problems.ts';

export type Kind = 'scopes' | 'permissions';

const { operations } = platformCatalogue();

const ALL: Readonly<Record<Kind, GrantProblem>> = {
  scopes: {
    needs: operations.map(scopeNeed),
    candidates: scopeCandidates(operations.map(scopeNeed)),
    implies: scopeImplies,
  },
  permissions: {
    needs: operations.map(permissionNeed),
    candidates: permissionCandidates(operations.map(permissionNeed)),
    implies: permissionImplies,
  },
};

/** How many operations the catalogue knows. */
export const OPERATIONS = operations.length;

/** `count` operations picked by `seed` as calls, with all names that there are as candidates. */
export function observedOperations(kind: Kind, count: number, seed = 1): GrantProblem {
  const random = generator(seed);
  const order = ALL[kind].needs.map((need) => ({ need, at: random() })).sort((a, b) => a.at - b.at);
  return { ...ALL[kind], needs: order.slice(0, count).map(({ need }) => need) };
}

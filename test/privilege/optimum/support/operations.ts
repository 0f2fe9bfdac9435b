import { permissionImplies } from '../../../../lib/domain/permission.ts';
import { scopeImplies } from '../../../../lib/domain/scope.ts';
import { platformCatalogue } from '../../../../lib/privilege/catalogue/index.ts';
import { permissionsImplying, scopesImplying } from '../../../../lib/privilege/optimum/implying.ts';
import { permissionNeed, scopeNeed } from '../../../../lib/privilege/optimum/operation-need.ts';
import { permissionCandidates, scopeCandidates } from '../../../../lib/privilege/risk/candidates.ts';
import { Random } from '../../../../lib/simulator/generate/random.ts';
import type { JudgedProblem } from './judged-problem.ts';

export type Kind = 'scopes' | 'permissions';

const { operations } = platformCatalogue();

const ALL: Readonly<Record<Kind, JudgedProblem>> = {
  scopes: {
    needs: operations.map(scopeNeed),
    candidates: scopeCandidates(operations.map(scopeNeed)),
    implies: scopeImplies,
    implying: scopesImplying,
  },
  permissions: {
    needs: operations.map(permissionNeed),
    candidates: permissionCandidates(operations.map(permissionNeed)),
    implies: permissionImplies,
    implying: permissionsImplying,
  },
};

/** How many operations the catalogue knows. */
export const OPERATIONS = operations.length;

/** `count` operations picked by `seed` as calls, with all names that there are as candidates. */
export function observedOperations(kind: Kind, count: number, seed = 1): JudgedProblem {
  return { ...ALL[kind], needs: new Random(seed).sample(ALL[kind].needs, count) };
}

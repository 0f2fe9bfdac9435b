import { leastSet } from '../../../lib/privilege/optimum/least-set.ts';
import type { JudgedProblem } from './support/judged-problem.ts';
import { leastWeightByHighs } from './support/mixed-integer.ts';
import { OPERATIONS, observedOperations } from './support/operations.ts';
import { mediumProblem } from './support/problems.ts';

/** Beyond the sizes at which every set can be looked at, another solver is the judge. */
describe('the least weight agrees with HiGHS', () => {
  const seeds = Array.from({ length: 15 }, (_, index) => index + 1);

  it.each(seeds)('on 40 names and 60 calls that want any of 3, seed %i', async (seed) => {
    const problem = mediumProblem(seed, { names: 40, needs: 60, perNeed: 3 });
    const answer = leastSet(problem);
    expect(answer.optimal).toBe(true);
    expect(answer.weight).toBe(await leastWeightByHighs(problem));
  });
});

describe('on real operations the least weight agrees with HiGHS', () => {
  const kinds = ['scopes', 'permissions'] as const;

  it.each(kinds)('for the %s of 300 of them', async (kind) => {
    for (const seed of [1, 2, 3]) await expectAgreement(observedOperations(kind, 300, seed));
  });

  it.each(kinds)('for the %s of all', async (kind) => {
    await expectAgreement(observedOperations(kind, OPERATIONS));
  });
});

/** HiGHS is asked for the calls that can be served; for others it would say that the problem is infeasible. */
async function expectAgreement(problem: JudgedProblem): Promise<void> {
  const { weight, unserved } = leastSet(problem);
  const servable = problem.needs.filter(({ id }) => !unserved.some((need) => need.id === id));
  expect(weight).toBe(await leastWeightByHighs({ ...problem, needs: servable }));
}

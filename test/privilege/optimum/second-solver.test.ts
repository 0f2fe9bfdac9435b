import { leastSet } from '../../../lib/privilege/optimum/least-set.ts';
import { leastWeightByHighs } from './support/mixed-integer.ts';
import { describeWithOperations, observedOperations, WITHOUT_OPERATIONS } from './support/operations.ts';
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

describeWithOperations(`on real operations the least weight agrees with HiGHS${WITHOUT_OPERATIONS}`, () => {
  it.each(['scopes', 'permissions'] as const)('for the %s of 300 of them', async (kind) => {
    for (const seed of [1, 2, 3]) {
      const problem = observedOperations(kind, 300, seed);
      expect(leastSet(problem).weight).toBe(await leastWeightByHighs(problem));
    }
  });

  it.each(['scopes', 'permissions'] as const)('for the %s of all 3,180', async (kind) => {
    const problem = observedOperations(kind, 3180);
    expect(leastSet(problem).weight).toBe(await leastWeightByHighs(problem));
  });
});

import fc from 'fast-check';
import { leastSet } from '../../../lib/privilege/optimum/least-set.ts';
import { bruteForce } from './support/brute-force.ts';
import { smallProblems } from './support/problems.ts';

const INSTANCES = 12_000;

describe('the least set of a small random problem', () => {
  it(`is the one that a look at every set finds, to the name, in ${INSTANCES} problems`, () => {
    let searched = 0;
    let tied = 0;
    fc.assert(
      fc.property(smallProblems, (problem) => {
        const answer = leastSet(problem);
        const truth = bruteForce(problem);
        expect(answer.chosen.map(({ name }) => name)).toEqual(truth.names);
        expect(answer.weight).toBe(truth.weight);
        expect(answer.unserved.map(({ id }) => id)).toEqual(truth.unserved);
        expect(answer.ties.length > 0).toBe(truth.ties > 0);
        expect(answer.optimal).toBe(true);
        searched += answer.proof.nodes > 0 ? 1 : 0;
        tied += truth.ties > 0 ? 1 : 0;
      }),
      { numRuns: INSTANCES },
    );
    // Else the problems would be too easy to prove anything about the search and the order of ties.
    expect(searched).toBeGreaterThan(INSTANCES / 10);
    expect(tied).toBeGreaterThan(INSTANCES / 20);
  });
});

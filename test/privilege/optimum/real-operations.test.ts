import { type LeastSet, leastSet } from '../../../lib/privilege/optimum/least-set.ts';
import { describeWithOperations, observedOperations, WITHOUT_OPERATIONS } from './support/operations.ts';

/** Work, not time: what makes the search fast is that reductions leave next to nothing of Genesys' real operations. */
describeWithOperations(`on Genesys' operations the search${WITHOUT_OPERATIONS}`, () => {
  const seeds = [1, 2, 3, 4, 5];
  const largest = ({ proof }: LeastSet): number => Math.max(0, ...proof.components.map(({ columns }) => columns));

  describe.each(['scopes', 'permissions'] as const)('for %s', (kind) => {
    it.each([30, 300])('has next to nothing to do for %i calls', (count) => {
      for (const seed of seeds) {
        const answer = leastSet(observedOperations(kind, count, seed));
        expect(answer).toMatchObject({ optimal: true, gap: 0, proof: { hasAllTies: true } });
        expect(answer.proof.nodes).toBeLessThan(20);
        expect(largest(answer)).toBeLessThan(8);
      }
    });

    it('has next to nothing to do for all 3,180', () => {
      const answer = leastSet(observedOperations(kind, 3180));
      expect(answer.proof.nodes).toBeLessThan(20);
      expect(largest(answer)).toBeLessThan(8);
      expect(answer.unserved).toEqual([]);
    });
  });
});

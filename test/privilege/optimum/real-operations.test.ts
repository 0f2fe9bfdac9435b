import { type LeastSet, leastSet } from '../../../lib/privilege/optimum/least-set.ts';
import { OPERATIONS, observedOperations } from './support/operations.ts';

const UNREADABLE = 6;

/** Work, not time: what makes the search fast is that reductions leave next to nothing of Genesys' real operations. */
describe("on Genesys' operations the search", () => {
  const seeds = [1, 2, 3, 4, 5];
  const largest = ({ proof }: LeastSet): number => Math.max(0, ...proof.components.map(({ columns }) => columns));

  describe.each(['scopes', 'permissions'] as const)('for %s', (kind) => {
    it.each([30, 300])('has next to nothing to do for %i calls', (count) => {
      for (const seed of seeds) {
        const answer = leastSet(observedOperations(kind, count, seed));
        expect(answer).toMatchObject({ optimal: true, gap: 0, proof: { hasAllTies: true } });
        expect(answer.proof.nodes).toBeLessThan(20);
        expect(largest(answer)).toBeLessThan(20);
      }
    });

    it('has next to nothing to do for all of them', () => {
      const answer = leastSet(observedOperations(kind, OPERATIONS));
      expect(answer.proof.nodes).toBeLessThan(20);
      expect(largest(answer)).toBeLessThan(20);
      // Calls whose permissions Genesys states in prose; no other is beyond the candidates.
      expect(answer.unserved.filter(({ missing }) => missing.length > 0)).toEqual([]);
      expect(answer.unserved.length).toBe(kind === 'scopes' ? 0 : UNREADABLE);
    });
  });
});

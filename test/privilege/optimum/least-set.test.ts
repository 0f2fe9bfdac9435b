import fc from 'fast-check';
import { onlyItself, permissionsImplying, scopesImplying } from '../../../lib/privilege/optimum/implying.ts';
import { type LeastSet, leastSet } from '../../../lib/privilege/optimum/least-set.ts';
import type { GrantProblem, Need } from '../../../lib/privilege/optimum/need.ts';
import { mediumProblem, smallProblems } from './support/problems.ts';

const any = (id: string, ...names: string[]): Need => ({ id, alternatives: names.map((name) => [name]) });
const all = (id: string, ...names: string[]): Need => ({ id, alternatives: [names] });

/** Two calls of a vendor: the first asks for reading or more, the second for writing. */
const readsAndWrites: GrantProblem = {
  needs: [any('GET /users', 'users', 'users:readonly'), any('POST /users', 'users')],
  candidates: [
    { name: 'users', weight: 60 },
    { name: 'users:readonly', weight: 10 },
  ],
  implying: scopesImplying,
};

const plain = {
  candidates: [
    { name: 'a:a:view', weight: 10 },
    { name: 'b:b:view', weight: 10 },
    { name: 'c:c:view', weight: 20 },
  ],
  implying: permissionsImplying,
};

describe('the least set', () => {
  it('is empty for no calls', () => {
    expect(leastSet({ ...plain, needs: [] })).toMatchObject({ chosen: [], weight: 0, optimal: true, unserved: [] });
  });

  it('takes reading where reading is enough', () => {
    const [reads] = readsAndWrites.needs as [Need];
    expect(names(leastSet({ ...readsAndWrites, needs: [reads] }))).toEqual(['users:readonly']);
  });

  it('takes writing alone where something writes, and says which calls it serves', () => {
    expect(leastSet(readsAndWrites).chosen).toEqual([
      { name: 'users', weight: 60, serves: ['GET /users', 'POST /users'] },
    ]);
  });

  it('takes all names of a call that wants all', () => {
    expect(names(leastSet({ ...plain, needs: [all('call', 'a:a:view', 'c:c:view')] }))).toEqual([
      'a:a:view',
      'c:c:view',
    ]);
  });

  it('weighs the alternatives of a call as wholes', () => {
    const needs = [{ id: 'call', alternatives: [['a:a:view', 'b:b:view'], ['c:c:view']] }];
    const candidates = plain.candidates.map((each) => (each.name === 'c:c:view' ? { ...each, weight: 19 } : each));
    expect(names(leastSet({ ...plain, needs, candidates }))).toEqual(['c:c:view']);
    const heavier = plain.candidates.map((each) => (each.name === 'c:c:view' ? { ...each, weight: 21 } : each));
    expect(names(leastSet({ ...plain, needs, candidates: heavier }))).toEqual(['a:a:view', 'b:b:view']);
  });

  it('takes a wildcard only where it weighs less than what it replaces', () => {
    const needs = [all('call', 'a:a:view', 'a:b:view')];
    const members = [
      { name: 'a:a:view', weight: 10 },
      { name: 'a:b:view', weight: 10 },
    ];
    const withWildcard = (weight: number) => [...members, { name: 'a:*:view', weight }];
    expect(names(leastSet({ ...plain, needs, candidates: withWildcard(21) }))).toEqual(['a:a:view', 'a:b:view']);
    expect(names(leastSet({ ...plain, needs, candidates: withWildcard(19) }))).toEqual(['a:*:view']);
  });

  it('names a call only where a whole alternative of it is granted', () => {
    const either = { id: 'either', alternatives: [['a:a:view', 'b:b:view'], ['c:c:view']] };
    const answer = leastSet({ ...plain, needs: [either, any('needs a', 'a:a:view'), any('needs c', 'c:c:view')] });
    expect(answer.chosen.map(({ name, serves }) => [name, serves])).toEqual([
      ['a:a:view', ['needs a']],
      ['c:c:view', ['either', 'needs c']],
    ]);
  });

  it('asks nothing for a call that needs nothing', () => {
    expect(leastSet({ ...plain, needs: [{ id: 'call', alternatives: [[]] }] })).toMatchObject({
      chosen: [],
      unserved: [],
    });
  });
});

describe('a call that nothing can serve', () => {
  it('is listed with the names that are missing, and grants nothing', () => {
    const answer = leastSet({ ...plain, needs: [all('call', 'a:a:view', 'z:z:view'), any('fine', 'b:b:view')] });
    expect(answer.unserved).toEqual([{ id: 'call', missing: ['z:z:view'] }]);
    expect(names(answer)).toEqual(['b:b:view']);
  });

  it('is listed where it names no alternative at all', () => {
    const answer = leastSet({ ...plain, needs: [{ id: 'call', alternatives: [] }] });
    expect(answer.unserved).toEqual([{ id: 'call', missing: [] }]);
  });

  it('is served where one alternative is possible', () => {
    const answer = leastSet({ ...plain, needs: [any('call', 'a:a:view', 'z:z:view')] });
    expect(answer.unserved).toEqual([]);
    expect(answer.union.unweighed).toEqual(['z:z:view']);
  });
});

describe('a tie', () => {
  it('goes to the first by name, and is told', () => {
    const answer = leastSet({ ...plain, needs: [any('call', 'b:b:view', 'a:a:view')] });
    expect(names(answer)).toEqual(['a:a:view']);
    expect(answer.ties).toEqual([
      {
        chosen: ['a:a:view'],
        alternative: ['b:b:view'],
        weight: 10,
        decidedBy: 'order of names',
        explanation: 'a:a:view or b:b:view: both weigh 10; the former comes first by name.',
      },
    ]);
  });

  it('goes to fewer names before the first by name', () => {
    const needs = [{ id: 'call', alternatives: [['a:a:view', 'b:b:view'], ['c:c:view']] }];
    const answer = leastSet({ ...plain, needs });
    expect(names(answer)).toEqual(['c:c:view']);
    expect(answer.ties.map(({ explanation }) => explanation)).toEqual([
      'c:c:view or a:a:view with b:b:view: both weigh 20; the former has fewer names.',
    ]);
  });

  it('is not claimed where one choice is lighter', () => {
    expect(leastSet({ ...plain, needs: [any('call', 'a:a:view', 'c:c:view')] }).ties).toEqual([]);
  });
});

describe('the answer', () => {
  it('does not depend on the order of needs, alternatives, names or candidates', () => {
    fc.assert(
      fc.property(smallProblems.chain(withShuffle), ([problem, shuffled]) => {
        expect(leastSet(shuffled)).toEqual(leastSet(problem));
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused where weights are no integers of at least 1', () => {
    for (const weight of [0, -1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER]) {
      expect(() => leastSet({ ...plain, needs: [], candidates: [{ name: 'a', weight }] })).toThrow(RangeError);
    }
  });

  it('is refused where a name or an id occurs twice', () => {
    const twice = any('call', 'a:a:view');
    expect(() => leastSet({ ...plain, needs: [twice, twice] })).toThrow('call occurs twice');
    expect(() => leastSet({ ...plain, needs: [], candidates: [...plain.candidates, ...plain.candidates] })).toThrow(
      'a:a:view occurs twice',
    );
  });

  it('is refused for a call with absurdly many combinations of alternatives', () => {
    const names = Array.from({ length: 40 }, (_, index) => `n${index}`);
    const alternatives = Array.from({ length: 20 }, (_, index) => [`n${index}`, `n${index + 20}`]);
    const candidates = names.map((name) => ({ name, weight: 1 }));
    expect(() => leastSet({ ...plain, candidates, needs: [{ id: 'call', alternatives }] })).toThrow(
      'call has too many combinations',
    );
  });
});

describe('the answer beside it', () => {
  /** Greedy begins with c, which serves the most for its weight, and then needs b all the same; a and b are enough. */
  const misleading: GrantProblem = {
    needs: [any('1', 'a', 'c', 'x'), any('2', 'a', 'c', 'y'), any('3', 'b', 'c', 'x'), any('4', 'b', 'y')],
    candidates: [
      { name: 'a', weight: 10 },
      { name: 'b', weight: 10 },
      { name: 'c', weight: 14 },
      { name: 'x', weight: 90 },
      { name: 'y', weight: 90 },
    ],
    implying: onlyItself,
  };

  it('is greedy, with what it weighs more', () => {
    const answer = leastSet(misleading);
    expect({ names: names(answer), weight: answer.weight }).toEqual({ names: ['a', 'b'], weight: 20 });
    expect(answer.greedy).toEqual({ chosen: ['b', 'c'], weight: 24, excess: 4 });
  });

  it('is greedy for what serves most for its weight, not for what serves most', () => {
    const needs = [any('1', 'a', 'x'), any('2', 'b', 'x')];
    expect(leastSet({ ...misleading, needs }).greedy).toEqual({ chosen: ['a', 'b'], weight: 20, excess: 0 });
  });

  it('is the union of all that the calls list, where x:readonly beside x weighs nothing', () => {
    expect(leastSet(readsAndWrites).union).toEqual({
      chosen: ['users', 'users:readonly'],
      weight: 60,
      excess: 0,
      unweighed: [],
    });
    expect(leastSet(misleading).union).toMatchObject({ weight: 214, excess: 194 });
  });
});

describe('a search that has to stop', () => {
  const hard = mediumProblem(1, { names: 40, needs: 60, perNeed: 3 });
  const cut = leastSet(hard, { maxNodes: 3 });
  const whole = leastSet(hard);

  it('does not claim to be optimal, and says how far off it may be', () => {
    expect(cut.optimal).toBe(false);
    expect(cut.gap).toBeGreaterThan(0);
    expect(cut.proof.lowerBound).toBe(cut.weight - cut.gap);
    expect(cut.proof.nodes).toBe(3);
  });

  it('still serves every call, and the truth lies within the gap', () => {
    expect(new Set(cut.chosen.flatMap(({ serves }) => serves)).size).toBe(hard.needs.length);
    expect(whole.weight).toBeGreaterThanOrEqual(cut.proof.lowerBound);
    expect(whole.weight).toBeLessThanOrEqual(cut.weight);
  });

  it('says that ties may be missing', () => {
    expect(cut.proof.hasAllTies).toBe(false);
    expect(whole).toMatchObject({ optimal: true, gap: 0, proof: { hasAllTies: true, lowerBound: whole.weight } });
  });
});

function names({ chosen }: LeastSet): string[] {
  return chosen.map(({ name }) => name);
}

/** The problem and the same one in another order, everywhere. */
function withShuffle(problem: GrantProblem): fc.Arbitrary<[GrantProblem, GrantProblem]> {
  const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
  const need = ({ id, alternatives }: Need): fc.Arbitrary<Need> =>
    fc
      .tuple(...alternatives.map(shuffled))
      .chain((each) => shuffled(each))
      .map((mixed) => ({ id, alternatives: mixed }));
  return fc
    .tuple(
      fc.tuple(...problem.needs.map(need)).chain((needs) => shuffled(needs)),
      shuffled(problem.candidates),
    )
    .map(([needs, candidates]) => [problem, { ...problem, needs, candidates }]);
}

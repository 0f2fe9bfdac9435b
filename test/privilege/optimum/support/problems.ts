import fc from 'fast-check';
import { permissionImplies } from '../../../../lib/domain/permission.ts';
import { scopeImplies } from '../../../../lib/domain/scope.ts';
import { onlyItself, permissionsImplying, scopesImplying } from '../../../../lib/privilege/optimum/implying.ts';
import type { Need } from '../../../../lib/privilege/optimum/need.ts';
import { Random } from '../../../../lib/simulator/generate/random.ts';
import type { JudgedProblem } from './judged-problem.ts';

const SCOPES = ['users', 'users:readonly', 'routing', 'routing:readonly', 'search:readonly', 'oauth', 'oauth:readonly'];
const PERMISSIONS = ['a:x:view', 'a:x:edit', 'a:y:view', 'a:y:edit', 'b:x:view', 'b:y:view', 'b:y:edit'];
const LETTERS = [...'abcdefghi'];
const WILDCARDS = ['a:*:*', 'a:x:*', 'a:*:view', 'b:*:*', '*:*:view'];

/** Small enough to look at every set of names; weights from a narrow range, so that many sets weigh the same. */
export const smallProblems: fc.Arbitrary<JudgedProblem> = fc.oneof(
  problems({ asked: SCOPES, offered: SCOPES, mostCandidates: 7, implies: scopeImplies, implying: scopesImplying }),
  problems({
    asked: PERMISSIONS,
    offered: PERMISSIONS,
    mostCandidates: 7,
    implies: permissionImplies,
    implying: permissionsImplying,
  }),
  problems({
    asked: PERMISSIONS,
    offered: [...PERMISSIONS, ...WILDCARDS],
    mostCandidates: 9,
    implies: permissionImplies,
    implying: permissionsImplying,
  }),
  knots(),
);

interface Shape extends Pick<JudgedProblem, 'implies' | 'implying'> {
  readonly asked: readonly string[];
  readonly offered: readonly string[];
  readonly mostCandidates: number;
}

function problems({ asked, offered, mostCandidates, implies, implying }: Shape): fc.Arbitrary<JudgedProblem> {
  const names = fc.uniqueArray(fc.constantFrom(...asked), { minLength: 1, maxLength: 4 });
  const any = names.map((some) => some.map((name) => [name]));
  const all = names.map((some) => [some]);
  const mixed = fc.array(fc.uniqueArray(fc.constantFrom(...asked), { maxLength: 3 }), { maxLength: 3 });
  const needs = fc
    .array(fc.oneof({ weight: 4, arbitrary: any }, { weight: 2, arbitrary: all }, { weight: 1, arbitrary: mixed }), {
      maxLength: 8,
    })
    .map((each): Need[] => each.map((alternatives, index) => ({ id: `call-${index}`, alternatives })));
  const candidates = fc
    .uniqueArray(fc.constantFrom(...offered), { minLength: 1, maxLength: mostCandidates, size: 'max' })
    .chain((some) =>
      fc
        .tuple(fc.constantFrom(1, 3, 12), fc.array(fc.nat(), { minLength: some.length, maxLength: some.length }))
        .map(([range, numbers]) => some.map((name, index) => ({ name, weight: 1 + ((numbers[index] ?? 0) % range) }))),
    );
  return fc.record({ needs, candidates }).map((parts) => ({ ...parts, implies, implying }));
}

/** Every call wants any of two or three letters: dense enough that reductions leave something to search. */
function knots(): fc.Arbitrary<JudgedProblem> {
  const call = fc.uniqueArray(fc.constantFrom(...LETTERS), { minLength: 2, maxLength: 3 });
  return fc
    .record({
      calls: fc.array(call, { minLength: 8, maxLength: 16 }),
      weights: fc.array(fc.integer({ min: 3, max: 5 }), { minLength: LETTERS.length, maxLength: LETTERS.length }),
    })
    .map(({ calls, weights }) => ({
      needs: calls.map((names, index) => ({ id: `call-${index}`, alternatives: names.map((name) => [name]) })),
      candidates: LETTERS.map((name, index) => ({ name, weight: weights[index] ?? 1 })),
      implies: isSame,
      implying: onlyItself,
    }));
}

/**
 * Plain covering problems that the reductions cannot solve: every demand names a few of many names of similar weight.
 */
export function mediumProblem(seed: number, { names, needs, perNeed }: MediumShape): JudgedProblem {
  const random = new Random(seed);
  const nameOf = (index: number): string => `n${String(index).padStart(3, '0')}`;
  return {
    candidates: Array.from({ length: names }, (_, index) => ({ name: nameOf(index), weight: random.between(5, 10) })),
    needs: Array.from({ length: needs }, (_, index) => ({
      id: `call-${index}`,
      alternatives: Array.from({ length: perNeed }, () => [nameOf(random.between(0, names - 1))]),
    })),
    implies: isSame,
    implying: onlyItself,
  };
}

interface MediumShape {
  readonly names: number;
  readonly needs: number;
  readonly perNeed: number;
}

function isSame(held: string, wanted: string): boolean {
  return held === wanted;
}

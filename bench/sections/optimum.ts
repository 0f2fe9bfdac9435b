import { platformCatalogue } from '../../lib/privilege/catalogue/index.ts';
import { permissionsImplying, scopesImplying } from '../../lib/privilege/optimum/implying.ts';
import { type LeastSet, leastSet } from '../../lib/privilege/optimum/least-set.ts';
import type { GrantProblem } from '../../lib/privilege/optimum/need.ts';
import { permissionNeed, scopeNeed } from '../../lib/privilege/optimum/operation-need.ts';
import { permissionCandidates, scopeCandidates } from '../../lib/privilege/risk/candidates.ts';
import { Random } from '../../lib/simulator/generate/random.ts';
import type { Report, Section } from '../support/report.ts';

const SIZES = [30, 300, 3180];
/** Random sets of each size; the slowest counts. */
const SETS = 5;
const GOAL_MS: Readonly<Record<number, number>> = { 300: 100, 3180: 2000 };

/** The lightest grants for random sets of operations: time, work, and what the baselines weigh more. */
export const optimum: Section = {
  name: 'optimum',
  title: `The least grant that serves random operations of the catalogue, the slowest of ${SETS} sets`,
  run: async (progress) => {
    const rows: Row[] = [];
    for (const kind of kinds()) {
      // What a process does once is not what a vendor costs: the code is compiled and the candidates are weighed here.
      slowest(kind, 30);
      for (const size of SIZES) {
        progress(`${size} operations, ${kind.name}`);
        rows.push(slowest(kind, size));
      }
    }
    return report(rows);
  },
};

interface Kind {
  readonly name: string;
  readonly problem: GrantProblem;
}

interface Row {
  readonly kind: string;
  readonly size: number;
  readonly milliseconds: number;
  readonly answer: LeastSet;
}

function kinds(): Kind[] {
  const { operations } = platformCatalogue();
  const scopes = operations.map(scopeNeed);
  const permissions = operations.map(permissionNeed);
  const domains = new Set(
    permissions.flatMap(({ alternatives }) => alternatives.flat()).map((name) => name.split(':')[0]),
  );
  const held = [...domains].map((domain) => `${domain}:*:*`);
  return [
    { name: 'scopes', problem: { needs: scopes, candidates: scopeCandidates(scopes), implying: scopesImplying } },
    {
      name: 'permissions',
      problem: { needs: permissions, candidates: permissionCandidates(permissions), implying: permissionsImplying },
    },
    {
      name: `permissions, ${held.length} wildcards held`,
      problem: {
        needs: permissions,
        candidates: permissionCandidates(permissions, { held }),
        implying: permissionsImplying,
      },
    },
  ];
}

function slowest({ name, problem }: Kind, size: number): Row {
  const rows = Array.from({ length: SETS }, (_, seed): Row => {
    const needs = new Random(seed + 1).sample(problem.needs, size);
    const begun = performance.now();
    const answer = leastSet({ ...problem, needs });
    return { kind: name, size, milliseconds: performance.now() - begun, answer };
  });
  return rows.reduce((worst, row) => (row.milliseconds > worst.milliseconds ? row : worst));
}

function report(rows: readonly Row[]): Report {
  return {
    tables: [
      {
        title: 'Work',
        columns: ['candidates', 'operations', 'ms', 'demands', 'left to search', 'largest part', 'nodes', 'proved'],
        rows: rows.map(({ kind, size, milliseconds, answer: { proof, optimal } }) => [
          kind,
          size,
          milliseconds,
          proof.rows,
          proof.components.length,
          Math.max(0, ...proof.components.map(({ columns }) => columns)),
          proof.nodes,
          optimal ? 'yes' : 'no',
        ]),
      },
      {
        title: 'Weight, and what the baselines weigh more',
        columns: [
          'candidates',
          'operations',
          'names',
          'weight',
          'greedy',
          'names of the union',
          'union',
          'ties',
          'unserved',
        ],
        rows: rows.map(({ kind, size, answer }) => [
          kind,
          size,
          answer.chosen.length,
          answer.weight,
          `+${answer.greedy.excess}`,
          answer.union.chosen.length,
          `+${answer.union.excess}`,
          answer.ties.length,
          answer.unserved.length,
        ]),
      },
    ],
    goals: rows.flatMap(({ kind, size, milliseconds }) => {
      const goal = GOAL_MS[size];
      if (goal === undefined) return [];
      const figure = `${Math.round(milliseconds)} ms`;
      return [{ goal: `${size} operations, ${kind}: under ${goal} ms`, figure, isMet: milliseconds < goal }];
    }),
    notes: [
      'the union is all that the operations list; its weight counts x:readonly beside x as nothing',
      'unserved operations state their permissions in prose: no grant is known to open them',
    ],
  };
}

import loadHighs from 'highs';
import type { JudgedProblem } from './judged-problem.ts';

/** Loaded once: translating its program takes longer than most problems. */
let loading: ReturnType<typeof loadHighs> | undefined;

/**
 * The least weight by HiGHS, a solver of mixed-integer programs that knows nothing of our reductions. The model says
 * what a need is, in its own words: some alternative is used, and a used alternative has a candidate for each name.
 */
export async function leastWeightByHighs({ needs, candidates, implies }: JudgedProblem): Promise<number> {
  loading ??= loadHighs();
  const highs = await loading;
  const rows: string[] = [];
  const used: string[] = [];
  for (const [place, { alternatives }] of needs.entries()) {
    const variables = alternatives.map((_, index) => `u${place}_${index}`);
    used.push(...variables);
    rows.push(`${variables.join(' + ')} >= 1`);
    for (const [index, names] of alternatives.entries()) {
      for (const name of names) {
        const providers = candidates.flatMap((candidate, rank) => (implies(candidate.name, name) ? [`x${rank}`] : []));
        rows.push(`${[...providers, `- u${place}_${index}`].join(' + ').replaceAll('+ -', '-')} >= 0`);
      }
    }
  }
  const granted = candidates.map((_, rank) => `x${rank}`);
  const weights = candidates.map(({ weight }, rank) => `${weight} x${rank}`);
  const solution = highs.solve(
    [
      'Minimize',
      wrapped(`weight: ${weights.join(' + ')}`),
      'Subject To',
      ...rows.map((row, index) => wrapped(`r${index}: ${row}`)),
      'Binary',
      ...[...granted, ...used],
      'End',
    ].join('\n'),
    { mip_rel_gap: 0 },
  );
  if (solution.Status !== 'Optimal') throw new Error(`HiGHS says ${solution.Status}`);
  return Math.round(solution.ObjectiveValue);
}

/** The format of the model allows lines of 560 characters. */
function wrapped(expression: string): string {
  return expression.replaceAll(/(.{1,400}) \+ /g, '$1\n + ');
}

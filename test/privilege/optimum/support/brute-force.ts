import type { JudgedProblem } from './judged-problem.ts';

export interface BruteForceAnswer {
  readonly names: readonly string[];
  readonly weight: number;
  readonly unserved: readonly string[];
  /** How many sets weigh as little. */
  readonly ties: number;
}

/**
 * Looks at every set of candidates, and asks of every need what its definition says. It shares no code and no idea with
 * the search that it judges.
 */
export function bruteForce({ needs, candidates, implies }: JudgedProblem): BruteForceAnswer {
  const masksOf = (name: string): number =>
    candidates.reduce((mask, { name: held }, bit) => (implies(held, name) ? mask | (1 << bit) : mask), 0);
  const asked = needs.map(({ id, alternatives }) => ({
    id,
    alternatives: alternatives.map((all) => all.map(masksOf)),
  }));
  const serves = (set: number, alternatives: readonly (readonly number[])[]): boolean =>
    alternatives.some((all) => all.every((providers) => (providers & set) !== 0));
  const everything = 2 ** candidates.length - 1;
  const possible = asked.filter(({ alternatives }) => serves(everything, alternatives));

  let best: { names: string[]; weight: number } | undefined;
  let ties = 0;
  for (let set = 0; set <= everything; set += 1) {
    const held = candidates.filter((_, bit) => set & (1 << bit));
    const weight = held.reduce((sum, each) => sum + each.weight, 0);
    if (best && weight > best.weight) continue;
    if (!possible.every(({ alternatives }) => serves(set, alternatives))) continue;
    const names = held.map(({ name }) => name).sort();
    ties = best && weight === best.weight ? ties + 1 : 0;
    if (!best || isBetter({ names, weight }, best)) best = { names, weight };
  }
  const unserved = asked.filter((need) => !possible.includes(need)).map(({ id }) => id);
  return { names: best?.names ?? [], weight: best?.weight ?? 0, unserved: unserved.sort(), ties };
}

function isBetter(a: { names: string[]; weight: number }, b: { names: string[]; weight: number }): boolean {
  if (a.weight !== b.weight) return a.weight < b.weight;
  if (a.names.length !== b.names.length) return a.names.length < b.names.length;
  const differs = a.names.findIndex((name, index) => name !== b.names[index]);
  return differs >= 0 && (a.names[differs] ?? '') < (b.names[differs] ?? '');
}

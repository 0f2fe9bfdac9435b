import { CASES } from './cases/index.ts';
import { runCase } from './run-case.ts';
import type { Result } from './score.ts';

/** Runs every case, one after the other. */
export async function runCorpus(): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of CASES) results.push({ item, observed: await runCase(item) });
  return results;
}

import { Random } from '../../../lib/simulator/index.ts';
import { historyOf } from '../history/history.ts';
import { chooseSchedule } from '../schedule/choose.ts';
import { play } from '../schedule/play.ts';
import { referenceOf } from '../schedule/reference.ts';
import { written } from '../schedule/script.ts';
import { noTotals, type Totals, withOutcome } from './totals.ts';

/** Schedules that are played on one history: to live through it is dear, to begin in its middle is cheap. */
export const SCHEDULES_PER_HISTORY = 100;
/** Every so many a schedule is played to the end although the rest is known. */
const PROOF_EVERY = 100;
/** Failures that are kept: one shows more than a hundred. */
const MOST_FAILURES = 5;

/** One history, and so many schedules on it. The same seed gives the same. */
export async function campaignOn(options: { readonly seed: number; readonly schedules: number }): Promise<Totals> {
  const { seed, schedules } = options;
  const reference = await referenceOf(historyOf(seed));
  let totals: Totals = { ...noTotals(), histories: 1, steps: reference.steps.length };
  for (let n = 0; n < schedules; n += 1) {
    const schedule = chooseSchedule(reference, new Random(seed * SCHEDULES_PER_HISTORY + n));
    const isProof = n % PROOF_EVERY === PROOF_EVERY - 1;
    const outcome = await play({ reference, schedule, toTheEnd: isProof });
    totals = withOutcome(totals, outcome);
    if (isProof) totals = { ...totals, playedToTheEnd: totals.playedToTheEnd + 1 };
    const [violation] = outcome.violations;
    if (violation && totals.failures.length < MOST_FAILURES) {
      const failure = { ...violation, script: written({ history: seed, faults: [...schedule] }) };
      totals = { ...totals, failures: [...totals.failures, failure] };
    }
  }
  return totals;
}

/**
 * Takes chance out of a process: retries then wait for no time at all, and the same seed gives the same campaign. Ids
 * and keys come from elsewhere.
 */
export function withoutChance(): void {
  Math.random = () => 0;
}

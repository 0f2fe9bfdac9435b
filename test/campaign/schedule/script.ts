import * as z from 'zod';
import type { Outcome } from '../checks/result.ts';
import { historyOf, stepSchema } from '../history/history.ts';
import { play } from './play.ts';
import { type Reference, referenceOf } from './reference.ts';
import { faultSchema } from './schedule.ts';

/**
 * A history and what goes wrong in it, as text: what a failure is printed as, and what a test or `npm run soak --
 * --replay` takes. The history is a seed, or its steps where it was shortened.
 */
export const scriptSchema = z.strictObject({
  history: z.union([z.int(), z.array(stepSchema)]),
  faults: z.array(faultSchema),
});
export type Script = z.output<typeof scriptSchema>;

/** Plays a script, from its first fault on. */
export async function playScript(script: z.input<typeof scriptSchema>): Promise<Outcome> {
  const { history, faults } = scriptSchema.parse(script);
  return play({ reference: await referenceOfScript({ history }), schedule: faults, toTheEnd: true });
}

/** The history of a script without its faults. */
export function referenceOfScript({ history }: Pick<Script, 'history'>): Promise<Reference> {
  return referenceOf(typeof history === 'number' ? historyOf(history) : { steps: history });
}

/** A script in as few characters as say it: what is as usual is left out. */
export function written({ history, faults }: Script): string {
  const steps = typeof history === 'number' ? history : history.map(sparse);
  return JSON.stringify({ history: steps, faults: faults.map(sparse) });
}

/** Without members that have their default. */
function sparse(value: object): object {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name, member]) =>
        !(Array.isArray(member) && member.length === 0) &&
        !(name === 'job' && member === 'all') &&
        !(name === 'delivery' && member === 1) &&
        !(name === 'lasts' && member === false),
    ),
  );
}

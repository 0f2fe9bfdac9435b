import * as z from 'zod';
import { Random } from '../../../lib/simulator/index.ts';
import { actionSchema } from './action.ts';
import { Author } from './author.ts';
import { decisionSchema } from './decision.ts';

/** An endpoint that is out of order for some steps: part of what happened, and no fault of a schedule. */
const outageSchema = z.strictObject({ path: z.string(), kind: z.enum(['unavailable', 'forbidden', 'internal-error']) });
export type Outage = z.output<typeof outageSchema>;

/** What is different in `guardian.yaml` from a step on. */
const settingsSchema = z.strictObject({
  confirmAfterSeconds: z.number().exactOptional(),
  staged: z.array(z.string()).exactOptional(),
  off: z.array(z.string()).exactOptional(),
});
export type Settings = z.output<typeof settingsSchema>;

export const stepSchema = z.strictObject({
  /** Minutes since the step before. */
  minutes: z.number(),
  job: z.enum(['all', 'configuration', 'usage']).default('all'),
  acts: z.array(actionSchema).default([]),
  outages: z.array(outageSchema).default([]),
  /** What people decide, before the guardian looks. */
  decisions: z.array(decisionSchema).default([]),
  settings: settingsSchema.exactOptional(),
});
export type Step = z.output<typeof stepSchema>;

/** What happened in an org, step by step. At the end of each step the guardian looks, and tells. */
export interface History {
  readonly steps: readonly Step[];
}

/** Steps at the end in which nothing happens: by then everything must have been told. */
export const QUIET_END = 4;

/** A history out of a number: the same number, the same history. 50 to 200 steps long. */
export function historyOf(seed: number): History {
  const random = new Random(seed);
  const length = 50 + random.between(0, 150);
  const author = new Author(random);
  const steps = Array.from({ length: length - QUIET_END }, (_, n) => author.step(n));
  const end = Array.from({ length: QUIET_END }, () => stepSchema.parse({ minutes: 60 }));
  return { steps: [...steps, ...end] };
}

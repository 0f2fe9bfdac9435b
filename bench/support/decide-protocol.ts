import { z } from 'zod';

/** A recorded run, serialised by `node:v8` into a file, and how often to decide it. */
export const decideRequestSchema = z.object({ file: z.string(), rounds: z.number() });

/** CPU of each round: of hashing what was read, and of deciding; a quiet run decides nothing. */
export const decisionCostSchema = z.object({
  sightMs: z.array(z.number()),
  decideMs: z.array(z.number()),
  transitions: z.number(),
});

export type DecisionCost = z.infer<typeof decisionCostSchema>;

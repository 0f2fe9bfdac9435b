import { z } from 'zod';

const openSchema = z.object({
  verb: z.literal('open'),
  clients: z.number(),
  roles: z.number(),
  divisions: z.number(),
  /** ISO time at which the simulated clock stands until it is set. */
  at: z.string(),
  /** UTC days, both inclusive, for which every client makes requests. */
  usage: z.object({ from: z.string(), to: z.string() }).optional(),
});

/** What the simulator's process is asked. */
export const simulatorRequestSchema = z.discriminatedUnion('verb', [
  openSchema,
  z.object({ verb: z.literal('clock'), at: z.string() }),
  /** Lengthens the tokens of one more client beyond everything that was approved. */
  z.object({ verb: z.literal('drift') }),
  z.object({ verb: z.literal('counts') }),
]);

/** What it answers to `open`. */
export const openedSchema = z.object({
  url: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  generateMs: z.number(),
  /** What client names begin with, most frequent vendor first. */
  vendors: z.array(z.string()),
});

/** What it answers to `counts`: requests received, and bytes sent over the wire, headers included. */
export const countsSchema = z.object({ requests: z.number(), bytes: z.number() });

export type SimulatorRequest = z.infer<typeof simulatorRequestSchema>;
export type OpenRequest = z.infer<typeof openSchema>;
export type Opened = z.infer<typeof openedSchema>;
export type Counts = z.infer<typeof countsSchema>;

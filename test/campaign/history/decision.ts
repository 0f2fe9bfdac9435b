import * as z from 'zod';

/** What somebody decides about the findings of a rule on a client, before the scan of a step. */
export const decisionSchema = z.strictObject({
  kind: z.enum(['ack', 'waive', 'reopen']),
  rule: z.string(),
  client: z.string(),
  /** ISO time at which a waiver ends. */
  until: z.string().default('2026-03-05T12:00:00.000Z'),
});
export type Decision = z.output<typeof decisionSchema>;

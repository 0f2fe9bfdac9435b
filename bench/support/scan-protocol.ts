import { z } from 'zod';
import { JOBS } from '../../lib/domain/run.ts';

export const scanRequestSchema = z.object({ job: z.enum(JOBS) });

/** What one process that scans once has cost, from its start to the answer. */
export const processCostSchema = z.object({
  exitCode: z.number(),
  apiCalls: z.number(),
  transitions: z.number(),
  requests: z.number(),
  readUnits: z.number(),
  writeUnits: z.number(),
  itemsRead: z.number(),
  itemsWritten: z.number(),
  maxRssMb: z.number(),
  cpuSeconds: z.number(),
  wallSeconds: z.number(),
});

export type ProcessCost = z.infer<typeof processCostSchema>;

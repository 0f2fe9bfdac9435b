import { z } from 'zod';

/** The history that is reported on. */
export const HISTORY = { clients: 500, days: 400, driftsPerRun: 25, daysPerRun: 4, firstDay: '2025-10-01' } as const;

export const reportRequestSchema = z.object({ folder: z.string(), now: z.string(), days: z.number() });

/** What one report took. */
export const reportCostSchema = z.object({
  days: z.number(),
  factsMs: z.number(),
  pageMs: z.number(),
  scriptMs: z.number(),
  /** Of facts and page. */
  cpuMs: z.number(),
  bytes: z.number(),
  requests: z.number(),
  itemsRead: z.number(),
  readUnits: z.number(),
  clients: z.number(),
  findings: z.number(),
  events: z.number(),
});
export type ReportCost = z.infer<typeof reportCostSchema>;

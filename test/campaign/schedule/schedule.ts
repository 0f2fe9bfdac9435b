import * as z from 'zod';
import type { Fault } from '../../../lib/simulator/index.ts';

/** What breaks at Genesys, by name: the simulator's own kinds. */
export const GENESYS_FAULTS: Readonly<Record<string, Fault>> = {
  unauthorized: { kind: 'unauthorized' },
  forbidden: { kind: 'forbidden', permission: 'some:needed:permission' },
  'too many requests, Retry-After': { kind: 'too-many-requests', retryAfterSeconds: 1 },
  'too many requests': { kind: 'too-many-requests' },
  'internal error': { kind: 'internal-error' },
  unavailable: { kind: 'unavailable' },
  'gateway timeout': { kind: 'gateway-timeout' },
  timeout: { kind: 'timeout' },
  'cut connection': { kind: 'cut-connection' },
  'empty body': { kind: 'empty-body' },
  'not JSON': { kind: 'not-json' },
  'HTML page': { kind: 'html' },
  'truncated page': { kind: 'truncated-page' },
  'missing page': { kind: 'missing-page' },
  reordered: { kind: 'reordered' },
  'stale read': { kind: 'stale-read' },
  'fields absent': { kind: 'fields-absent', fields: ['id', 'total', 'entities'] },
  'unknown fields': { kind: 'unknown-fields' },
  'clock skew': { kind: 'clock-skew', seconds: 7_200 },
};

export const TABLE_FATES = [
  'lost request',
  'lost answer',
  'throttled',
  'internal error',
  'left unprocessed',
  'lagging index',
  'overtaken',
  'read meanwhile',
] as const;
export const SINK_FATES = ['refused', 'lost answer'] as const;
export const DELIVERY_FATES = ['twice', 'not at all', 'late again'] as const;
export const CRASHES = ['crash before', 'crash after'] as const;

const step = z.int().nonnegative();
const nth = z.int().positive();
const job = z.enum(['scan', 'notify', 'act']);
/** Of the deliveries of a job at a step: what failed is delivered again. */
const delivery = z.int().positive().default(1);

/** One thing that goes wrong, and where. `nth` counts from 1. */
export const faultSchema = z.discriminatedUnion('at', [
  z.strictObject({
    at: z.literal('genesys'),
    step,
    delivery,
    path: z.string(),
    /** Of the calls of this path in the delivery; `every` one of them. */
    call: z.union([nth, z.literal('every')]),
    fault: z.enum([...CRASHES, ...Object.keys(GENESYS_FAULTS)]),
  }),
  z.strictObject({
    at: z.literal('table'),
    step,
    job,
    delivery,
    /** Of the requests of the delivery. */
    request: nth,
    /** True where all later requests of the delivery share the fate. */
    lasts: z.boolean().default(false),
    fault: z.enum([...CRASHES, ...TABLE_FATES]),
  }),
  z.strictObject({
    at: z.literal('sink'),
    step,
    delivery,
    channel: z.string(),
    /** Of the messages that are handed to the channel in the delivery. */
    message: nth,
    fault: z.enum([...CRASHES, ...SINK_FATES]),
  }),
  z.strictObject({ at: z.literal('delivery'), step, job, fault: z.enum(DELIVERY_FATES) }),
  z.strictObject({ at: z.literal('clock'), step, seconds: z.number(), fault: z.literal('clock set wrong') }),
]);
export type PlannedFault = z.output<typeof faultSchema>;

/** What goes wrong while a history is lived through. */
export type Schedule = readonly PlannedFault[];

/** What a fault is called in tables of results: where, and what. */
export function kindOf(fault: PlannedFault): string {
  return `${fault.at}: ${fault.fault}`;
}

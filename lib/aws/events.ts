import * as z from 'zod';
import { JOBS } from '../domain/run.ts';
import { UsageError } from '../errors.ts';

/** ISO time with its offset, in UTC with milliseconds: slots are compared as texts. */
const slot = z.iso.datetime({ offset: true }).transform((time) => new Date(time).toISOString());

/** What the schedules of scans send. */
export const ScheduleEvent = z.object({ job: z.enum(JOBS), slot });

/** What the schedules of digests and of reports send. */
export const SlotEvent = z.object({ slot });

/** A message of the work queue. */
export const ScanMessage = z.object({ org: z.string().min(1), job: z.enum(JOBS), slot });

/** Clocks of AWS agree within seconds; one minute more is an audit event that waits for the end of its minute. */
const MOST_AHEAD_MS = 5 * 60_000;

/**
 * A slot covers all slots before it: one in the future would silence the schedules of an org until then.
 *
 * @throws UsageError for a slot that is still to come
 */
export function assertDue(time: string, now: Date): void {
  if (Date.parse(time) - now.getTime() <= MOST_AHEAD_MS) return;
  throw new UsageError(`the slot ${time} is still to come: it would cover the runs until then`);
}

/**
 * The content of a message, checked.
 *
 * @throws UsageError that says what is wrong with it: it comes again, and ends in the dead letters
 */
export function readMessage<T>(schema: z.ZodType<T>, body: string): T {
  return readEvent(schema, parsedJson(body));
}

/** An event, checked. @throws UsageError */
export function readEvent<T>(schema: z.ZodType<T>, event: unknown): T {
  const parsed = schema.safeParse(event);
  if (parsed.success) return parsed.data;
  throw new UsageError(`this is no event for this function: ${z.prettifyError(parsed.error)}`);
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new UsageError('the message is no JSON');
  }
}

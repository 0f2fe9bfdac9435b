import { readEvent, ScheduleEvent } from '../lib/aws/events.ts';
import { observed, once } from '../lib/aws/handler.ts';
import { readSettings } from '../lib/aws/settings.ts';
import { logger } from '../lib/aws/telemetry.ts';
import { sqsWorkQueue } from '../lib/aws/work-queue.ts';
import { dispatch } from '../lib/jobs/dispatch.ts';

const parts = once(() => {
  const { orgs, queue: queueUrl } = readSettings(['queue']);
  return { orgs, queue: sqsWorkQueue({ queueUrl }) };
});

/** Called by a schedule: asks for a run of one job in every org. */
export const handler = observed(async (event: unknown) => {
  const { job, slot } = readEvent(ScheduleEvent, event);
  const requests = await dispatch({ ...parts(), job, slot });
  logger.info('runs asked for', { job, slot, orgs: requests.length });
});

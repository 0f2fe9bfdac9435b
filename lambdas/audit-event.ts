import type { SQSEvent } from 'aws-lambda';
import { eachMessage } from '../lib/aws/batch.ts';
import { readMessage } from '../lib/aws/events.ts';
import { observed } from '../lib/aws/handler.ts';
import { intakeParts } from '../lib/aws/intake-parts.ts';
import { logger } from '../lib/aws/telemetry.ts';
import { systemClock } from '../lib/clock.ts';
import { auditEvent } from '../lib/genesys/doors/audit-event.ts';
import { takeIn } from '../lib/jobs/audit-intake.ts';
import type { ChangeNotice } from '../lib/ports.ts';

/** Called by the queue of Genesys' audit events: asks for a run of every org in which something changed. */
export const handler = observed(async (event: SQSEvent, context) => {
  const notices: ChangeNotice[] = [];
  const response = await eachMessage(event, context, async ({ body }) => {
    const notice = readMessage(auditEvent, body);
    if (notice) notices.push(notice);
  });
  // What was understood is taken in together: a flood of events becomes one run.
  const { requests, unknownOrgs } = await takeIn({ ...intakeParts(), notices, now: systemClock.now() });
  if (unknownOrgs.length > 0) logger.warn('events of orgs that were never scanned here', { unknownOrgs });
  logger.info('runs asked for', { requests });
  return response;
});

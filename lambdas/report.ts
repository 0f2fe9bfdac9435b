import { readEvent, SlotEvent } from '../lib/aws/events.ts';
import { forEachOrg } from '../lib/aws/for-each-org.ts';
import { observed } from '../lib/aws/handler.ts';
import { reportParts } from '../lib/aws/report-parts.ts';
import { writeScheduledReport } from '../lib/aws/scheduled-report.ts';
import { logger } from '../lib/aws/telemetry.ts';

/** Called by a schedule: writes every org's report to the bucket. */
export const handler = observed(async (event: unknown) => {
  const { slot } = readEvent(SlotEvent, event);
  const { orgs, ...parts } = reportParts();
  await forEachOrg(orgs, async (org) => {
    const outcome = await writeScheduledReport({ ...parts, org, slot });
    logger.info('a report came to its end', { org: org.name, slot, ...outcome });
  });
});

import { composeDigest } from '../lib/alerts/digest.ts';
import { alertParts } from '../lib/aws/alert-parts.ts';
import { readEvent, SlotEvent } from '../lib/aws/events.ts';
import { forEachOrg } from '../lib/aws/for-each-org.ts';
import { observed, once } from '../lib/aws/handler.ts';
import { deployedReports } from '../lib/aws/newest-report.ts';
import { logger } from '../lib/aws/telemetry.ts';
import { sendDigest } from '../lib/jobs/digest.ts';

const findReport = once(() => deployedReports(async () => alertParts().store));

/** Called by a schedule: sends every org's digest. */
export const handler = observed(async (event: unknown) => {
  const { slot } = readEvent(SlotEvent, event);
  const { orgs, ...parts } = alertParts();
  await forEachOrg(orgs, async (org) => {
    const outcome = await sendDigest({ ...parts, org, slot, compose: composeDigest, findReport: findReport() });
    logger.info('a digest came to its end', { org: org.name, slot, outcome });
  });
});

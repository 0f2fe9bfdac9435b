import { composeDigest } from '../lib/alerts/digest.ts';
import { bodyHtml } from '../lib/alerts/html/body-html.ts';
import { sesSinks } from '../lib/aws/direct-sinks.ts';
import { readEvent, SlotEvent } from '../lib/aws/events.ts';
import { forEachOrg } from '../lib/aws/for-each-org.ts';
import { observed, once } from '../lib/aws/handler.ts';
import { historyParts } from '../lib/aws/history-parts.ts';
import { deployedReports } from '../lib/aws/newest-report.ts';
import { logger } from '../lib/aws/telemetry.ts';
import { sendDigest } from '../lib/jobs/digest.ts';
import type { DigestFacts } from '../lib/ports.ts';

const compose = (facts: DigestFacts) => composeDigest({ ...facts, html: bodyHtml });
const findReport = once(() => deployedReports(async () => historyParts().store));
const sinks = once(() => sesSinks(historyParts().config.alerts));

/** Called by a schedule: sends every org's digest as a mail of SES to each recipient. */
export const handler = observed(async (event: unknown) => {
  const { slot } = readEvent(SlotEvent, event);
  const { orgs, ...parts } = historyParts();
  const tasks = orgs.flatMap((org) => sinks().map((sink) => ({ name: org.name, org, sink })));
  await forEachOrg(tasks, async ({ org, sink }) => {
    const outcome = await sendDigest({ ...parts, org, slot, sink, compose, findReport: findReport() });
    logger.info('a digest came to its end', { org: org.name, channel: sink.channel, slot, outcome });
  });
});

import type { SQSEvent } from 'aws-lambda';
import { eachMessage } from '../lib/aws/batch.ts';
import { assertDue, readMessage, ScanMessage } from '../lib/aws/events.ts';
import { observed } from '../lib/aws/handler.ts';
import { scanParts } from '../lib/aws/scan-parts.ts';
import { orgOf } from '../lib/aws/settings.ts';
import { countRun, logger } from '../lib/aws/telemetry.ts';
import { systemClock as clock } from '../lib/clock.ts';
import { scan } from '../lib/jobs/scan.ts';

/** Called by the work queue: one run of one job in one org for each message. */
export const handler = observed((event: SQSEvent, context) =>
  eachMessage(event, context, async ({ body }) => {
    const message = readMessage(ScanMessage, body);
    assertDue(message.slot, clock.now());
    const { settings, rules, store, sourceOf } = scanParts();
    const org = orgOf(settings, message.org);
    const { config } = settings;
    const { outcome, run } = await scan({ ...message, org, config, rules, store, clock, source: sourceOf(org) });
    logger.info('a run came to its end', { ...message, outcome, run: run.id, seq: run.seq, apiCalls: run.apiCalls });
    if (outcome === 'committed') countRun(run, clock.now());
  }),
);

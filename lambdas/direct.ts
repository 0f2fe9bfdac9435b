import type { DynamoDBStreamEvent } from 'aws-lambda';
import { runComposer } from '../lib/alerts/compose.ts';
import { bodyHtml } from '../lib/alerts/html/body-html.ts';
import { plainNotice } from '../lib/alerts/notices.ts';
import { deliverRuns } from '../lib/aws/deliver-runs.ts';
import { directSinks } from '../lib/aws/direct-sinks.ts';
import { observed, once } from '../lib/aws/handler.ts';
import { historyParts } from '../lib/aws/history-parts.ts';
import { systemClock } from '../lib/clock.ts';

const sinks = once(() => directSinks(historyParts().config.alerts, systemClock));

/** Called by the table's stream with new run records: hands what they tell to webhooks, and to SES. */
export const handler = observed((event: DynamoDBStreamEvent, context) => {
  const { store, config } = historyParts();
  return deliverRuns(event, context, {
    store,
    sinks: sinks(),
    compose: runComposer(config, { html: bodyHtml }),
    plainNotice,
  });
});

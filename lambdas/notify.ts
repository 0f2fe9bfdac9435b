import type { DynamoDBStreamEvent } from 'aws-lambda';
import { runComposer } from '../lib/alerts/compose.ts';
import { plainNotice } from '../lib/alerts/notices.ts';
import { alertParts } from '../lib/aws/alert-parts.ts';
import { deliverRuns } from '../lib/aws/deliver-runs.ts';
import { observed } from '../lib/aws/handler.ts';

/** Called by the table's stream with new run records: publishes what their orgs' runs have to tell. */
export const handler = observed((event: DynamoDBStreamEvent, context) => {
  const { store, sink, config } = alertParts();
  return deliverRuns(event, context, {
    store,
    sinks: [sink],
    compose: runComposer(config),
    plainNotice,
  });
});

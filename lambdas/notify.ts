import type { DynamoDBStreamEvent } from 'aws-lambda';
import { composeMessages } from '../lib/alerts/compose.ts';
import { alertParts } from '../lib/aws/alert-parts.ts';
import { eachStreamRecord } from '../lib/aws/batch.ts';
import { observed } from '../lib/aws/handler.ts';
import { oncePerOrg } from '../lib/aws/run-records.ts';
import { countAlerts } from '../lib/aws/telemetry.ts';
import { notify } from '../lib/jobs/notify.ts';

/** Called by the table's stream with new run records: delivers what their orgs' runs have to tell. */
export const handler = observed((event: DynamoDBStreamEvent, context) => {
  const { store, sink, config } = alertParts();
  const deliver = oncePerOrg(async (org) => {
    const outcome = await notify({
      store,
      org,
      sinks: [sink],
      compose: (run, { transitions }) => composeMessages({ run, transitions, settings: config.thresholds }),
    });
    countAlerts(org, outcome);
    // Thrown, so that the stream hands these records out again until the topic has taken every message.
    for (const { error } of outcome.failed) throw error;
  });
  return eachStreamRecord(event, context, deliver);
});

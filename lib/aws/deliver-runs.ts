import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type NotifyOptions, notify } from '../jobs/notify.ts';
import { eachStreamRecord } from './batch.ts';
import { asError } from './handler.ts';
import { oncePerOrg } from './run-records.ts';
import { countAlerts, logger } from './telemetry.ts';

/**
 * Delivers what the runs of a stream's records have to tell. A record whose org some channel did not take everything of
 * is handed back, so that the stream hands it out again: the channels that took it have their marks, and are not asked
 * twice.
 */
export function deliverRuns(
  event: DynamoDBStreamEvent,
  context: Context,
  options: Omit<NotifyOptions, 'org' | 'onProgress'>,
): Promise<DynamoDBBatchResponse> {
  const deliver = oncePerOrg(async (org) => {
    const outcome = await notify({ ...options, org });
    countAlerts(org, outcome);
    for (const { channel, key, error } of outcome.replaced) {
      logger.error('only a short notice of a message was sent', { channel, key, error: asError(error) });
    }
    const [first, ...others] = outcome.failed.map(({ error }) => asError(error));
    if (first && others.length > 0) throw new AggregateError([first, ...others], messagesOf([first, ...others]));
    if (first) throw first;
  });
  return eachStreamRecord(event, context, deliver);
}

function messagesOf(errors: readonly Error[]): string {
  return errors.map(({ message }) => message).join('; ');
}

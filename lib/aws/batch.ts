import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import { asError } from './handler.ts';
import { logger } from './telemetry.ts';

/**
 * Works on the messages of a batch, each on its own: what one throws is logged, and only that one comes again. A batch of
 * which every message failed throws, so that it counts as a failed invocation.
 */
export function eachMessage(
  event: SQSEvent,
  context: Context,
  work: (record: SQSRecord) => Promise<void>,
): Promise<SQSBatchResponse> {
  const processor = new BatchProcessor(EventType.SQS);
  return processPartialResponse(event, loudly(work), processor, { context });
}

/** As {@link eachMessage}, for records of a DynamoDB stream: the stream goes on from the first one that failed. */
export function eachStreamRecord(
  event: DynamoDBStreamEvent,
  context: Context,
  work: (record: DynamoDBRecord) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  const processor = new BatchProcessor(EventType.DynamoDBStreams);
  return processPartialResponse(event, loudly(work), processor, { context });
}

function loudly<R extends SQSRecord | DynamoDBRecord>(
  work: (record: R) => Promise<void>,
): (record: R) => Promise<void> {
  return async (record) => {
    try {
      await work(record);
    } catch (error) {
      logger.error('a message of the batch failed', asError(error));
      throw error;
    }
  };
}

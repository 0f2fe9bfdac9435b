import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs';
import pLimit from 'p-limit';
import type { ScanRequest, WorkQueue } from '../ports.ts';
import { clientSettings } from './client-settings.ts';

/** The work queue on SQS: one message for each request, ten to a call, a few calls at a time. */
export function sqsWorkQueue({
  queueUrl,
  client = new SQSClient(clientSettings()),
}: {
  readonly queueUrl: string;
  readonly client?: SQSClient;
}): WorkQueue {
  const sendOnce = async (requests: readonly ScanRequest[]): Promise<Refused[]> => {
    const limit = pLimit(PARALLEL_CALLS);
    const refused = await Promise.all(
      batchesOf(requests).map((batch) => limit(() => sendBatch(client, queueUrl, batch))),
    );
    return refused.flat();
  };
  return {
    send: async (requests) => {
      const refused = await sendOnce(requests);
      const still = await sendOnce(refused.map(({ request }) => request));
      if (still.length === 0) return;
      const named = still.slice(0, MOST_NAMED).map(({ request, code }) => `${request.org} (${code})`);
      throw new Error(`SQS refused ${still.length} of ${requests.length} messages: ${named.join(', ')}`);
    },
  };
}

interface Refused {
  readonly request: ScanRequest;
  readonly code: string;
}

async function sendBatch(client: SQSClient, queueUrl: string, requests: readonly ScanRequest[]): Promise<Refused[]> {
  const { Failed = [] } = await client.send(
    new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: requests.map(entryOf) }),
  );
  return Failed.flatMap(({ Id, Code = 'no code' }) => {
    const request = requests[Number(Id)];
    return request ? [{ request, code: Code }] : [];
  });
}

function entryOf({ delaySeconds, ...request }: ScanRequest, index: number): SendMessageBatchRequestEntry {
  return {
    Id: String(index),
    MessageBody: JSON.stringify(request),
    ...(delaySeconds && { DelaySeconds: Math.min(delaySeconds, MOST_DELAY_SECONDS) }),
  };
}

function batchesOf(requests: readonly ScanRequest[]): ScanRequest[][] {
  return Array.from({ length: Math.ceil(requests.length / MOST_ENTRIES) }, (_, n) =>
    requests.slice(n * MOST_ENTRIES, (n + 1) * MOST_ENTRIES),
  );
}

/** Limits of SQS. */
const MOST_ENTRIES = 10;
const MOST_DELAY_SECONDS = 900;
const PARALLEL_CALLS = 8;
const MOST_NAMED = 10;

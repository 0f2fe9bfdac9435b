import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';

/** A message of the topic, as a queue that subscribed to it received it. */
export interface Received {
  readonly subject: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A queue for alerts, as a ticket system would have one. It remembers all that ever arrived. */
export class Subscriber {
  readonly arn: string;
  readonly #received: Received[] = [];
  readonly #sqs: SQSClient;
  readonly #queueUrl: string;

  private constructor({ sqs, queueUrl, arn }: { sqs: SQSClient; queueUrl: string; arn: string }) {
    this.arn = arn;
    this.#sqs = sqs;
    this.#queueUrl = queueUrl;
  }

  /** Makes the queue; `guardian.yaml` subscribes it. */
  static async create(sqs: SQSClient, name: string): Promise<Subscriber> {
    const { QueueUrl: queueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] }),
    );
    return new Subscriber({ sqs, queueUrl, arn: Attributes?.QueueArn ?? '' });
  }

  /** Everything that arrived since the beginning, oldest first. */
  async received(): Promise<readonly Received[]> {
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const { Messages = [] } = await this.#sqs.send(
        new ReceiveMessageCommand({ QueueUrl: this.#queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
      );
      if (Messages.length === 0) break;
      for (const { Body, ReceiptHandle } of Messages) {
        this.#received.push(readEnvelope(Body));
        await this.#sqs.send(new DeleteMessageCommand({ QueueUrl: this.#queueUrl, ReceiptHandle }));
      }
    }
    return [...this.#received];
  }
}

/** Bound of a loop that ends with an empty queue. */
const MOST_BATCHES = 50;

function readEnvelope(text = ''): Received {
  const { Subject, Message, MessageAttributes } = Envelope.parse(JSON.parse(text));
  const attributes = Object.fromEntries(Object.entries(MessageAttributes).map(([name, { Value }]) => [name, Value]));
  return { subject: Subject, body: Message, attributes };
}

/** What SNS puts around a message for a queue. */
const Envelope = z.object({
  Type: z.literal('Notification'),
  Subject: z.string(),
  Message: z.string(),
  MessageAttributes: z.record(z.string(), z.object({ Type: z.literal('String'), Value: z.string() })),
});

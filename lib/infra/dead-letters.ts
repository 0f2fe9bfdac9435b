import { Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DEAD_LETTER_RETENTION } from './plan.ts';

/** A queue for what was given up: kept for two weeks, watched by an alarm. */
export function deadLetterQueue(scope: Construct, id: string): Queue {
  const queue = guardianQueue(scope, id, { retentionPeriod: DEAD_LETTER_RETENTION });
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason:
      'It is a dead letter queue itself: of queues, or of schedules, functions and subscriptions, which the rule does not see.',
  });
  return queue;
}

/** A queue that takes messages over TLS only. Encrypted by SQS itself, so that EventBridge and SNS may write to it. */
export function guardianQueue(scope: Construct, id: string, props: QueueProps): Queue {
  return new Queue(scope, id, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, ...props });
}

import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { FUNCTION_ENV } from '../env.ts';
import { deadLetterQueue, guardianQueue } from './dead-letters.ts';
import type { GuardianFunction } from './guardian-function.ts';
import { WORK } from './plan.ts';

/** One queue for all orgs: a message is one org and one job. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.deadLetters = deadLetterQueue(this, 'DeadLetters');
    this.queue = guardianQueue(this, 'Queue', {
      visibilityTimeout: WORK.visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: WORK.maxReceives },
    });
  }

  /** Lets a function order runs, and tells it where. */
  grantSend({ fn }: GuardianFunction): void {
    Grant.addToPrincipal({ grantee: fn, actions: ['sqs:SendMessage'], resourceArns: [this.queue.queueArn] });
    fn.addEnvironment(FUNCTION_ENV.queue, this.queue.queueUrl);
  }
}

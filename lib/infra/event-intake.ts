import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { deadLetterQueue, guardianQueue } from './dead-letters.ts';
import { type FunctionDefaults, GuardianFunction } from './guardian-function.ts';
import type { HistoryTable } from './history-table.ts';
import { EVENTS, FUNCTIONS } from './plan.ts';
import type { WorkQueue } from './work-queue.ts';

/** Properties of {@link EventIntake}. */
export interface EventIntakeProps {
  readonly defaults: FunctionDefaults;
  /** Names of the partner event buses, associated with the account already. */
  readonly eventBuses: readonly string[];
  readonly history: HistoryTable;
  readonly work: WorkQueue;
}

/** Entities of Genesys' audits that decide what a client may do. */
const ENTITY_TYPES = ['OAuthClient', 'Role'];

/** Starts a run when Genesys tells that a client or a role was changed. A run reads the present: events only wake it. */
export class EventIntake extends GuardianFunction {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { defaults, eventBuses, history, work }: EventIntakeProps) {
    super(scope, id, {
      handler: 'audit-event',
      description: "Orders a run when Genesys' audit tells of a change",
      ...FUNCTIONS.auditEvent,
      defaults,
    });
    this.deadLetters = deadLetterQueue(this, 'DeadLetters');
    this.queue = guardianQueue(this, 'Queue', {
      visibilityTimeout: EVENTS.visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: EVENTS.maxReceives },
    });
    for (const name of new Set(eventBuses)) {
      new Rule(this, `Rule ${name.replaceAll('/', '|')}`, {
        description: 'Changes of OAuth clients and roles in Genesys Cloud',
        eventBus: EventBus.fromEventBusName(this, `Bus ${name.replaceAll('/', '|')}`, name),
        // The type is in the body: Genesys' detail-type is literally `v2.audits.entitytype.{id}.entityid.{id}`.
        eventPattern: { source: [name], detail: { eventBody: { entityType: ENTITY_TYPES } } },
        targets: [new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters })],
      });
    }
    history.grantReadWrite(this);
    work.grantSend(this);
    this.fn.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: EVENTS.batchSize,
        maxBatchingWindow: EVENTS.maxBatchingWindow,
        reportBatchItemFailures: true,
        maxConcurrency: FUNCTIONS.auditEvent.concurrency,
      }),
    );
  }
}

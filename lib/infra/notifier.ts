import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { committedRunFilter } from '../table-shape.ts';
import type { AlertTopic } from './alert-topic.ts';
import { type FunctionDefaults, GuardianFunction } from './guardian-function.ts';
import type { HistoryTable } from './history-table.ts';
import { FUNCTIONS, STREAM } from './plan.ts';

/** Properties of {@link Notifier}. */
export interface NotifierProps {
  readonly defaults: FunctionDefaults;
  readonly history: HistoryTable;
  readonly alerts: AlertTopic;
  /** Takes the places of records that were given up. */
  readonly deadLetters: IQueue;
}

/**
 * Follows the committed runs of the table's stream and publishes what they found. Starts with the oldest record there is,
 * so that what was committed while it was deployed is told too.
 */
export class Notifier extends GuardianFunction {
  constructor(scope: Construct, id: string, { defaults, history, alerts, deadLetters }: NotifierProps) {
    super(scope, id, {
      handler: 'notify',
      description: 'Publishes what committed runs found',
      ...FUNCTIONS.notify,
      defaults,
    });
    history.grantReadWrite(this);
    history.grantStream(this);
    alerts.grantPublish(this);
    this.fn.addEventSourceMapping('Stream', {
      ...STREAM,
      eventSourceArn: history.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [FilterCriteria.filter(committedRunFilter)],
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      onFailure: new SqsDlq(deadLetters),
    });
  }
}

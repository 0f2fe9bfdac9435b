import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { committedRunFilter } from '../table-shape.ts';
import { type FunctionDefaults, GuardianFunction, type GuardianFunctionProps } from './guardian-function.ts';
import type { HistoryTable } from './history-table.ts';
import { STREAM } from './plan.ts';

/** What all functions share that follow committed runs. */
export interface RunFollowerDefaults {
  readonly defaults: FunctionDefaults;
  readonly history: HistoryTable;
  /** Takes the places of records that were given up. */
  readonly deadLetters: IQueue;
}

/** Properties of {@link RunFollower}. */
export interface RunFollowerProps extends GuardianFunctionProps, RunFollowerDefaults {}

/**
 * A function that follows the committed runs of the table's stream. Starts with the oldest record there is, so that what
 * was committed while it was deployed is told too. DynamoDB wants no more than two readers of a stream.
 */
export class RunFollower extends GuardianFunction {
  constructor(scope: Construct, id: string, { history, deadLetters, ...props }: RunFollowerProps) {
    super(scope, id, props);
    history.grantReadWrite(this);
    history.grantStream(this);
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

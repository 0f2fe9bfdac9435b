import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import { FUNCTION_ENV } from '../env.ts';
import type { Credentials } from './credentials.ts';
import { type FunctionDefaults, GuardianFunction } from './guardian-function.ts';
import type { HistoryTable } from './history-table.ts';
import { FUNCTIONS, WORK } from './plan.ts';
import type { WorkQueue } from './work-queue.ts';

/** Properties of {@link Scanner}. */
export interface ScannerProps {
  readonly defaults: FunctionDefaults;
  readonly history: HistoryTable;
  readonly credentials: Credentials;
  readonly work: WorkQueue;
  /** Orgs that are read at once, two at least. */
  readonly maxConcurrency: number;
  /** Base URL of an API gateway in front of Genesys Cloud. */
  readonly gateway?: string | undefined;
}

/** Takes messages from the work queue, one at a time, and runs the job over the org: read, decide, commit. */
export class Scanner extends GuardianFunction {
  constructor(scope: Construct, id: string, props: ScannerProps) {
    const { defaults, history, credentials, work, maxConcurrency, gateway } = props;
    super(scope, id, {
      handler: 'scan',
      description: 'Reads an org, decides and commits the run',
      ...FUNCTIONS.scan,
      concurrency: maxConcurrency,
      defaults,
    });
    history.grantReadWrite(this);
    credentials.grantRead(this);
    if (gateway) this.fn.addEnvironment(FUNCTION_ENV.gateway, gateway);
    this.fn.addEventSource(
      new SqsEventSource(work.queue, { batchSize: WORK.batchSize, reportBatchItemFailures: true, maxConcurrency }),
    );
  }
}

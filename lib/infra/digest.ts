import type { Construct } from 'constructs';
import type { AlertTopic } from './alert-topic.ts';
import type { FunctionDefaults } from './guardian-function.ts';
import type { HistoryTable } from './history-table.ts';
import { FUNCTIONS } from './plan.ts';
import { type ScheduleDefaults, ScheduledFunction } from './scheduled-function.ts';

/** Properties of {@link Digest}. */
export interface DigestProps extends ScheduleDefaults {
  readonly defaults: FunctionDefaults;
  readonly schedule: string;
  readonly history: HistoryTable;
  readonly alerts: AlertTopic;
}

/** Tells what is open and what has changed, also when all is quiet: so that silence never has to be read as peace. */
export class Digest extends ScheduledFunction {
  constructor(scope: Construct, id: string, { schedule, history, alerts, ...props }: DigestProps) {
    super(scope, id, {
      handler: 'digest',
      description: 'Sends the digest of every org',
      ...FUNCTIONS.digest,
      ...props,
      jobs: { digest: schedule },
    });
    history.grantReadWrite(this);
    alerts.grantPublish(this);
  }
}

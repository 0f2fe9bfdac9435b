import type { Construct } from 'constructs';
import type { AlertTopic } from './alert-topic.ts';
import type { FunctionDefaults } from './guardian-function.ts';
import type { HistoryTable } from './history-table.ts';
import type { OperatorTopic } from './operator-topic.ts';
import { FUNCTIONS } from './plan.ts';
import { type ScheduleDefaults, ScheduledFunction } from './scheduled-function.ts';

/** Properties of {@link AlertChannelCheck}. */
export interface AlertChannelCheckProps extends ScheduleDefaults {
  readonly defaults: FunctionDefaults;
  readonly alerts: AlertTopic;
  readonly operators: OperatorTopic;
  readonly history: HistoryTable;
}

/**
 * Looks once a day whether every address has a subscription that is confirmed, and whether every channel takes what runs
 * found; tells those who are reached, by both topics.
 */
export class AlertChannelCheck extends ScheduledFunction {
  constructor(scope: Construct, id: string, { alerts, operators, history, ...props }: AlertChannelCheckProps) {
    super(scope, id, {
      handler: 'alert-channel-check',
      description: 'Looks whether alerts reach everybody',
      ...FUNCTIONS.alertChannelCheck,
      ...props,
      jobs: { 'alert-channel-check': 'rate(1 day)' },
    });
    alerts.grantInspect(this);
    alerts.grantPublish(this);
    operators.grantLookAfter(this);
    history.grantReadWrite(this);
  }
}

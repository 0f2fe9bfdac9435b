import type { Construct } from 'constructs';
import type { AlertTopic } from './alert-topic.ts';
import type { FunctionDefaults } from './guardian-function.ts';
import { FUNCTIONS } from './plan.ts';
import { type ScheduleDefaults, ScheduledFunction } from './scheduled-function.ts';

/** Properties of {@link AlertChannelCheck}. */
export interface AlertChannelCheckProps extends ScheduleDefaults {
  readonly defaults: FunctionDefaults;
  readonly alerts: AlertTopic;
}

/** Looks once a day whether every address has a subscription that is confirmed, and tells those whom alerts do reach. */
export class AlertChannelCheck extends ScheduledFunction {
  constructor(scope: Construct, id: string, { alerts, ...props }: AlertChannelCheckProps) {
    super(scope, id, {
      handler: 'alert-channel-check',
      description: 'Looks whether alerts reach everybody',
      ...FUNCTIONS.alertChannelCheck,
      ...props,
      jobs: { 'alert-channel-check': 'rate(1 day)' },
    });
    alerts.grantInspect(this);
    alerts.grantPublish(this);
  }
}

import type { Construct } from 'constructs';
import type { AlertTopic } from './alert-topic.ts';
import { FUNCTIONS } from './plan.ts';
import { RunFollower, type RunFollowerDefaults } from './run-follower.ts';

/** Properties of {@link Notifier}. */
export interface NotifierProps extends RunFollowerDefaults {
  readonly alerts: AlertTopic;
}

/** Publishes what committed runs found. */
export class Notifier extends RunFollower {
  constructor(scope: Construct, id: string, { alerts, ...props }: NotifierProps) {
    super(scope, id, {
      handler: 'notify',
      description: 'Publishes what committed runs found',
      ...FUNCTIONS.notify,
      ...props,
    });
    alerts.grantPublish(this);
  }
}

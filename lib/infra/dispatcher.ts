import type { Construct } from 'constructs';
import type { FunctionDefaults } from './guardian-function.ts';
import { FUNCTIONS } from './plan.ts';
import { type ScheduleDefaults, ScheduledFunction } from './scheduled-function.ts';
import type { GuardianSettings } from './settings.ts';
import type { WorkQueue } from './work-queue.ts';

/** Properties of {@link Dispatcher}. */
export interface DispatcherProps extends ScheduleDefaults {
  readonly defaults: FunctionDefaults;
  readonly schedules: Pick<GuardianSettings['schedules'], 'configuration' | 'usage'>;
  readonly work: WorkQueue;
}

/** Orders the runs of all orgs: one message for each org and job. It knows none of them, and fails for none of them. */
export class Dispatcher extends ScheduledFunction {
  constructor(scope: Construct, id: string, { schedules, work, ...props }: DispatcherProps) {
    super(scope, id, {
      handler: 'dispatch',
      description: 'Orders the runs of all orgs',
      ...FUNCTIONS.dispatch,
      ...props,
      jobs: { configuration: schedules.configuration, usage: schedules.usage },
    });
    work.grantSend(this);
  }
}

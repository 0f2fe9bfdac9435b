import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { GuardianFunction, type GuardianFunctionProps } from './guardian-function.ts';
import { SCHEDULED } from './plan.ts';
import { ScheduledJob } from './scheduled-job.ts';

/** What all functions share that schedules invoke. */
export interface ScheduleDefaults {
  readonly group: IScheduleGroup;
  /** Takes what did not reach a function, and what it gave up. */
  readonly deadLetters: IQueue;
}

/** Properties of {@link ScheduledFunction}. */
export interface ScheduledFunctionProps extends GuardianFunctionProps, ScheduleDefaults {
  /** When, as EventBridge Scheduler writes it, by the name of the job. */
  readonly jobs: Readonly<Record<string, string>>;
}

/**
 * A function that schedules invoke. Scheduler only hands the event over: whether the function then succeeds is up to
 * Lambda, so both have a retry plan, and both give up to the same dead letters.
 */
export class ScheduledFunction extends GuardianFunction {
  constructor(scope: Construct, id: string, props: ScheduledFunctionProps) {
    super(scope, id, props);
    const { jobs, group, deadLetters, description } = props;
    this.fn.configureAsyncInvoke({
      retryAttempts: SCHEDULED.retryAttempts,
      maxEventAge: SCHEDULED.maxEventAge,
      onFailure: new SqsDestination(deadLetters),
    });
    for (const [job, schedule] of Object.entries(jobs)) {
      new ScheduledJob(this, job, {
        description: `${description} (${job})`,
        schedule,
        job,
        fn: this.fn,
        group,
        deadLetters,
      });
    }
  }
}

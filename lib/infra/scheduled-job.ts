import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ContextAttribute,
  type IScheduleGroup,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { SCHEDULED } from './plan.ts';
import { timeWindow } from './schedule.ts';

/** Properties of {@link ScheduledJob}. */
export interface ScheduledJobProps {
  readonly description: string;
  /** As EventBridge Scheduler writes it, in UTC. */
  readonly schedule: string;
  /** Name of the job, for the function's event. */
  readonly job: string;
  readonly fn: IFunction;
  readonly group: IScheduleGroup;
  /** Takes invocations that did not reach the function. */
  readonly deadLetters: IQueue;
}

/**
 * Invokes a function again and again with `{ job, slot }`. The slot is the schedule's own time: it stays the same however
 * often and however late the event is delivered, so the same slot twice is one run.
 */
export class ScheduledJob extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    const { description, schedule, job, fn, group, deadLetters } = props;
    const role = new Role(this, 'Role', {
      description,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account, 'aws:SourceArn': group.scheduleGroupArn },
        },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }));
    new Schedule(this, 'Schedule', {
      description,
      schedule: ScheduleExpression.expression(schedule),
      scheduleGroup: group,
      timeWindow: timeWindow(schedule),
      target: new LambdaInvoke(fn, {
        // Left alone, the target would add every version of the function to the role.
        role: role.withoutPolicyUpdates(),
        input: ScheduleTargetInput.fromObject({ job, slot: ContextAttribute.scheduledTime }),
        retryAttempts: SCHEDULED.deliveryAttempts,
        maxEventAge: SCHEDULED.maxEventAge,
        deadLetterQueue: deadLetters,
      }),
    });
  }
}

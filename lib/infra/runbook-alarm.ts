import { Alarm, type AlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** The sections of `docs/runbook.md`. A test holds the two together. */
export const RUNBOOK_SECTIONS = [
  'Failures',
  'NotRunning',
  'Dead letters',
  'Stale data',
  'Alerts undeliverable',
] as const;
export type RunbookSection = (typeof RUNBOOK_SECTIONS)[number];

/** Properties of {@link RunbookAlarm}. */
export interface RunbookAlarmProps extends Omit<AlarmProps, 'alarmName' | 'alarmDescription'> {
  /** Name of the deployment. */
  readonly service: string;
  readonly section: RunbookSection;
  /** What of the section's it is, where a section has several alarms. */
  readonly subject?: string;
  /** One sentence: what has happened. */
  readonly what: string;
  readonly operators: ITopic;
}

/** An alarm that is named like the section of the runbook that says what to do, and that tells the operators. */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    const { service, section, subject, what, operators, ...alarm } = props;
    super(scope, id, {
      ...alarm,
      alarmName: `${service}: ${section}${subject ? ` (${subject})` : ''}`,
      alarmDescription: `${what} What to do: section "${section}" of docs/runbook.md.`,
    });
    this.addAlarmAction(new SnsAction(operators));
    this.addOkAction(new SnsAction(operators));
  }
}

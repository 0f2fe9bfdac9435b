import type { Construct } from 'constructs';
import type { AlertTopic } from './alert-topic.ts';
import type { FunctionDefaults } from './guardian-function.ts';
import type { HistoryTable } from './history-table.ts';
import { FUNCTIONS } from './plan.ts';
import type { ReportBucket } from './report-bucket.ts';
import { type ScheduleDefaults, ScheduledFunction, type ScheduledFunctionProps } from './scheduled-function.ts';
import { grantSendMail } from './ses-grant.ts';

/** Properties of {@link Digest}. */
export interface DigestProps extends ScheduleDefaults {
  readonly defaults: FunctionDefaults;
  readonly schedule: string;
  readonly history: HistoryTable;
  /** Where the report is that a digest names; undefined where none are written. */
  readonly reports?: ReportBucket | undefined;
}

/** Tells what is open and what has changed, also when all is quiet: so that silence never has to be read as peace. */
export class Digest extends ScheduledFunction {
  constructor(scope: Construct, id: string, { alerts, ...props }: DigestProps & { readonly alerts: AlertTopic }) {
    super(scope, id, digestProps(props, 'digest', 'Sends the digest of every org'));
    props.history.grantReadWrite(this);
    props.reports?.tell(this);
    alerts.grantPublish(this);
  }
}

/** The same, to those who get their mails by SES. */
export class MailDigest extends ScheduledFunction {
  constructor(scope: Construct, id: string, { from, ...props }: DigestProps & { readonly from: string }) {
    super(scope, id, digestProps(props, 'mail-digest', 'Sends the digest of every org by SES'));
    props.history.grantReadWrite(this);
    props.reports?.tell(this);
    grantSendMail(this, from);
  }
}

function digestProps(
  { schedule, history: _, reports: __, ...props }: DigestProps,
  handler: string,
  description: string,
): ScheduledFunctionProps {
  return { handler, description, ...FUNCTIONS.digest, ...props, jobs: { digest: schedule } };
}

import type { Construct } from 'constructs';
import { FUNCTION_ENV } from '../env.ts';
import { REPORT_SCRIPT_FILE } from './function-code.ts';
import type { FunctionDefaults } from './guardian-function.ts';
import type { HistoryTable } from './history-table.ts';
import { FUNCTIONS } from './plan.ts';
import type { ReportBucket } from './report-bucket.ts';
import { type ScheduleDefaults, ScheduledFunction } from './scheduled-function.ts';

/** Properties of {@link ReportWriter}. */
export interface ReportWriterProps extends ScheduleDefaults {
  readonly defaults: FunctionDefaults;
  /** When, as EventBridge Scheduler writes it. */
  readonly schedule: string;
  readonly history: HistoryTable;
  readonly reports: ReportBucket;
}

/** Writes the report of every org to the bucket: for those who would rather look than read mails. */
export class ReportWriter extends ScheduledFunction {
  constructor(scope: Construct, id: string, { schedule, history, reports, ...props }: ReportWriterProps) {
    super(scope, id, {
      handler: 'report',
      description: 'Writes the report of every org',
      ...FUNCTIONS.report,
      ...props,
      hasReportScript: true,
      jobs: { report: schedule },
    });
    history.grantReadWrite(this);
    reports.grantWrite(this);
    this.fn.addEnvironment(FUNCTION_ENV.reportScript, REPORT_SCRIPT_FILE);
  }
}

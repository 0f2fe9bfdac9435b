import type { Construct } from 'constructs';
import { type FunctionDefaults, GuardianFunction } from './guardian-function.ts';
import type { HistoryTable } from './history-table.ts';
import { FUNCTIONS } from './plan.ts';
import type { ReportBucket } from './report-bucket.ts';

/** Properties of {@link Widget}. */
export interface WidgetProps {
  readonly defaults: FunctionDefaults;
  readonly history: HistoryTable;
  /** Where the reports are that overviews name; undefined where none are written. */
  readonly reports: ReportBucket | undefined;
}

/** Draws the overview of an org in a dashboard. CloudWatch invokes it with the rights of whoever looks. */
export class Widget extends GuardianFunction {
  constructor(scope: Construct, id: string, { defaults, history, reports }: WidgetProps) {
    super(scope, id, {
      handler: 'widget',
      description: 'Draws the overview of an org in a dashboard',
      ...FUNCTIONS.widget,
      defaults,
    });
    history.grantReadWrite(this);
    reports?.tell(this);
  }
}

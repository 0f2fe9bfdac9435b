import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  MathExpression,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { METRIC_DIMENSIONS, METRIC_NAMESPACE, METRICS } from '../metric-names.ts';
import type { GuardianFunction } from './guardian-function.ts';
import { guardianMetric } from './metric.ts';

/** Properties of {@link GuardianDashboard}. */
export interface GuardianDashboardProps {
  /** Name of the deployment. */
  readonly service: string;
  readonly alarms: readonly IAlarm[];
  /** By name. */
  readonly functions: Readonly<Record<string, GuardianFunction>>;
  readonly work: IQueue;
  readonly alerts: ITopic;
}

/** One page: is it alive, what did it see, what did it tell. Lines by org are searched for, so a new org has its own. */
export class GuardianDashboard extends Construct {
  constructor(scope: Construct, id: string, props: GuardianDashboardProps) {
    super(scope, id);
    const { service, alarms, functions, work, alerts } = props;
    const { org, severity } = METRIC_DIMENSIONS;
    const search = (...line: Line) => searched(service, ...line);
    const each = Object.entries(functions);
    new Dashboard(this, 'Dashboard', {
      dashboardName: service,
      defaultInterval: Duration.days(7),
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', width: WHOLE, alarms: [...alarms] })],
        [
          graph('Runs', [search('runs', [org], 'Sum')]),
          graph('Incomplete runs', [search('incompleteRuns', [org], 'Sum')]),
          graph('Age of usage data, hours', [search('usageAgeHours', [org], 'Maximum')]),
        ],
        [
          graph('Open findings by severity', [search('openFindings', [org, severity], 'Maximum')]),
          graph('Requests to Genesys', [search('apiCalls', [org], 'Sum')]),
          graph('Messages', [
            guardianMetric('alertsSent', { ...SUM, service, label: 'sent' }),
            guardianMetric('alertsFailed', { ...SUM, service, label: 'not taken by a channel' }),
            guardianMetric('alertsReplaced', { ...SUM, service, label: 'sent as a short notice only' }),
            alerts.metricNumberOfNotificationsFailed({ ...SUM, label: 'not taken by a subscriber' }),
          ]),
        ],
        [
          graph(
            'Errors of functions',
            each.map(([label, { fn }]) => fn.metricErrors({ ...SUM, label })),
          ),
          graph(
            'Duration of functions, longest',
            each.map(([label, { fn }]) => fn.metricDuration({ ...LONGEST, label })),
          ),
          graph('Work queue', [
            work.metricApproximateNumberOfMessagesVisible({ ...LONGEST, label: 'messages' }),
            work.metricApproximateAgeOfOldestMessage({ ...LONGEST, label: 'age of the oldest, seconds' }),
          ]),
        ],
      ],
    });
  }
}

const WHOLE = 24;
const SUM = { statistic: Stats.SUM, period: Duration.hours(1) } as const;
const LONGEST = { statistic: Stats.MAXIMUM, period: Duration.hours(1) } as const;

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: WHOLE / 3 });
}

type Line = [name: keyof typeof METRICS, dimensions: readonly string[], statistic: 'Sum' | 'Maximum'];

/** A line for each value of the dimensions. */
function searched(service: string, ...[name, dimensions, statistic]: Line): IMetric {
  const schema = [METRIC_NAMESPACE, METRIC_DIMENSIONS.service, ...dimensions].join(',');
  const wanted = `MetricName="${METRICS[name]}" ${METRIC_DIMENSIONS.service}="${service}"`;
  return new MathExpression({
    expression: `SEARCH('{${schema}} ${wanted}', '${statistic}', 3600)`,
    usingMetrics: {},
    label: '',
    period: Duration.hours(1),
  });
}

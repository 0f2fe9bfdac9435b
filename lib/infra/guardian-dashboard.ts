import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  CustomWidget,
  type CustomWidgetProps,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  type IWidget,
  MathExpression,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
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
  /** Names of the orgs. */
  readonly orgs: readonly string[];
  /** Draws the overview of an org. */
  readonly overview: IFunction;
  readonly alarms: readonly IAlarm[];
  /** By name. */
  readonly functions: Readonly<Record<string, GuardianFunction>>;
  readonly work: IQueue;
  readonly alerts: ITopic;
}

/**
 * One page: how do the orgs stand, is the guardian alive, what did it see, what did it tell.
 * Lines by org are searched for, so a new org has its own.
 */
export class GuardianDashboard extends Construct {
  constructor(scope: Construct, id: string, props: GuardianDashboardProps) {
    super(scope, id);
    const { service, orgs, overview, alarms, functions, work, alerts } = props;
    const { org, severity } = METRIC_DIMENSIONS;
    const search = (...line: Line) => searched(service, ...line);
    const each = Object.entries(functions);
    new Dashboard(this, 'Dashboard', {
      dashboardName: service,
      defaultInterval: Duration.days(7),
      widgets: [
        ...standing(overviews(orgs, overview), alarms),
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
/** Above that, one with a choice: each is an invocation every time the page is refreshed. */
const MOST_OVERVIEWS = 4;
const OVERVIEW_HEIGHT = 14;
const SUM = { statistic: Stats.SUM, period: Duration.hours(1) } as const;
const LONGEST = { statistic: Stats.MAXIMUM, period: Duration.hours(1) } as const;

/** One overview has the alarms beside it; several have half the page each, and the alarms below. */
function standing(widgets: readonly OverviewProps[], alarms: readonly IAlarm[]): IWidget[][] {
  const status = (size: { readonly width: number; readonly height?: number }) =>
    new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], ...size });
  const shown = (overview: OverviewProps, width: number) =>
    new CustomWidget({ ...overview, width, height: OVERVIEW_HEIGHT });
  const [only, ...others] = widgets;
  if (only && others.length === 0) {
    return [[shown(only, (WHOLE / 3) * 2), status({ width: WHOLE / 3, height: OVERVIEW_HEIGHT })]];
  }
  const halves = widgets.map((overview) => shown(overview, WHOLE / 2));
  const rows = Array.from({ length: Math.ceil(halves.length / 2) }, (_, n) => halves.slice(2 * n, 2 * n + 2));
  return [...rows, [status({ width: WHOLE })]];
}

type OverviewProps = Omit<CustomWidgetProps, 'width' | 'height'>;

/** One for each org; one in which people choose where there are many. */
function overviews(orgs: readonly string[], { functionArn }: IFunction): OverviewProps[] {
  const asked = orgs.length > MOST_OVERVIEWS ? [undefined] : orgs;
  return asked.map((org) => ({
    title: org === undefined ? 'Overview' : `Overview of ${org}`,
    functionArn,
    // It shows the present, whatever range the graphs show, and browsers fit it to its frame.
    updateOnResize: false,
    updateOnTimeRangeChange: false,
    ...(org !== undefined && { params: { org } }),
  }));
}

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

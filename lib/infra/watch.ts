import { Duration } from 'aws-cdk-lib';
import {
  ComparisonOperator,
  type Metric,
  type MetricOptions,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { GuardianFunction } from './guardian-function.ts';
import { guardianMetric } from './metric.ts';
import { WORK } from './plan.ts';
import { RunbookAlarm, type RunbookAlarmProps } from './runbook-alarm.ts';

/** Properties of {@link Watch}. */
export interface WatchProps {
  /** Name of the deployment. */
  readonly service: string;
  readonly operators: ITopic;
  /** By name. */
  readonly functions: Readonly<Record<string, GuardianFunction>>;
  /** By name. */
  readonly deadLetters: Readonly<Record<string, IQueue>>;
  readonly alerts: ITopic;
  readonly work: IQueue;
  /** Time between two runs of an org, by job: one that runs must not hide one that does not. */
  readonly runIntervals: Readonly<Record<Job, Duration>>;
  /** Age of the usage data above which it is stale. */
  readonly usageStaleHours: number;
}

/**
 * Watches the watcher. Each alarm is about one metric: whoever is woken by it sees what it saw. A guardian that is silent
 * because it does not run looks just like one that is content, so only `NotRunning` takes missing data for bad news.
 */
export class Watch extends Construct {
  readonly alarms: RunbookAlarm[] = [];
  readonly #props: WatchProps;

  constructor(scope: Construct, id: string, props: WatchProps) {
    super(scope, id);
    this.#props = props;
    this.#failures();
    this.#failedWidgets();
    this.#notRunning();
    this.#deadLetters();
    this.#staleData();
    this.#alertsUndeliverable();
  }

  #failures(): void {
    for (const [name, { fn }] of Object.entries(this.#props.functions)) {
      this.#alarm(`Failures ${name}`, {
        section: 'Failures',
        subject: name,
        what: `The function ${name} has failed, or was stopped by its time-out.`,
        metric: fn.metricErrors({ statistic: Stats.SUM, period: Duration.minutes(5) }),
        threshold: 1,
      });
    }
  }

  /** A widget that threw would show CloudWatch's own error: it shows what is wrong instead, and counts it. */
  #failedWidgets(): void {
    this.#alarm('Failures overview', {
      section: 'Failures',
      subject: 'overview in the dashboard',
      what: 'Somebody who looked at the dashboard saw why an overview could not be shown, and not the overview.',
      metric: this.#metric('widgetsFailed', { statistic: Stats.SUM, period: Duration.minutes(5) }),
      threshold: 1,
    });
  }

  #notRunning(): void {
    for (const [job, interval] of Object.entries(this.#props.runIntervals)) {
      this.#alarm(`NotRunning ${job}`, {
        section: 'NotRunning',
        subject: job,
        what: `No ${job} run was committed in the time of three runs.`,
        metric: this.#metric('runs', { job, statistic: Stats.SUM, period: runPeriod(interval, Duration.minutes(5)) }),
        threshold: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: 3,
        treatMissingData: TreatMissingData.BREACHING,
      });
    }
    const longestWait = Math.max(...Object.values(this.#props.runIntervals).map((interval) => interval.toSeconds()));
    this.#alarm('NotRunning backlog', {
      section: 'NotRunning',
      subject: 'backlog',
      what: 'Runs wait longer than the time of two runs: of some orgs there are none, though others go on.',
      metric: this.#props.work.metricApproximateAgeOfOldestMessage({
        statistic: Stats.MAXIMUM,
        period: Duration.minutes(5),
      }),
      // A run that fails has its tries, and then its own alarm.
      threshold: Math.max(2 * longestWait, 2 * WORK.maxReceives * WORK.visibilityTimeout.toSeconds()),
      evaluationPeriods: 3,
    });
  }

  #deadLetters(): void {
    for (const [name, queue] of Object.entries(this.#props.deadLetters)) {
      this.#alarm(`DeadLetters ${name}`, {
        section: 'Dead letters',
        subject: name,
        what: `Something was given up and waits in the dead letter queue ${name}.`,
        metric: queue.metricApproximateNumberOfMessagesVisible({
          statistic: Stats.MAXIMUM,
          period: Duration.minutes(5),
        }),
        threshold: 1,
      });
    }
  }

  #staleData(): void {
    const section = 'Stale data';
    this.#alarm('StaleData usage', {
      section,
      subject: 'usage',
      what: `The usage data of an org is older than ${this.#props.usageStaleHours} hours.`,
      metric: this.#metric('usageAgeHours', {
        statistic: Stats.MAXIMUM,
        period: runPeriod(this.#props.runIntervals.usage, HOUR),
      }),
      threshold: this.#props.usageStaleHours,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      // Only runs tell: in between, the last answer stands.
      treatMissingData: TreatMissingData.IGNORE,
    });
    for (const [job, interval] of Object.entries(this.#props.runIntervals)) {
      this.#alarm(`StaleData coverage ${job}`, {
        section,
        subject: `coverage of ${job}`,
        what: `For the time of six ${job} runs there was always an org that could not be read completely.`,
        // A run that sees nothing is committed all the same, and is no failure: wrong credentials would go unnoticed here.
        metric: this.#metric('incompleteRuns', { job, statistic: Stats.SUM, period: runPeriod(interval, HOUR) }),
        threshold: 1,
        evaluationPeriods: 6,
      });
    }
  }

  #alertsUndeliverable(): void {
    const section = 'Alerts undeliverable';
    this.#alarm('AlertsUndeliverable subscriptions', {
      section,
      subject: 'subscriptions',
      what: 'An address has no confirmed subscription of a topic, or a channel does not take what runs found.',
      metric: this.#metric('subscriptionsNotConfirmed', { statistic: Stats.MAXIMUM, period: DAY }),
      threshold: 1,
      // Looked at once a day: in between, the last answer stands.
      treatMissingData: TreatMissingData.IGNORE,
    });
    this.#alarm('AlertsUndeliverable channels', {
      section,
      subject: 'channels',
      what: 'The alert topic, or another channel, has not taken messages again and again.',
      metric: this.#metric('alertsFailed', { statistic: Stats.SUM, period: HOUR }),
      // One refusal is put right by the next try.
      threshold: 3,
    });
    this.#alarm('AlertsUndeliverable replaced', {
      section,
      subject: 'replaced',
      what: 'A message could not be sent as it was written: only a short notice went out in its place.',
      metric: this.#metric('alertsReplaced', { statistic: Stats.SUM, period: HOUR }),
      threshold: 1,
    });
    this.#alarm('AlertsUndeliverable endpoints', {
      section,
      subject: 'endpoints',
      what: 'A subscriber of the alert topic did not take a message.',
      metric: this.#props.alerts.metricNumberOfNotificationsFailed({ statistic: Stats.SUM, period: HOUR }),
      threshold: 1,
    });
  }

  #metric(name: Parameters<typeof guardianMetric>[0], options: MetricOptions & { readonly job?: string }): Metric {
    return guardianMetric(name, { service: this.#props.service, ...options });
  }

  #alarm(id: string, alarm: Pick<RunbookAlarmProps, 'section' | 'what' | 'metric' | 'threshold'> & AlarmChoices): void {
    const { service, operators } = this.#props;
    this.alarms.push(
      new RunbookAlarm(this, id, {
        service,
        operators,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        ...alarm,
      }),
    );
  }
}

type Job = 'configuration' | 'usage';

/** The time in which a run of an org is due. Alarms look back a week at most, so it is never more than a day. */
function runPeriod(interval: Duration, shortest: Duration): Duration {
  const minutes = Math.max(interval.toMinutes(), shortest.toMinutes());
  return Duration.minutes(Math.min(minutes, DAY.toMinutes()));
}

type AlarmChoices = Partial<
  Pick<RunbookAlarmProps, 'subject' | 'comparisonOperator' | 'evaluationPeriods' | 'treatMissingData'>
>;

const HOUR = Duration.hours(1);
const DAY = Duration.days(1);

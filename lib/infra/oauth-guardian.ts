import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { AlertChannelCheck } from './alert-channel-check.ts';
import { AlertTopic } from './alert-topic.ts';
import { Credentials } from './credentials.ts';
import { deadLetterQueue } from './dead-letters.ts';
import { Digest, MailDigest } from './digest.ts';
import { DirectNotifier, hasDirectChannels } from './direct-notifier.ts';
import { Dispatcher } from './dispatcher.ts';
import { EventIntake } from './event-intake.ts';
import { GuardianDashboard } from './guardian-dashboard.ts';
import type { FunctionDefaults, GuardianFunction } from './guardian-function.ts';
import { HistoryTable } from './history-table.ts';
import { Notifier } from './notifier.ts';
import { OperatorTopic } from './operator-topic.ts';
import { stackOutputs } from './outputs.ts';
import { WORK } from './plan.ts';
import { Query } from './query.ts';
import { ReportBucket } from './report-bucket.ts';
import { ReportWriter } from './report-writer.ts';
import { Scanner } from './scanner.ts';
import { digestSchedule, intervalOf } from './schedule.ts';
import type { GuardianSettings, OrgSettings } from './settings.ts';
import { topicKey } from './topic-key.ts';
import { Watch } from './watch.ts';
import { Widget } from './widget.ts';
import { WorkQueue } from './work-queue.ts';

/** Properties of {@link OAuthGuardian}. */
export interface OAuthGuardianProps {
  /** The validated configuration: `loadConfig(…).config` of `lib/config`. The functions get all of it. */
  readonly settings: GuardianSettings;
  /**
   * Customer key for the table, the topics, the reports and the secrets; the stack then has to name its region (CDK wants it for the
   * table). The policy of an imported key has to let
   * `cloudwatch.amazonaws.com` use it (`kms:Decrypt`, `kms:GenerateDataKey`), or alarms are not told.
   * @default keys that AWS owns, and a key of the stack for the topics
   */
  readonly encryptionKey?: IKey | undefined;
  /** What becomes of the history and the reports with the stack. @default RemovalPolicy.RETAIN, with deletion protection */
  readonly removalPolicy?: RemovalPolicy | undefined;
  /** How long logs are kept. @default RetentionDays.THREE_MONTHS */
  readonly logRetention?: RetentionDays | undefined;
  /** Orgs that are read at once, 2 to 1000. @default 10 */
  readonly maxConcurrentScans?: number | undefined;
  /**
   * Whether each function sets its concurrency aside, so that nothing else in the account can starve it. Accounts that
   * are new have too little of it: 10 executions at once, and none to set aside.
   * @default true
   */
  readonly reserveConcurrency?: boolean | undefined;
  /**
   * What the names of all orgs' secrets start with, for deployments of more than about 80 orgs: see `Credentials`.
   * @default each secret is named in the policy
   */
  readonly secretNamePrefix?: string | undefined;
  /** Base URL of an API gateway in front of Genesys Cloud. @default Genesys Cloud itself, in each org's region */
  readonly gateway?: string | undefined;
}

/**
 * Watches the OAuth clients of Genesys Cloud orgs: schedules order runs, runs are committed to a table, and from the
 * table's stream people are told. One for each stack.
 *
 * @example new OAuthGuardian(stack, 'Guardian', { settings: loadConfig({ cwd: '.', env: {} }).config });
 */
export class OAuthGuardian extends Construct {
  readonly table: TableV2;
  /** Name of each org's secret by the name of the org. */
  readonly secretNames: Readonly<Record<string, string>>;
  /** Where findings are told. */
  readonly alerts: ITopic;
  /** Where alarms about the guardian itself are told. */
  readonly operators: ITopic;
  readonly workQueue: IQueue;
  /** Answers queries of programs; call it with `lambda:InvokeFunction`. */
  readonly queryFunction: IFunction;
  /** Where reports are put; undefined where none are written. */
  readonly reports: Bucket | undefined;
  /** The functions by name. */
  readonly functions: Readonly<Record<string, GuardianFunction>>;

  constructor(scope: Construct, id: string, props: OAuthGuardianProps) {
    super(scope, id);
    const { settings, encryptionKey, removalPolicy, secretNamePrefix, gateway } = props;
    const orgs = orgsOf(settings);
    const service = `${Stack.of(this).stackName}-${id}`;
    const defaults: FunctionDefaults = {
      config: JSON.stringify(settings),
      service,
      logRetention: props.logRetention ?? RetentionDays.THREE_MONTHS,
      reserveConcurrency: props.reserveConcurrency ?? true,
    };

    const deadLetters = deadLetterQueue(this, 'DeadLetters');
    const key = topicKey(this, 'TopicKey', encryptionKey);
    const history = new HistoryTable(this, 'History', { encryptionKey, removalPolicy });
    const credentials = new Credentials(this, 'Credentials', { orgs, encryptionKey, secretNamePrefix });
    const alerts = new AlertTopic(this, 'Alerts', { alerts: settings.alerts, encryptionKey: key, deadLetters });
    const operators = new OperatorTopic(this, 'Operators', {
      operators: settings.alerts.operators ?? settings.alerts.email.map(({ address }) => address),
      encryptionKey: key,
    });
    const work = new WorkQueue(this, 'Work');

    const scheduled = { group: new ScheduleGroup(this, 'Schedules'), deadLetters, defaults };
    const followed = { defaults, history, deadLetters };
    const reports =
      settings.schedules.report === 'off'
        ? undefined
        : new ReportBucket(this, 'Reports', {
            keptDays: settings.retention.reportsDays,
            encryptionKey,
            removalPolicy,
          });
    const widget = new Widget(this, 'Widget', { defaults, history, reports });
    const query = new Query(this, 'Query', { defaults, history });
    const maxConcurrency = props.maxConcurrentScans ?? WORK.maxConcurrentScans;
    const digest = digestOf(settings);
    const eventBuses = orgs.flatMap(({ eventBus }) => eventBus ?? []);
    const intake =
      eventBuses.length > 0 ? new EventIntake(this, 'EventIntake', { defaults, eventBuses, history, work }) : undefined;
    this.functions = {
      dispatch: new Dispatcher(this, 'Dispatch', { ...scheduled, schedules: settings.schedules, work }),
      scan: new Scanner(this, 'Scan', { defaults, history, credentials, work, maxConcurrency, gateway }),
      notify: new Notifier(this, 'Notify', { ...followed, alerts }),
      ...(digest && {
        digest: new Digest(this, 'Digest', { ...scheduled, schedule: digest, history, alerts, reports }),
      }),
      ...(hasDirectChannels(settings.alerts) && {
        direct: new DirectNotifier(this, 'Direct', { ...followed, alerts: settings.alerts, encryptionKey }),
      }),
      ...(digest &&
        settings.alerts.ses && {
          'mail-digest': new MailDigest(this, 'MailDigest', {
            ...scheduled,
            schedule: digest,
            history,
            reports,
            from: settings.alerts.ses.from,
          }),
        }),
      ...(reports && {
        report: new ReportWriter(this, 'Report', {
          ...scheduled,
          schedule: settings.schedules.report,
          history,
          reports,
        }),
      }),
      query,
      widget,
      ...(intake && { 'audit-event': intake }),
      'alert-channel-check': new AlertChannelCheck(this, 'AlertChannelCheck', {
        ...scheduled,
        alerts,
        operators,
        history,
      }),
    };

    const { alarms } = new Watch(this, 'Watch', {
      service,
      operators: operators.topic,
      functions: this.functions,
      deadLetters: { work: work.deadLetters, ...(intake && { events: intake.deadLetters }), others: deadLetters },
      alerts: alerts.topic,
      work: work.queue,
      runIntervals: {
        configuration: intervalOf(settings.schedules.configuration),
        usage: intervalOf(settings.schedules.usage),
      },
      usageStaleHours: settings.thresholds.usageStaleHours,
    });
    new GuardianDashboard(this, 'Dashboard', {
      service,
      orgs: orgs.map(({ name }) => name),
      overview: widget.fn,
      alarms,
      functions: this.functions,
      work: work.queue,
      alerts: alerts.topic,
    });

    this.table = history.table;
    this.secretNames = credentials.secretNames;
    this.alerts = alerts.topic;
    this.operators = operators.topic;
    this.workQueue = work.queue;
    this.queryFunction = query.fn;
    this.reports = reports?.bucket;
    stackOutputs(this, {
      table: this.table.tableName,
      query: query.fn.functionName,
      topic: this.alerts.topicArn,
      operators: this.operators.topicArn,
      queue: this.workQueue.queueUrl,
      reports: this.reports?.bucketName,
      secrets: this.secretNames,
    });
  }
}

function orgsOf({ orgs }: GuardianSettings): readonly OrgSettings[] {
  if (orgs && orgs.length > 0) return orgs;
  throw new Error('settings.orgs is empty: a deployment watches the orgs that stand there, so there has to be one');
}

function digestOf({ alerts, schedules }: GuardianSettings): string | undefined {
  return alerts.digest === 'off' ? undefined : digestSchedule(schedules.digest, alerts.digest);
}

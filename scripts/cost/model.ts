import type { OrgDay } from './day-of-an-org.ts';
import { metricsPrice, PRICES } from './prices.ts';

/** What a month costs, in US dollars. */
export interface CostLine {
  readonly item: string;
  readonly usd: number;
}

/** Assumed, not measured: they depend on how fast Genesys answers, and on who subscribes. */
export const ASSUMED = {
  daysInMonth: 30,
  /** Time of one invocation, and the memory that the construct gives it. */
  scan: { seconds: 5, gb: 1 },
  notify: { seconds: 0.5, gb: 0.5 },
  auditEvent: { seconds: 0.5, gb: 0.5 },
  digestOfAnOrg: { seconds: 1, gb: 0.5 },
  /** Most of it is the script and the facts of a hundred clients, some of it waiting for the table. */
  reportOfAnOrg: { seconds: 3, gb: 2 },
  reportBytes: 1_000_000,
  /** Objects for each report: under its day, and as the newest. */
  objectsPerReport: 2,
  /** `retention.reportsDays`, and one that is always the newest. */
  reportsKept: 401,
  widget: { seconds: 1, gb: 1 },
  /** Of each org: somebody looks every hour, or for two hours at a page that asks again every five minutes. */
  widgetCallsPerDay: 24,
  dispatch: { seconds: 2, gb: 0.5 },
  channelCheck: { seconds: 2, gb: 0.25 },
  /** Everybody has an e-mail subscription, and there is one. */
  mailsPerMessage: 1,
  /** Of a log group, by what one invocation writes: metrics, one line of ours, and those of Lambda. */
  scanLogBytes: 3_200,
  notifyLogBytes: 1_200,
  logMonths: 3,
  /** Lambda asks an idle queue with five pollers, each every twenty seconds. */
  pollsOfAQueuePerDay: 5 * 3 * 60 * 24,
} as const;

/** What the stack has whatever the number of orgs, and what each org adds. A test holds them equal to the code. */
export const COUNTS = {
  alarms: 21,
  metrics: { ofAll: 20, ofAnOrg: 13 },
  /** Of the whole stack in a day: dispatch of two jobs by the hour, the digest, the report, the check of the channel. */
  dispatches: 48,
  daily: 3,
} as const;

/** A month of so many orgs whose days are all like this one, by item. Pure. */
export function monthOf(orgs: number, day: OrgDay): CostLine[] {
  const { daysInMonth } = ASSUMED;
  const times = (perOrgAndDay: number) => perOrgAndDay * orgs * daysInMonth;
  return [
    { item: 'Lambda', usd: lambda(orgs, day) },
    {
      item: 'DynamoDB, read and written',
      usd:
        millions(times(day.readUnits)) * PRICES.dynamodb.perMillionReadUnits +
        millions(times(day.writeUnits)) * PRICES.dynamodb.perMillionWriteUnits,
    },
    { item: 'DynamoDB, stored after a year (at most)', usd: storage(orgs, day) },
    { item: 'Reports in S3', usd: reports(orgs, times(ASSUMED.objectsPerReport)) },
    { item: 'Secrets', usd: secrets(orgs, times(day.scans)) },
    { item: 'Metrics of CloudWatch', usd: metricsPrice(COUNTS.metrics.ofAll + COUNTS.metrics.ofAnOrg * orgs) },
    {
      item: 'Alarms and dashboard',
      usd: COUNTS.alarms * PRICES.alarms.perAlarmMonth + PRICES.dashboards.perDashboardMonth,
    },
    { item: 'Logs', usd: logs(times(day.scans), times(day.notifications)) },
    { item: 'Queue', usd: queue(times(day.scans)) },
    {
      item: 'Schedules',
      usd: millions((COUNTS.dispatches + COUNTS.daily) * daysInMonth) * PRICES.scheduler.perMillionInvocations,
    },
    { item: 'Key of the topics', usd: key(times(day.messages)) },
    { item: 'Messages (SNS, e-mail)', usd: messages(times(day.messages)) },
  ];
}

export function sumOf(lines: readonly CostLine[]): number {
  return lines.reduce((sum, { usd }) => sum + usd, 0);
}

interface Invocation {
  readonly seconds: number;
  readonly gb: number;
}

function lambda(orgs: number, day: OrgDay): number {
  const { scan, notify, auditEvent, digestOfAnOrg, reportOfAnOrg, dispatch, channelCheck, daysInMonth } = ASSUMED;
  const { widget, widgetCallsPerDay } = ASSUMED;
  const gbSeconds = (count: number, { seconds, gb }: Invocation) => count * seconds * gb;
  const perOrg =
    gbSeconds(day.scans, scan) +
    gbSeconds(day.notifications, notify) +
    gbSeconds(day.eventBatches, auditEvent) +
    gbSeconds(1, digestOfAnOrg) +
    gbSeconds(1, reportOfAnOrg) +
    gbSeconds(widgetCallsPerDay, widget);
  const ofAll = gbSeconds(COUNTS.dispatches, dispatch) + gbSeconds(1, channelCheck);
  const ofOrgs = (day.scans + day.notifications + day.eventBatches + widgetCallsPerDay) * orgs;
  const requests = ofOrgs + COUNTS.dispatches + COUNTS.daily;
  return (
    (perOrg * orgs + ofAll) * daysInMonth * PRICES.lambda.perArmGbSecond +
    millions(requests * daysInMonth) * PRICES.lambda.perMillionRequests
  );
}

/** A write unit is a kilobyte at most. Nothing is taken to have expired. */
function storage(orgs: number, day: OrgDay): number {
  const gb = (day.writeUnits * orgs * DAYS_IN_YEAR) / KB_IN_GB;
  return gb * (PRICES.dynamodb.perGbMonth + PRICES.dynamodb.recoveryPerGbMonth);
}

/** As many as are kept once the first ones have expired. */
function reports(orgs: number, objects: number): number {
  const gb = (ASSUMED.reportsKept * ASSUMED.reportBytes * orgs) / BYTES_IN_GB;
  return gb * PRICES.s3.perGbMonth + (objects / 1_000) * PRICES.s3.perThousandPuts;
}

/** Each run reads the secret once at most: it is kept for five minutes. */
function secrets(orgs: number, scans: number): number {
  return orgs * PRICES.secrets.perSecretMonth + (scans / 10_000) * PRICES.secrets.perTenThousandCalls;
}

function logs(scans: number, notifications: number): number {
  const gb = (scans * ASSUMED.scanLogBytes + notifications * ASSUMED.notifyLogBytes) / BYTES_IN_GB;
  return gb * (PRICES.logs.perGbIngested + ASSUMED.logMonths * PRICES.logs.perGbMonth);
}

/** A message is sent, received and deleted; ten to a call where they can be, which is not counted on. */
function queue(scans: number): number {
  return millions(scans * 3 + ASSUMED.pollsOfAQueuePerDay * ASSUMED.daysInMonth) * PRICES.sqs.perMillionRequests;
}

/** SNS and the function use the key for each message, at most. */
function key(count: number): number {
  return PRICES.kms.perKeyMonth + ((count * 2) / 10_000) * PRICES.kms.perTenThousandRequests;
}

function messages(count: number): number {
  const mails = count * ASSUMED.mailsPerMessage;
  return millions(count) * PRICES.sns.perMillionPublishes + (mails / 100_000) * PRICES.sns.perHundredThousandMails;
}

function millions(count: number): number {
  return count / 1_000_000;
}

const DAYS_IN_YEAR = 365;
const KB_IN_GB = 1_048_576;
const BYTES_IN_GB = 1_073_741_824;

import { Duration } from 'aws-cdk-lib';

/**
 * How long, how often and how many at once. The figures hang together, so they stand together:
 *
 * - A scan of a slow org ends by itself with an incomplete run, well before its function is stopped.
 * - A message of the work queue stays hidden longer than its scan may take, so no scan runs twice at once.
 * - Everything is tried again for longer than a hiccup lasts and shorter than an hour, the usual time to the next run:
 *   that one covers whatever was given up. What was given up is in a dead letter queue all the same.
 * - Functions at work at once are bounded one by one: a flood in one place takes nothing from the others.
 */
export const FUNCTIONS = {
  /** Two schedules may fire together. */
  dispatch: { memoryMb: 512, timeout: Duration.minutes(2), concurrency: 2 },
  /** The concurrency is `maxConcurrentScans`. Memory buys processor: half a gigabyte starts twice as slowly. */
  scan: { memoryMb: 1024, timeout: Duration.minutes(10) },
  notify: { memoryMb: 512, timeout: Duration.minutes(2), concurrency: 10 },
  /** Endpoints that hang are waited for side by side. */
  direct: { memoryMb: 512, timeout: Duration.minutes(2), concurrency: 10 },
  digest: { memoryMb: 512, timeout: Duration.minutes(10), concurrency: 1 },
  query: { memoryMb: 1024, timeout: Duration.seconds(30), concurrency: 5 },
  /** CloudWatch gives up on a widget after a minute; who looks at a dashboard waits for less. */
  widget: { memoryMb: 1024, timeout: Duration.seconds(30), concurrency: 5 },
  /** A report of a large org is some megabytes, and as many again while it is made. */
  report: { memoryMb: 2048, timeout: Duration.minutes(15), concurrency: 1 },
  auditEvent: { memoryMb: 512, timeout: Duration.minutes(1), concurrency: 2 },
  /** Looks at the marks of every org. */
  alertChannelCheck: { memoryMb: 512, timeout: Duration.minutes(5), concurrency: 1 },
} as const;

/** A message of the work queue is one org and one job. */
export const WORK = {
  /** One by one: a slow org in a batch would hold up the others of it. */
  batchSize: 1,
  /** Longer than the function's time-out; not six times as long, as for batches, since no message waits in a poller. */
  visibilityTimeout: Duration.minutes(15),
  /** Tries before a message is a dead letter: over an hour of them. */
  maxReceives: 5,
  /** Scans at once, where the construct is not told otherwise. */
  maxConcurrentScans: 10,
} as const;

/** Records of the table's stream. A record that is given up loses nothing: the org's next run delivers from the mark on. */
export const STREAM = {
  batchSize: 10,
  maxBatchingWindow: Duration.seconds(1),
  /** Lanes of a shard. All records of an org are in one lane, in order, so an org that is stuck holds up few others. */
  parallelizationFactor: 10,
  retryAttempts: 8,
  maxRecordAge: Duration.hours(6),
} as const;

/** Audit events of the partner bus. */
export const EVENTS = {
  /** A flood of events becomes one run: it reads the present, however many changes led to it. */
  batchSize: 100,
  maxBatchingWindow: Duration.seconds(30),
  /** Six times the function's time-out, and the window. */
  visibilityTimeout: Duration.minutes(7),
  maxReceives: 5,
} as const;

/** Invocations by a schedule. The slot is part of the event, so a second delivery is the same work, and does nothing. */
export const SCHEDULED = {
  /** Tries of the Scheduler to reach the function. */
  deliveryAttempts: 10,
  /** Tries of a function that fails, after the first. */
  retryAttempts: 2,
  maxEventAge: Duration.hours(1),
} as const;

/** Dead letters are kept as long as SQS allows: somebody may be on holiday. */
export const DEAD_LETTER_RETENTION = Duration.days(14);

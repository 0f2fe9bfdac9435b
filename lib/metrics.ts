/**
 * Names of the figures that the functions write and that alarms and the dashboard read: they exist here only.
 *
 * Each figure is written with two sets of dimensions: `service` alone, over which the alarms look at all orgs at once,
 * and `service` with `org`, for the dashboard. The service is the deployment: the environment names it.
 */
export const METRICS_NAMESPACE = 'OAuthGuardian';

export const METRIC_DIMENSIONS = { service: 'service', org: 'org', severity: 'severity' } as const;

export const METRICS = {
  /** Committed runs. */
  runs: 'Runs',
  /** Of these, runs in which a source that is switched on was not read completely. */
  incompleteRuns: 'IncompleteRuns',
  /** Requests to Genesys, token requests and retries included. */
  apiCalls: 'ApiCalls',
  /** Age of the newest usage data, in hours. */
  usageAgeHours: 'UsageAgeHours',
  /** Open findings after a run, with the further dimension `severity`. */
  openFindings: 'OpenFindings',
  /** Messages that the topic accepted. */
  alertsSent: 'AlertsSent',
  /** Tries to hand a message to the topic that it refused. */
  alertsFailed: 'AlertsFailed',
  /** Subscriptions of the alert topic that nobody confirmed, that are disabled, or that are gone. Without `org`. */
  subscriptionsNotConfirmed: 'SubscriptionsNotConfirmed',
} as const;

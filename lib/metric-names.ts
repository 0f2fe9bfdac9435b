/**
 * What the functions count. Each metric has the dimension `service`: two deployments in one account share the namespace,
 * and one that runs must not speak for one that does not. Runs are counted for all orgs together, by `job` and by `org`.
 * The functions write these names, and the alarms and the dashboard read them.
 */
export const METRIC_NAMESPACE = 'OAuthGuardian';

export const METRICS = {
  /** Committed runs. */
  runs: 'Runs',
  /** Committed runs that could not see everything. */
  incompleteRuns: 'IncompleteRuns',
  /** Requests to Genesys. */
  apiCalls: 'ApiCalls',
  /** Age of the usage data, in hours. Absent until any was seen. */
  usageAgeHours: 'UsageAgeHours',
  /** Findings that are open after a run; also by `org` and `severity`. */
  openFindings: 'OpenFindings',
  /** Messages that a channel accepted. */
  alertsSent: 'AlertsSent',
  /** Channels that did not take a message; they are asked again. */
  alertsFailed: 'AlertsFailed',
  /** Messages of which only a short plain notice could be sent. */
  alertsReplaced: 'AlertsReplaced',
  /** Addresses and channels of `guardian.yaml` that alerts do not reach. Without `org`. */
  subscriptionsNotConfirmed: 'SubscriptionsNotConfirmed',
  /** Overviews in a dashboard in whose place only the reason could be shown. Without `org`. */
  widgetsFailed: 'WidgetsFailed',
} as const;

export const METRIC_DIMENSIONS = { service: 'service', job: 'job', org: 'org', severity: 'severity' } as const;

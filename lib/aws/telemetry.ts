import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { isIncomplete } from '../domain/coverage.ts';
import type { RunRecord } from '../domain/run.ts';
import { SEVERITIES } from '../domain/severity.ts';
import { FUNCTION_ENV } from '../env.ts';
import type { NotifyOutcome } from '../jobs/notify.ts';
import { METRIC_DIMENSIONS, METRIC_NAMESPACE, METRICS } from '../metric-names.ts';

const serviceName = process.env[FUNCTION_ENV.service] ?? 'oauth-guardian';

/** Structured logs of all functions. Nothing that is logged holds a credential: adapters make no error that does. */
export const logger = new Logger({ serviceName });

/** Counts a committed run: for all orgs together, by job and by org. */
export function countRun(run: RunRecord, now: Date): void {
  const metrics = metricsBy([{}, { [METRIC_DIMENSIONS.job]: run.job }, { [METRIC_DIMENSIONS.org]: inAscii(run.org) }]);
  metrics.addMetric(METRICS.runs, MetricUnit.Count, 1);
  metrics.addMetric(METRICS.incompleteRuns, MetricUnit.Count, isIncomplete(run.coverage) ? 1 : 0);
  metrics.addMetric(METRICS.apiCalls, MetricUnit.Count, run.apiCalls);
  metrics.addMetric(
    METRICS.openFindings,
    MetricUnit.Count,
    Object.values(run.open).reduce((sum, n) => sum + n, 0),
  );
  if (run.usageAsOf) {
    const hours = (now.getTime() - Date.parse(run.usageAsOf)) / 3_600_000;
    // CloudWatch has no unit of hours.
    metrics.addMetric(METRICS.usageAgeHours, MetricUnit.NoUnit, Math.max(0, hours));
  }
  metrics.publishStoredMetrics();
  for (const severity of SEVERITIES) {
    const bySeverity = metricsBy([
      { [METRIC_DIMENSIONS.org]: inAscii(run.org), [METRIC_DIMENSIONS.severity]: severity },
    ]);
    bySeverity.addMetric(METRICS.openFindings, MetricUnit.Count, run.open[severity]);
    bySeverity.publishStoredMetrics();
  }
}

/** Counts what channels took of an org's messages, and what they did not. */
export function countAlerts(org: string, { delivered, failed, replaced }: NotifyOutcome): void {
  const metrics = metricsBy([{}, { [METRIC_DIMENSIONS.org]: inAscii(org) }]);
  metrics.addMetric(METRICS.alertsSent, MetricUnit.Count, delivered.length);
  metrics.addMetric(METRICS.alertsFailed, MetricUnit.Count, failed.length);
  metrics.addMetric(METRICS.alertsReplaced, MetricUnit.Count, replaced.length);
  metrics.publishStoredMetrics();
}

/** Counts addresses that no confirmed subscription reaches. */
export function countUnreached(count: number): void {
  const metrics = metricsBy([{}]);
  metrics.addMetric(METRICS.subscriptionsNotConfirmed, MetricUnit.Count, count);
  metrics.publishStoredMetrics();
}

/** Counts an overview in whose place only the reason could be shown. */
export function countFailedWidget(): void {
  const metrics = metricsBy([{}]);
  metrics.addMetric(METRICS.widgetsFailed, MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
}

/** Metrics with `service` and exactly these sets of dimensions: what alarms name must match to the letter. */
function metricsBy(dimensionSets: readonly Readonly<Record<string, string>>[]): Metrics {
  // Powertools adds `service` to every set by itself.
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName });
  for (const dimensions of dimensionSets) metrics.addDimensions({ ...dimensions });
  return metrics;
}

/** CloudWatch takes ASCII only. */
function inAscii(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?');
}

import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE, METRICS } from '../metric-names.ts';

/** A figure of all orgs together: the functions write it without a dimension. */
export function guardianMetric(name: keyof typeof METRICS, options: MetricOptions): Metric {
  return new Metric({ namespace: METRIC_NAMESPACE, metricName: METRICS[name], ...options });
}

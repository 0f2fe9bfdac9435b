import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_DIMENSIONS, METRIC_NAMESPACE, METRICS } from '../metric-names.ts';

/** A figure of all orgs of a deployment together, of one job where it is said. */
export function guardianMetric(
  name: keyof typeof METRICS,
  { service, job, ...options }: MetricOptions & { readonly service: string; readonly job?: string },
): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName: METRICS[name],
    dimensionsMap: {
      [METRIC_DIMENSIONS.service]: service,
      ...(job !== undefined && { [METRIC_DIMENSIONS.job]: job }),
    },
    ...options,
  });
}

/**
 * Public list prices of AWS in us-east-1, in US dollars, without free tiers, discounts and tax. They change: compare
 * them with https://aws.amazon.com/pricing before you rely on a sum.
 */
export const PRICES = {
  asOf: '2026-11-22',
  lambda: { perMillionRequests: 0.2, perArmGbSecond: 0.0000133334 },
  dynamodb: { perMillionReadUnits: 0.125, perMillionWriteUnits: 0.625, perGbMonth: 0.25, recoveryPerGbMonth: 0.2 },
  sqs: { perMillionRequests: 0.4 },
  scheduler: { perMillionInvocations: 1 },
  secrets: { perSecretMonth: 0.4, perTenThousandCalls: 0.05 },
  kms: { perKeyMonth: 1, perTenThousandRequests: 0.03 },
  sns: { perMillionPublishes: 0.5, perHundredThousandMails: 2 },
  s3: { perGbMonth: 0.023, perThousandPuts: 0.005 },
  logs: { perGbIngested: 0.5, perGbMonth: 0.03 },
  alarms: { perAlarmMonth: 0.1 },
  dashboards: { perDashboardMonth: 3 },
  /** For each metric and month, by how many there are already. */
  metrics: [
    { upTo: 10_000, each: 0.3 },
    { upTo: 250_000, each: 0.1 },
    { upTo: 1_000_000, each: 0.05 },
    { upTo: Number.POSITIVE_INFINITY, each: 0.02 },
  ],
} as const;

/** What so many metrics cost in a month, in US dollars: the first ones at the highest price. */
export function metricsPrice(count: number): number {
  let [paid, sum] = [0, 0];
  for (const { upTo, each } of PRICES.metrics) {
    const here = Math.max(0, Math.min(count, upTo) - paid);
    sum += here * each;
    paid += here;
  }
  return sum;
}

/** Severities, worst first: the order in which findings are shown. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** 0 for critical … 4 for info. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** The worst of some severities; `fallback` where there is none. */
export function worstSeverity(severities: Iterable<Severity>, fallback: Severity): Severity {
  let worst: Severity | undefined;
  for (const severity of severities) {
    if (worst === undefined || severityRank(severity) < severityRank(worst)) worst = severity;
  }
  return worst ?? fallback;
}

/** True if `severity` is `threshold` or worse. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severityRank(severity) <= severityRank(threshold);
}

/** A count by severity, zero where there is none. */
export type SeverityCounts = Readonly<Record<Severity, number>>;

export function countBySeverity(items: Iterable<{ readonly severity: Severity }>): SeverityCounts {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of items) counts[severity] += 1;
  return counts;
}

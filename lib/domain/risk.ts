import { type Severity, worstSeverity } from './severity.ts';

/** How bad it is if the wrong client holds something, and why, in one sentence for an administrator. */
export interface Risk {
  readonly severity: Severity;
  readonly reason: string;
}

/** The risk of several things held together: that of the worst, and the ones that are as bad. */
export interface CombinedRisk<T extends Risk> {
  /** `info` where nothing is held. */
  readonly severity: Severity;
  /** Every risk of that severity, in the order given; empty where nothing is held. */
  readonly because: readonly T[];
}

/** The worst of some risks, with all that are equally bad. */
export function combineRisks<T extends Risk>(risks: readonly T[]): CombinedRisk<T> {
  const severity = worstSeverity(
    risks.map((risk) => risk.severity),
    'info',
  );
  return { severity, because: risks.filter((risk) => risk.severity === severity) };
}

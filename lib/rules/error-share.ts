import type { DaySpan } from '../domain/usage/calendar.ts';
import type { UsageDay } from '../domain/usage/day.ts';
import type { ErrorShare } from '../domain/usage/error-share.ts';
import { newestWholeDay, staleness, tenthsOf } from './fresh-usage.ts';
import {
  compliant,
  type MeteredClient,
  type RuleContext,
  type UsageFacts,
  unknownBecause,
  type Verdict,
  type Violation,
  violatedBy,
} from './rule.ts';

/** What `rate-limited` and `failing-calls` differ in. */
export interface ErrorShareOptions {
  readonly client: MeteredClient;
  readonly usage: UsageFacts;
  readonly context: RuleContext;
  readonly shareOf: (days: readonly UsageDay[], clientId: string, window: DaySpan) => ErrorShare | undefined;
  /** Share above which the rule is violated; exactly that much is compliant. */
  readonly threshold: number;
  readonly describe: (errors: ErrorShare, date: string) => Omit<Violation, 'severity' | 'evidence'>;
}

/**
 * Judges the share of a client's requests that failed on the newest complete day. With fewer requests than
 * `thresholds.minimumRequests` a share says nothing about anybody's quota, and the rule is content.
 */
export function judgeErrorShare({ client, usage, context, shareOf, threshold, describe }: ErrorShareOptions): Verdict {
  const stale = staleness(usage, context);
  if (stale) return unknownBecause(stale);
  const day = newestWholeDay(usage, context);
  const errors = day && shareOf(usage.days, client.id, { from: day.date, to: day.date });
  if (!day || !errors) return unknownBecause('No complete day of usage is known yet.');
  if (errors.requests < context.thresholds.minimumRequests || errors.share <= threshold) return compliant;
  return violatedBy([
    {
      severity: 'medium',
      evidence: { shareAtLeast: tenthsOf(errors.share) },
      ...describe(errors, day.date),
    },
  ]);
}

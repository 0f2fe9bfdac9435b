import { later } from '../../domain/day.ts';
import type { Finding } from '../../domain/finding.ts';
import { openDigest } from '../../domain/finding.ts';
import { unresolvedAfter } from '../../domain/life-cycle.ts';
import { type ReminderConfig, wakeTime } from '../../domain/reminder.ts';
import { type Act, lastScanOf, type RunPayload, type RunRecord, type RunState } from '../../domain/run.ts';
import { countBySeverity } from '../../domain/severity.ts';

/**
 * The record of a run in which somebody decided something and nothing was read: it carries on all that is known of the
 * org. What the jobs judged last is left out, so that the next scan judges anew. Pure.
 */
export function actRun(options: {
  readonly latest: RunRecord;
  /** Findings that were not resolved before the act. */
  readonly unresolved: readonly Finding[];
  readonly act: Act;
  readonly payload: RunPayload;
  /** ISO time, from {@link actTime}. */
  readonly at: string;
  readonly attempt: string;
  readonly config: ReminderConfig;
}): RunRecord {
  const { latest, act, payload, at, attempt } = options;
  const unresolved = unresolvedAfter(options.unresolved, payload.transitions);
  const wakeAt = wakeTime(unresolved, options.config);
  // Whatever a later version comes to remember is carried on, too.
  const { slot: _, wakeAt: __, ...known } = latest;
  return {
    ...known,
    id: `act@${at}#${attempt.slice(0, 8)}`,
    job: 'act',
    act,
    attempt,
    seq: latest.seq + 1,
    at,
    startedAt: at,
    finishedAt: at,
    apiCalls: 0,
    isBaseline: false,
    counts: { revisions: 0, transitions: payload.transitions.length, usageRows: 0 },
    chunks: 0,
    warnings: [],
    judged: {},
    open: countBySeverity(unresolved.filter(({ state }) => state === 'open')),
    openDigest: openDigest(unresolved),
    ...(wakeAt && { wakeAt }),
    lastScan: lastScanOf(latest),
  };
}

/** ISO time of an act: never earlier than the run before, even if this machine's clock is behind. */
export function actTime(latest: RunState, now: Date): string {
  return later(now.toISOString(), new Date(Date.parse(latest.at) + 1).toISOString());
}

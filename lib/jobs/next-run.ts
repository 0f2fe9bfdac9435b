import type { Coverage } from '../domain/coverage.ts';
import { later } from '../domain/day.ts';
import { type Finding, openDigest } from '../domain/finding.ts';
import { ENTITY_KINDS } from '../domain/org.ts';
import type { Job, RunPayload, RunRecord, RunState } from '../domain/run.ts';
import { countBySeverity } from '../domain/severity.ts';
import type { Decision } from './decide.ts';
import { observedDays } from './observed-days.ts';
import type { OrgReading } from './reading.ts';
import type { Sighting } from './sighting.ts';

/** A run that found nothing to say. */
export const EMPTY_PAYLOAD: RunPayload = { revisions: [], approvals: [], transitions: [], usage: [], endpoints: [] };

/** What {@link nextRun} puts together. */
interface NextRunOptions {
  readonly id: string;
  readonly attempt: string;
  readonly org: { readonly name: string };
  readonly job: Job;
  readonly slot?: string;
  readonly latest: RunRecord | undefined;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly apiCalls: number;
  readonly reading: OrgReading;
  readonly sighting: Sighting;
  readonly coverage: Coverage;
  readonly payload: RunPayload;
  readonly decision: Decision | undefined;
}

/** The record of a run, carrying on what the last one knew. Pure. */
export function nextRun(options: NextRunOptions): RunRecord {
  const { latest, reading, sighting, decision, payload, job, slot, finishedAt } = options;
  const genesysOrg = reading.self?.org ?? latest?.genesysOrg;
  const at = commitTime(latest, finishedAt);
  const baselineAt = latest?.baselineAt ?? (decision?.completesBaseline ? at : undefined);
  const usageAsOf = decision?.usageAsOf ?? latest?.usageAsOf;
  const wakeAt = decision ? decision.wakeAt : latest?.wakeAt;
  const observed = observedDays(latest, decision?.endpointsRead);
  const ownClientId = reading.self?.clientId ?? latest?.ownClientId;
  return {
    id: options.id,
    org: options.org.name,
    job,
    ...(slot && { slot }),
    attempt: options.attempt,
    seq: (latest?.seq ?? 0) + 1,
    at,
    startedAt: options.startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    apiCalls: options.apiCalls,
    coverage: shownCoverage(options.coverage, reading),
    isBaseline: latest?.baselineAt === undefined,
    counts: {
      revisions: payload.revisions.length,
      transitions: payload.transitions.length,
      usageRows: payload.usage.reduce((sum, { rows }) => sum + rows.length, 0),
      ...(payload.reminders && { reminders: payload.reminders.length }),
    },
    chunks: 0,
    warnings: [...clockWarnings(latest, finishedAt), ...(decision?.warnings ?? [])],
    ...(genesysOrg && { genesysOrg }),
    roots: roots(latest, reading, sighting, decision),
    slots: { ...latest?.slots, ...(slot && { [job]: slot }) },
    sources: decision?.sources ?? sighting.sources,
    judged: judgedAfter(options),
    ...openAfter(latest, decision?.unresolved),
    ...(baselineAt && { baselineAt }),
    ...(usageAsOf && { usageAsOf }),
    ...observed,
    ...(ownClientId && { ownClientId }),
    ...(wakeAt && { wakeAt }),
  };
}

/**
 * What each job judged last. A run that changed what is remembered makes the others judge again: what they saw last may
 * be there once more, and mean something else now.
 */
function judgedAfter({ latest, job, sighting, decision, payload }: NextRunOptions): RunState['judged'] {
  const { revisions, approvals, transitions } = payload;
  // A reminder changes nothing that rules look at.
  const isSameMemory = revisions.length + approvals.length + transitions.length === 0;
  return {
    ...(isSameMemory && latest?.judged),
    // What was left unsettled must not make the next run quiet.
    ...(!decision?.isUnsettled && { [job]: sighting.judged }),
  };
}

/** Usage without its calls by operation is not all of usage, though it is enough for rates and shares. */
function shownCoverage(coverage: Coverage, { endpointsGap }: OrgReading): Coverage {
  if (!endpointsGap || coverage.usage.status !== 'complete') return coverage;
  return { ...coverage, usage: { ...coverage.usage, status: 'incomplete', reason: endpointsGap } };
}

/** History is in order of its numbers, so its times never go back, whatever the machine's clock does. */
function commitTime(latest: RunState | undefined, now: Date): string {
  if (!latest) return now.toISOString();
  return later(now.toISOString(), new Date(Date.parse(latest.at) + 1).toISOString());
}

function clockWarnings(latest: RunState | undefined, now: Date): string[] {
  const behindSeconds = latest ? Math.round((Date.parse(latest.at) - now.getTime()) / 1000) : 0;
  if (behindSeconds <= 1) return [];
  return [
    `the clock is ${behindSeconds} s behind the last run (${latest?.at}): set the machine's clock; ` +
      'until it has caught up, runs are filed right after the last one',
  ];
}

function roots(
  latest: RunState | undefined,
  reading: OrgReading,
  { seen }: Sighting,
  decision: Decision | undefined,
): RunState['roots'] {
  const next: Partial<Record<(typeof ENTITY_KINDS)[number] | 'usage', string>> = { ...latest?.roots };
  for (const kind of ENTITY_KINDS) {
    const settled = decision?.roots[kind];
    if (settled) next[kind] = settled;
    else if (!decision && reading.kinds[kind]?.isComplete && seen[kind]) next[kind] = seen[kind];
  }
  if (seen.usage) next.usage = seen.usage;
  return next;
}

function openAfter(
  latest: RunState | undefined,
  unresolved: readonly Finding[] | undefined,
): Pick<RunState, 'open' | 'openDigest'> {
  if (!unresolved)
    return { open: latest?.open ?? countBySeverity([]), openDigest: latest?.openDigest ?? openDigest([]) };
  return {
    open: countBySeverity(unresolved.filter(({ state }) => state === 'open')),
    openDigest: openDigest(unresolved),
  };
}

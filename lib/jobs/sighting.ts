import { type Coverage, SOURCES, type SourceCoverage, type SourceName, SWITCHED_OFF } from '../domain/coverage.ts';
import { addDays, dayOf } from '../domain/day.ts';
import type { OrgConfig } from '../domain/manifest.ts';
import { ENTITY_KINDS, type EntityKind } from '../domain/org.ts';
import { isSwitchedOn } from '../domain/own-permissions.ts';
import type { RunState, SourceState } from '../domain/run.ts';
import { judgementDigest } from '../domain/run-digest.ts';
import { digest, entityHashes, rootHash } from '../domain/snapshot.ts';
import { LATE_DAYS, type OrgReading } from './reading.ts';
import type { ScanOptions } from './scan.ts';

/** A reading in hashes: enough to tell whether there is anything to judge, without loading the memory. */
export interface Sighting {
  /** Hash of what was seen of each kind that was read, complete or not. */
  readonly seen: Partial<Readonly<Record<EntityKind | 'usage', string>>>;
  readonly sources: RunState['sources'];
  /** Coverage of a quiet run: audits are only looked up when something changed. */
  readonly coverage: Coverage;
  /** Digest of everything that a judgement of this reading depends on. */
  readonly judged: string;
  /**
   * True if a committed run of the same job judged exactly this, nothing was read that has to be kept, and nothing has
   * fallen due since.
   */
  readonly isQuiet: boolean;
}

/** Hashes a reading and compares it with the last run. Pure. */
export function sight(options: {
  readonly reading: OrgReading;
  readonly latest: RunState | undefined;
  readonly options: Pick<ScanOptions, 'org' | 'config' | 'rules' | 'job'>;
  readonly now: Date;
}): Sighting {
  const { reading, latest, now } = options;
  const { org, config, rules, job } = options.options;
  const audits: SourceCoverage = {
    status: 'skipped',
    count: 0,
    asOf: now.toISOString(),
    reason: org.readAudits
      ? 'nothing changed, so nobody had to be looked up'
      : `${SWITCHED_OFF}: readAudits in guardian.yaml`,
  };
  const coverage: Coverage = { ...reading.coverage, audits };
  const sources = sourceStates(latest, coverage, org);
  const seen = seenHashes(reading, now);
  const judgedBy = digest(
    JSON.stringify([
      org,
      config.vendors,
      config.thresholds,
      config.rules,
      config.waivers,
      config.alerts.remindAfterDays,
      rules.map(({ id }) => id),
    ]),
  );
  const self = digest(JSON.stringify(reading.self ?? null));
  const judged = judgementDigest({ seen, coverage: reading.coverage, sources, judgedBy: `${judgedBy} ${self}`, now });
  const isDue = latest?.wakeAt !== undefined && Date.parse(latest.wakeAt) <= now.getTime();
  const isQuiet = latest?.judged[job] === judged && !reading.endpoints && !isDue;
  return { seen, sources, coverage, judged, isQuiet };
}

/**
 * What is remembered of each source after this run. One that was not asked keeps its history; one that is switched off
 * has none.
 */
export function sourceStates(latest: RunState | undefined, coverage: Coverage, org: OrgConfig): RunState['sources'] {
  const states: Partial<Record<SourceName, SourceState>> = {};
  for (const source of SOURCES) {
    const state = stateAfter(latest?.sources[source], coverage[source]);
    if (state && isSwitchedOn(source, org)) states[source] = state;
  }
  return states;
}

function stateAfter(
  before: SourceState | undefined,
  { status, asOf, reason }: SourceCoverage,
): SourceState | undefined {
  switch (status) {
    case 'skipped':
      return before;
    case 'complete':
      return { completeAt: asOf, failures: 0 };
    case 'incomplete':
    case 'failed':
      return {
        ...(before?.completeAt && { completeAt: before.completeAt }),
        failures: (before?.failures ?? 0) + 1,
        ...(reason && { reason }),
      };
    default:
      return status satisfies never;
  }
}

/** Of usage only the days that every run reads: a first look reaches back further, and means no change by that. */
function seenHashes({ kinds, usage }: OrgReading, now: Date): Sighting['seen'] {
  const seen: Partial<Record<EntityKind | 'usage', string>> = {};
  for (const kind of ENTITY_KINDS) {
    const hash = kindHash(kind, kinds);
    if (hash) seen[kind] = hash;
  }
  if (usage) {
    const oldest = addDays(dayOf(now), -LATE_DAYS);
    const rows = usage.rows.filter(({ date }) => date >= oldest).map((row) => JSON.stringify(row));
    seen.usage = digest(rows.sort().join('\n'));
  }
  return seen;
}

function kindHash<K extends EntityKind>(kind: K, kinds: OrgReading['kinds']): string | undefined {
  const reading = kinds[kind];
  return reading && rootHash(entityHashes(kind, reading.entities));
}

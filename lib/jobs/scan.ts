import { randomUUID } from 'node:crypto';
import type { Coverage } from '../domain/coverage.ts';
import type { Transition } from '../domain/finding.ts';
import type { GuardianConfig, OrgConfig } from '../domain/manifest.ts';
import type { Job, RunPayload, RunRecord } from '../domain/run.ts';
import type { Clock, GenesysSource, Store } from '../ports.ts';
import type { Rule } from '../rules/rule.ts';
import { decide } from './decide.ts';
import { EMPTY_PAYLOAD, nextRun } from './next-run.ts';
import { readOrg } from './reading.ts';
import { assertSameOrg } from './same-org.ts';
import { type Sighting, sight } from './sighting.ts';

/** What a scan needs. */
export interface ScanOptions {
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly rules: readonly Rule[];
  readonly job: Job;
  /** The schedule's own time: the same slot twice is one run. Left out for a run that somebody started. */
  readonly slot?: string;
  readonly source: GenesysSource;
  readonly store: Store;
  readonly clock: Clock;
  readonly onProgress?: (message: string) => void;
}

/** What a scan came to. */
export interface ScanOutcome {
  /** `covered`: another run had already covered the slot; `run` is the newest one. */
  readonly outcome: 'committed' | 'covered';
  readonly run: RunRecord;
  readonly transitions: readonly Transition[];
}

/** Tries of a run that other runs overtook. More would mean that something is badly wrong with the schedule. */
const MOST_TRIES = 3;

/**
 * One run over one org: read, decide, commit. Whatever Genesys does ends in a committed run that says what was seen.
 * Notification is a job of its own that follows the committed record.
 *
 * @throws StoreError if the memory cannot be read or written; nothing is visible then
 * @throws UsageError if the store holds the history of another org
 */
export async function scan(options: ScanOptions): Promise<ScanOutcome> {
  for (let tries = 1; ; tries += 1) {
    const latest = await options.store.latestRun(options.org.name);
    if (latest && isCovered(options, latest)) return { outcome: 'covered', run: latest, transitions: [] };
    const { run, payload } = await prepare(options, latest);
    options.onProgress?.('writing the run');
    const { outcome } = await options.store.commit(run, payload);
    if (outcome === 'committed') return { outcome, run, transitions: payload.transitions };
    if (tries === MOST_TRIES) {
      throw new Error(`${tries} runs of org ${options.org.name} were overtaken by others: are two schedules active?`);
    }
    options.onProgress?.('another run committed first: reading again');
  }
}

/** A slot that is not newer than one already covered has nothing to add: a run reads the present, never its slot. */
function isCovered({ job, slot }: ScanOptions, latest: RunRecord): boolean {
  const covered = latest.slots[job];
  return slot !== undefined && covered !== undefined && slot <= covered;
}

async function prepare(
  options: ScanOptions,
  latest: RunRecord | undefined,
): Promise<{ run: RunRecord; payload: RunPayload }> {
  const { source, org, job, clock } = options;
  const startedAt = clock.now();
  const callsBefore = source.apiCalls;
  options.onProgress?.(`reading ${org.name}`);
  const reading = await readOrg({ source, org, job, latest, now: startedAt });
  assertSameOrg(latest, reading.self, org.name);
  const sighting: Sighting = sight({ reading, latest, options, now: startedAt });
  const decision = sighting.isQuiet ? undefined : await decide({ ...options, latest, reading, sighting, startedAt });
  const coverage: Coverage = decision?.coverage ?? sighting.coverage;
  const payload = decision?.payload ?? EMPTY_PAYLOAD;
  const run = nextRun({
    ...options,
    id: runId(options, startedAt),
    attempt: randomUUID(),
    latest,
    startedAt,
    finishedAt: clock.now(),
    apiCalls: source.apiCalls - callsBefore,
    reading,
    sighting,
    coverage,
    payload,
    decision,
  });
  return { run, payload };
}

/** The run's name: its slot where it has one, so that a repeat is recognised by eye too. */
function runId({ job, slot }: ScanOptions, startedAt: Date): string {
  return slot ? `${job}@${slot}` : `${job}@${startedAt.toISOString()}#${randomUUID().slice(0, 8)}`;
}

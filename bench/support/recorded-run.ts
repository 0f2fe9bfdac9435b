import { FrozenClock } from '../../lib/clock.ts';
import type { GuardianConfig, OrgConfig } from '../../lib/domain/manifest.ts';
import type { RunRecord } from '../../lib/domain/run.ts';
import { type Decision, decide } from '../../lib/jobs/decide.ts';
import { type OrgReading, readOrg } from '../../lib/jobs/reading.ts';
import { type Sighting, sight } from '../../lib/jobs/sighting.ts';
import type { GenesysSource, Store } from '../../lib/ports.ts';
import { RULES } from '../../lib/rules/index.ts';
import type { WatchedGeneratedOrg } from './generated-org.ts';
import { type Answers, recorded, replayed } from './replay.ts';

/** All that a run gets from Genesys and from the store: enough to decide it again, in another process. */
export interface RecordedRun {
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly at: string;
  readonly latest: RunRecord | undefined;
  readonly reading: OrgReading;
  /** What was asked while deciding; empty for a quiet run. */
  readonly answers: Answers;
}

const JOB = 'configuration';

/** Reads and decides what a run would now, without committing it. */
export async function recordRun({ org, config, clock, store, source }: WatchedGeneratedOrg): Promise<RecordedRun> {
  const genesys = source();
  const latest = await store.latestRun(org.name);
  const reading = await readOrg({ source: genesys, org, job: JOB, latest, now: clock.now() });
  const answers = new Map<string, unknown>();
  const run = { org, config, at: clock.now().toISOString(), latest, reading, answers };
  const sighting = sightingOf(run);
  if (!sighting.isQuiet) {
    await decisionOf(run, sighting, { source: recorded(genesys, answers), store: recorded(store, answers) });
  }
  return run;
}

/** Hashes what was read: all that a quiet run does. */
export function sightingOf({ org, config, at, latest, reading }: RecordedRun): Sighting {
  return sight({ reading, latest, options: { org, config, rules: RULES, job: JOB }, now: new Date(at) });
}

/** Decides a recorded run; the answers are at hand unless other ports are given. */
export function decisionOf(
  { org, config, at, latest, reading, answers }: RecordedRun,
  sighting: Sighting,
  ports: { readonly source: GenesysSource; readonly store: Store } = {
    source: replayed<GenesysSource>(answers),
    store: replayed<Store>(answers),
  },
): Promise<Decision> {
  const clock = new FrozenClock(at);
  const options = { org, config, rules: RULES, job: JOB, clock, startedAt: clock.now() } as const;
  return decide({ ...options, ...ports, latest, reading, sighting });
}

import { runComposer } from '../../../lib/alerts/compose.ts';
import { composeDigest } from '../../../lib/alerts/digest.ts';
import { FrozenClock } from '../../../lib/clock.ts';
import { parseConfig } from '../../../lib/config/index.ts';
import { addDays, dayOf } from '../../../lib/domain/day.ts';
import { openGenesys } from '../../../lib/genesys/index.ts';
import { acknowledge } from '../../../lib/jobs/acts/triage.ts';
import { sendDigest } from '../../../lib/jobs/digest.ts';
import { notify } from '../../../lib/jobs/notify.ts';
import { scan } from '../../../lib/jobs/scan.ts';
import type { AlertMessage } from '../../../lib/ports.ts';
import { RULES } from '../../../lib/rules/index.ts';
import { generateOrg, generateUsage, openSimulator, Random, type World } from '../../../lib/simulator/index.ts';
import { openMemoryStore } from '../memory-store.ts';
import { BENIGN_CHANGES, type NoisyOrg } from './benign.ts';
import { DRIFTS } from './drifts.ts';

export interface NoisyMonthOptions {
  readonly seed: number;
  readonly clients: number;
  readonly roles: number;
  readonly divisions: number;
  readonly days: number;
  readonly benignChangesADay: number;
  /** At most six; spread over the time. */
  readonly drifts: number;
  readonly onProgress?: (message: string) => void;
}

/** What people got of it. */
export interface NoisyMonth {
  readonly messages: readonly AlertMessage[];
  /** Changes that were made, by kind. */
  readonly benign: ReadonlyMap<string, number>;
  readonly drifts: readonly string[];
  readonly runs: number;
}

const START = '2026-11-03T00:00:00.000Z';
const HOURS_A_DAY = 24;
const DIGEST_HOUR = 7;
/** Somebody undoes a drift so long after it was made: before anybody is reminded. */
const HOURS_TO_MEND = 9;
/** Days of usage before the first look: more than `thresholds.unusedDays`. */
const DAYS_BEFORE = 36;

/**
 * A noisy org under the schedules of a deployment: a run every hour that reads everything, notify after each, a digest a day. What
 * the first look found is acknowledged in the first hour, so that it is not told again, and each drift is undone.
 */
export async function noisyMonth(options: NoisyMonthOptions): Promise<NoisyMonth> {
  const clock = new FrozenClock(START);
  const random = new Random(options.seed);
  const world = noisyWorld(options, clock);
  const simulator = openSimulator({ world, ratePerMinute: 100_000 });
  const store = openMemoryStore();
  const config = parseConfig(MANIFEST, 'guardian.yaml').config;
  const [org] = config.orgs ?? [];
  if (!org) throw new Error('the manifest names no org');
  const messages: AlertMessage[] = [];
  const sink = {
    channel: 'topic',
    send: async (message: AlertMessage) => {
      messages.push(message);
    },
  };
  const run = async () => {
    const source = openGenesys({
      gateway: 'http://simulator',
      fetch: simulator.fetch,
      credentials: async () => simulator.credentials,
      now: () => clock.now(),
      share: 1,
      retry: { pollMs: 1 },
    });
    await scan({ org, config, rules: RULES, job: 'all', source, store, clock });
    await notify({ store, org: org.name, sinks: [sink], compose: runComposer(config) });
  };
  const openFindings = async () => store.unresolvedFindings(org.name, (await store.latestRun(org.name))?.openDigest);

  await run();
  const ids = (await openFindings()).map(({ id }) => id);
  if (ids.length > 0)
    await acknowledge({ store, clock, org: org.name, config, by: 'Kim Novak', owner: 'Platform', ids });

  const benign = new Map<string, number>();
  const made: string[] = [];
  const undoAt = new Map<number, () => void>();
  const hours = options.days * HOURS_A_DAY;
  const driftHours = DRIFTS.slice(0, options.drifts).map((drift, index) => {
    return [Math.floor(((index + 0.5) * (hours - HOURS_TO_MEND)) / options.drifts), drift] as const;
  });
  let number = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    await clock.sleep(Date.parse(START) + hour * HOUR_MS + 5 * 60_000 - clock.now().getTime());
    const troubled = (await openFindings()).map(({ subject, client }) => `${subject} ${client.id}`).join('\n');
    const noisy: NoisyOrg = {
      world,
      random,
      isTroubled: (id) => troubled.includes(id),
      next: () => {
        number += 1;
        return number;
      },
    };
    for (let change = changesIn(hour, options); change > 0; change -= 1) count(benign, makeNoise(noisy));
    undoAt.get(hour)?.();
    for (const [at, drift] of driftHours) {
      if (at !== hour) continue;
      undoAt.set(hour + HOURS_TO_MEND, drift.make(world, random));
      made.push(drift.name);
    }
    await run();
    if (hour % HOURS_A_DAY === DIGEST_HOUR) {
      const slot = clock.now().toISOString();
      await sendDigest({ store, org, config, slot, sink, compose: composeDigest });
      options.onProgress?.(`day ${Math.floor(hour / HOURS_A_DAY) + 1} of ${options.days}`);
    }
  }
  const runs = (await store.latestRun(org.name))?.seq ?? 0;
  await store.close();
  return { messages, benign, drifts: made, runs };
}

const HOUR_MS = 3_600_000;
const MANIFEST = JSON.stringify({ orgs: [{ name: 'noisy', licences: { CX3: 1000 } }] });

function noisyWorld({ seed, clients, roles, divisions, days }: NoisyMonthOptions, clock: FrozenClock): World {
  const world = generateOrg({ seed, clients, roles, divisions, clock: () => clock.now() });
  const today = dayOf(clock.now());
  generateUsage(world, { from: addDays(today, -DAYS_BEFORE), to: addDays(today, days), seed });
  return world;
}

/** The day's changes, evenly over its hours. */
function changesIn(hour: number, { benignChangesADay }: NoisyMonthOptions): number {
  const until = (hours: number) => Math.floor((hours * benignChangesADay) / HOURS_A_DAY);
  return until(hour + 1) - until(hour);
}

/** Makes one change of any kind, and answers its kind. */
function makeNoise(org: NoisyOrg): string {
  for (;;) {
    const [kind, change] = org.random.pick(Object.entries(BENIGN_CHANGES));
    if (change(org)) return kind;
  }
}

function count(counts: Map<string, number>, kind: string): void {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
}

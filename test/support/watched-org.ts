import { FrozenClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config/index.ts';
import type { GuardianConfig } from '../../lib/domain/manifest.ts';
import type { Job } from '../../lib/domain/run.ts';
import { openGenesys } from '../../lib/genesys/index.ts';
import { type ScanOutcome, scan } from '../../lib/jobs/scan.ts';
import type { Store } from '../../lib/ports.ts';
import { RULES } from '../../lib/rules/index.ts';
import { demoManifest, demoOrg, type Simulator, startSimulator, type World } from '../../lib/simulator/index.ts';
import { openEmbeddedStore } from '../../lib/store/index.ts';

/** A Tuesday. */
export const START = '2026-03-03T12:00:00.000Z';

/** A simulated org and a guardian that watches it, with real parts throughout: SDK, HTTP, DynamoDB engine. */
export interface WatchedOrg {
  readonly world: World;
  readonly clock: FrozenClock;
  readonly simulator: Simulator;
  readonly store: Store;
  readonly config: GuardianConfig;
  /** Scans an hour after the last scan, unless told otherwise. */
  scan(options?: { readonly afterHours?: number; readonly job?: Job; readonly slot?: string }): Promise<ScanOutcome>;
  close(): Promise<void>;
}

/** Watches the demo org, or another world, by the demo's manifest or another one. */
export async function watchOrg(
  options: {
    /** Default: one that stands still unless a scan moves it. */
    readonly clock?: FrozenClock;
    readonly world?: (clock: FrozenClock) => World;
    readonly manifest?: string;
    readonly store?: Store;
    readonly config?: Partial<GuardianConfig['thresholds']>;
    /** Longest time of one request: short where a fault lets one hang. */
    readonly timeoutMs?: number;
  } = {},
): Promise<WatchedOrg> {
  const clock = options.clock ?? new FrozenClock(START);
  const world = options.world?.(clock) ?? demoOrg({ clock: () => clock.now() });
  world.useClock(() => clock.now());
  const simulator = await startSimulator({ world });
  const store = options.store ?? (await openEmbeddedStore({}));
  const parsed = parseConfig(options.manifest ?? demoManifest, 'guardian.yaml').config;
  const config = { ...parsed, thresholds: { ...parsed.thresholds, ...options.config } };
  const org = config.orgs?.[0];
  if (!org) throw new Error('the manifest names no org');
  return {
    world,
    clock,
    simulator,
    store,
    config,
    scan: async ({ afterHours = 1, job = 'all', slot } = {}) => {
      await clock.sleep(afterHours * 3_600_000);
      const source = openGenesys({
        gateway: simulator.url,
        credentials: async () => simulator.credentials,
        now: () => clock.now(),
        share: 1,
        ...(options.timeoutMs && { timeoutMs: options.timeoutMs }),
        retry: QUICK,
      });
      return scan({ org, config, rules: RULES, job, ...(slot && { slot }), source, store, clock });
    },
    close: async () => {
      await simulator.close();
      if (!options.store) await store.close();
    },
  };
}

/** Retries at once: the pauses are the adapter's own matter, and are tested there. */
const QUICK = { attempts: 2, firstDelayMs: 1, maxDelayMs: 5, maxRetryAfterMs: 0, pollMs: 1 };

/** `rule client` of each transition to a state, sorted: what a reader would hear of. */
export function told({ transitions }: ScanOutcome, to: 'open' | 'resolved' = 'open'): string[] {
  return transitions
    .filter((transition) => transition.to === to)
    .map(({ finding }) => `${finding.rule} ${finding.client.name}`)
    .sort();
}

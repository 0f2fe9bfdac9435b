import { z } from 'zod';
import { FrozenClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config/index.ts';
import type { GuardianConfig, OrgConfig } from '../../lib/domain/manifest.ts';
import type { Job } from '../../lib/domain/run.ts';
import { openGenesys } from '../../lib/genesys/index.ts';
import { type ScanOutcome, scan } from '../../lib/jobs/scan.ts';
import type { GenesysSource, Store, StoreConsumption } from '../../lib/ports.ts';
import { RULES } from '../../lib/rules/index.ts';
import { openEmbeddedStore } from '../../lib/store/index.ts';
import { Child } from './channel.ts';
import { type Counts, countsSchema, type Opened, type OpenRequest, openedSchema } from './simulator-protocol.ts';

/** A Tuesday: the first look at every generated org. */
export const START = '2026-11-03T12:00:00.000Z';

export type OrgSize = Pick<OpenRequest, 'clients' | 'roles' | 'divisions' | 'usage'>;

/** A simulator in another process. */
export class RemoteSimulator {
  readonly #child = new Child(new URL('./simulator-process.ts', import.meta.url));

  /** Generates and serves an org, in place of the one before. */
  open(size: OrgSize): Promise<Opened> {
    return this.#child.ask({ verb: 'open', at: START, ...size }, openedSchema);
  }

  async setClock(at: Date): Promise<void> {
    await this.#child.ask({ verb: 'clock', at: at.toISOString() }, z.unknown());
  }

  /** Changes one client: one finding. */
  async drift(): Promise<void> {
    await this.#child.ask({ verb: 'drift' }, z.unknown());
  }

  counts(): Promise<Counts> {
    return this.#child.ask({ verb: 'counts' }, countsSchema);
  }

  close(): Promise<void> {
    return this.#child.close();
  }
}

/** What one scan came to, and what it cost. */
export interface ScanCost extends StoreConsumption {
  readonly outcome: ScanOutcome;
  readonly apiCalls: number;
  /** Bytes that Genesys sent, headers included. */
  readonly bytes: number;
}

/** A guardian that watches a generated org: SDK, HTTP and DynamoDB engine are real, the store is in memory. */
export interface WatchedGeneratedOrg {
  readonly simulator: RemoteSimulator;
  readonly store: Store;
  readonly clock: FrozenClock;
  readonly config: GuardianConfig;
  readonly org: OrgConfig;
  source(): GenesysSource;
  /** Lets minutes pass, here and in the org. */
  pass(minutes: number): Promise<void>;
  /** Lets minutes pass, then scans. */
  scan(job: Job, afterMinutes?: number): Promise<ScanCost>;
  close(): Promise<void>;
}

export async function watchGeneratedOrg(size: OrgSize): Promise<WatchedGeneratedOrg> {
  const simulator = new RemoteSimulator();
  const { url, clientId, clientSecret, vendors } = await simulator.open(size);
  const store = await openEmbeddedStore({});
  const clock = new FrozenClock(START);
  const { config } = parseConfig(manifestOf(vendors), 'the generated manifest');
  const org = config.orgs?.[0];
  if (!org) throw new Error('the manifest names no org');
  const source = () =>
    openGenesys({
      gateway: url,
      credentials: async () => ({ clientId, clientSecret }),
      now: () => clock.now(),
      share: 1,
      retry: { pollMs: 1 },
    });
  const pass = async (minutes: number) => {
    await clock.sleep(minutes * 60_000);
    await simulator.setClock(clock.now());
  };
  return {
    simulator,
    store,
    clock,
    config,
    org,
    source,
    pass,
    scan: async (job, afterMinutes = 5) => {
      await pass(afterMinutes);
      const before = { ...(await simulator.counts()), store: store.consumption };
      const outcome = await scan({ org, config, rules: RULES, job, source: source(), store, clock });
      const { bytes } = await simulator.counts();
      return {
        outcome,
        apiCalls: outcome.run.apiCalls,
        bytes: bytes - before.bytes,
        ...consumedSince(store, before.store),
      };
    },
    close: async () => {
      await store.close();
      await simulator.close();
    },
  };
}

/** What a store has consumed since then. */
export function consumedSince({ consumption: now }: Store, before: StoreConsumption): StoreConsumption {
  return {
    requests: now.requests - before.requests,
    readUnits: now.readUnits - before.readUnits,
    writeUnits: now.writeUnits - before.writeUnits,
    itemsRead: now.itemsRead - before.itemsRead,
    itemsWritten: now.itemsWritten - before.itemsWritten,
  };
}

/** Vendors in the manifest: more than a platform team is likely to write. */
const MANAGED_VENDORS = 50;

/** A `guardian.yaml` that approves what the largest vendors hold at first sight; the rest is in no manifest. */
export function manifestOf(vendors: readonly string[]): string {
  const entries = vendors.slice(0, MANAGED_VENDORS).map((name) => ({ name, clients: [`${name} *`], quotaShare: 0.5 }));
  return JSON.stringify({ orgs: [{ name: 'bench', licences: { CX3: 1000 } }], vendors: entries });
}

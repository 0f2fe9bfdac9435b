import pLimit from 'p-limit';
import { systemClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { type GuardianConfig, type OrgConfig, OrgSchema } from '../../lib/domain/manifest.ts';
import { openGenesys } from '../../lib/genesys/index.ts';
import { dispatch } from '../../lib/jobs/dispatch.ts';
import { scan } from '../../lib/jobs/scan.ts';
import type { GenesysSource, ScanRequest, Store, StoreConsumption } from '../../lib/ports.ts';
import { RULES } from '../../lib/rules/index.ts';
import { demoManifest, demoOrg, type Simulator, startSimulator } from '../../lib/simulator/index.ts';
import { openEmbeddedStore } from '../../lib/store/index.ts';

/** How an org behaves: most answer at once, one takes its time, one is down. */
export type Temper = 'healthy' | 'slow' | 'failing';

/** What became of one message. */
export interface Done {
  readonly org: string;
  readonly temper: Temper;
  /** Place in which dispatch asked for it, and in which it was done. */
  readonly asked: number;
  readonly ended: number;
  readonly isWhole: boolean;
  readonly apiCalls: number;
  readonly outcome: 'committed' | 'covered';
}

export interface Round {
  readonly done: readonly Done[];
  readonly consumption: StoreConsumption;
  readonly seconds: number;
}

/** Many simulated orgs in one process: dispatch puts a message for each into a queue, workers scan them. */
export class ManyOrgs {
  readonly orgs: readonly OrgConfig[];
  readonly #config: GuardianConfig;
  readonly #store: Store;
  readonly #simulators: Readonly<Record<Temper, Simulator>>;
  readonly #sources = new Map<string, GenesysSource>();

  private constructor(count: number, store: Store, simulators: Readonly<Record<Temper, Simulator>>) {
    this.orgs = Array.from({ length: count }, (_, n) =>
      OrgSchema.parse({ name: `org-${String(n + 1).padStart(5, '0')}`, monthlyAllowance: 14_000_000 }),
    );
    const { config } = parseConfig(demoManifest, 'guardian.yaml');
    this.#config = { ...config, thresholds: { ...config.thresholds, confirmAfterSeconds: 0, apiShare: 1 } };
    this.#store = store;
    this.#simulators = simulators;
  }

  static async open(count: number): Promise<ManyOrgs> {
    const serve = async () =>
      startSimulator({ world: demoOrg({ clock: () => new Date() }), ratePerMinute: Number.MAX_SAFE_INTEGER });
    const [healthy, slow, failing] = await Promise.all([serve(), serve(), serve()]);
    slow.faults.add({ path: '/**', fault: { kind: 'slow', milliseconds: SLOW_MS } });
    failing.faults.add({ path: '/api/**', fault: { kind: 'unavailable' } });
    return new ManyOrgs(count, await openEmbeddedStore({}), { healthy, slow, failing });
  }

  /** Dispatches one job to all orgs, and works until the queue is empty. */
  async round(slot: string, workers: number): Promise<Round> {
    const begun = performance.now();
    const before = this.#store.consumption;
    const messages: ScanRequest[] = [];
    const queue = { send: async (requests: readonly ScanRequest[]) => void messages.push(...requests) };
    await dispatch({ orgs: this.orgs, job: 'configuration', slot, queue });
    const limit = pLimit(workers);
    const done: Done[] = [];
    await Promise.all(
      messages.map((message, asked) =>
        limit(async () => {
          const { run, outcome } = await this.#scan(message);
          const { org } = message;
          const isWhole = run.coverage.clients.status === 'complete';
          const { apiCalls } = run;
          done.push({ org, temper: this.temperOf(org), asked, ended: done.length, isWhole, apiCalls, outcome });
        }),
      ),
    );
    const consumption = difference(before, this.#store.consumption);
    return { done, consumption, seconds: (performance.now() - begun) / 1000 };
  }

  /** The tenth org is slow and the twentieth is down: both are in the way early on. */
  temperOf(org: string): Temper {
    if (org === this.orgs[9]?.name) return 'slow';
    return org === this.orgs[19]?.name ? 'failing' : 'healthy';
  }

  async close(): Promise<void> {
    await this.#store.close();
    await Promise.all(Object.values(this.#simulators).map((simulator) => simulator.close()));
  }

  async #scan({ org: name, job, slot }: ScanRequest) {
    const org = this.orgs.find((known) => known.name === name);
    if (!org) throw new Error(`no org ${name}`);
    const source = this.#sourceOf(name);
    return scan({ org, config: this.#config, rules: RULES, job, slot, source, store: this.#store, clock: systemClock });
  }

  #sourceOf(org: string): GenesysSource {
    const simulator = this.#simulators[this.temperOf(org)];
    const source =
      this.#sources.get(org) ??
      openGenesys({
        gateway: simulator.url,
        credentials: async () => simulator.credentials,
        now: () => systemClock.now(),
        share: 1,
        retry: { attempts: 3, firstDelayMs: 50, maxDelayMs: 200 },
      });
    this.#sources.set(org, source);
    return source;
  }
}

const SLOW_MS = 400;

function difference(before: StoreConsumption, after: StoreConsumption): StoreConsumption {
  return {
    requests: after.requests - before.requests,
    readUnits: after.readUnits - before.readUnits,
    writeUnits: after.writeUnits - before.writeUnits,
    itemsRead: after.itemsRead - before.itemsRead,
    itemsWritten: after.itemsWritten - before.itemsWritten,
  };
}

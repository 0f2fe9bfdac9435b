import { composeMessages } from '../../../lib/alerts/index.ts';
import { FrozenClock } from '../../../lib/clock.ts';
import { type NotifyOutcome, notify } from '../../../lib/jobs/notify.ts';
import { type ScanOutcome, scan } from '../../../lib/jobs/scan.ts';
import type { AlertMessage, Store } from '../../../lib/ports.ts';
import { RULES } from '../../../lib/rules/index.ts';
import { openStore } from '../../../lib/store/store.ts';
import type { MemoryTable } from '../dynamo/memory-table.ts';
import { type Ask, inProcessClient } from '../dynamo/request-handler.ts';
import type { Decision } from '../history/decision.ts';
import type { Step } from '../history/history.ts';
import type { Scene } from '../history/worlds.ts';
import type { PlannedFault } from '../schedule/schedule.ts';
import { genesysDoor } from './genesys-door.ts';
import { type Ending, Incarnation } from './incarnation.ts';
import { type Accepted, CHANNELS, type Channel, type Mailboxes, recordingSink } from './mailboxes.ts';
import { decideAs } from './person.ts';
import { type TableFate, tableDoor } from './table-door.ts';

export const ORG = 'org';
export type JobName = 'scan' | 'notify' | 'act';

/** What one delivery works on, and what goes wrong in it. */
export interface Delivery {
  readonly number: number;
  readonly step: Step;
  readonly scene: Scene;
  readonly slot: string;
  readonly delivery: number;
  readonly faults: readonly PlannedFault[];
}

/** What was asked in a delivery: the places at which something can go wrong. */
export interface Traffic {
  readonly calls: readonly string[];
  readonly requests: number;
  readonly messages: Readonly<Partial<Record<Channel, number>>>;
}

export interface Delivered<T> {
  readonly ending: Ending<T>;
  readonly struck: readonly PlannedFault[];
  readonly traffic: Traffic;
}

/** What happens while a process is at one of its requests: another process runs, or somebody reads. */
export interface Meanwhile {
  readonly overtake: (job: JobName) => Promise<void>;
  readonly read: () => Promise<void>;
}

/** What whoever plays a schedule wants to hear of. */
export interface Watch {
  /** A channel has taken a message. */
  readonly onAccepted: (channel: Channel, accepted: Accepted) => void;
}

/**
 * The guardian as it is deployed: a process that scans and one that tells, each with the real job, the real SDKs and the
 * real store. A process stays until it crashes, and so do its store and what that remembers.
 */
export class Guardian {
  readonly clock = new FrozenClock(new Date(0));
  readonly table: MemoryTable;
  /** The table as the last scans found it, the last one at the end. */
  #earlier: readonly MemoryTable[];
  readonly #mailboxes: Record<Channel, Accepted[]>;
  readonly #watch: Watch;
  readonly #stores: Partial<Record<JobName, WarmStore>> = {};

  constructor(options: {
    readonly table: MemoryTable;
    /** The table before the last step: what an index that lags still shows. */
    readonly earlier: MemoryTable;
    readonly mailboxes: Mailboxes;
    readonly watch: Watch;
  }) {
    this.table = options.table;
    this.#earlier = [options.earlier];
    this.#mailboxes = { mail: [...options.mailboxes.mail], pager: [...options.mailboxes.pager] };
    this.#watch = options.watch;
  }

  get mailboxes(): Mailboxes {
    return this.#mailboxes;
  }

  /** One message of the work queue: a scan of one slot. */
  async scan(delivery: Delivery, meanwhile: Meanwhile): Promise<Delivered<ScanOutcome>> {
    if (delivery.delivery === 1) this.#earlier = [...this.#earlier.slice(-1), this.table.fork()];
    const process = new Incarnation();
    const table = this.#tableFor('scan', delivery, process, meanwhile);
    const faults = delivery.faults.filter((fault) => fault.at === 'genesys' && fault.delivery === delivery.delivery);
    const { scene, step, slot } = delivery;
    const clock = breathing(this.clock, process);
    const genesys = genesysDoor({
      world: scene.world,
      clock,
      process,
      faults: faults.filter((fault) => fault.at === 'genesys'),
      outages: step.outages,
    });
    const org = scene.config.orgs?.[0];
    if (!org) throw new Error('the manifest names no org');
    const { config } = scene;
    const ending = await process.run(() =>
      scan({ org, config, rules: RULES, job: step.job, slot, source: genesys.source, store: table.store, clock }),
    );
    await calm();
    this.#after('scan', ending, process);
    return {
      ending,
      struck: [...new Set([...table.struck, ...genesys.struck()])],
      traffic: { calls: genesys.calls, requests: table.requests(), messages: {} },
    };
  }

  /** Somebody's commands. The value tells which of the decisions there was nothing to decide about yet. */
  async act(delivery: Delivery, decisions: readonly Decision[], meanwhile: Meanwhile): Promise<Delivered<Decision[]>> {
    const process = new Incarnation();
    const table = this.#tableFor('act', delivery, process, meanwhile);
    const { scene } = delivery;
    const clock = breathing(this.clock, process);
    const ending = await process.run(async () => {
      const waiting: Decision[] = [];
      for (const decision of decisions) {
        if (!(await decideAs({ decision, scene, store: table.store, clock, org: ORG }))) waiting.push(decision);
      }
      return waiting;
    });
    await calm();
    this.#after('act', ending, process);
    return { ending, struck: table.struck, traffic: { calls: [], requests: table.requests(), messages: {} } };
  }

  /** One call by the table's stream: tells what is still to be told. */
  async notify(delivery: Delivery, meanwhile: Meanwhile): Promise<Delivered<NotifyOutcome>> {
    const process = new Incarnation();
    const table = this.#tableFor('notify', delivery, process, meanwhile);
    const struck: PlannedFault[] = table.struck;
    const messages: Partial<Record<Channel, number>> = {};
    const deliverer = {
      breathe: () => process.breathe(),
      kill: () => process.kill(),
      get isStruck() {
        return struck.length > 0;
      },
    };
    const sinks = CHANNELS.map((channel) => {
      const faults = delivery.faults.filter(
        (fault) => fault.at === 'sink' && fault.channel === channel && fault.delivery === delivery.delivery,
      );
      const faultAt = (n: number) => faults.find((fault) => fault.at === 'sink' && fault.message === n);
      return recordingSink({
        channel,
        process: deliverer,
        fateOf: (n) => {
          messages[channel] = n;
          const fault = faultAt(n);
          if (fault?.at !== 'sink') return 'arrives';
          struck.push(fault);
          return fault.fault;
        },
        accept: (message) => this.#accept(channel, { step: delivery.number, message, by: deliverer }),
      });
    });
    const ending = await process.run(() => notify({ store: table.store, org: ORG, sinks, ...messagesFor(delivery) }));
    await calm();
    this.#after('notify', ending, process);
    return { ending, struck, traffic: { calls: [], requests: table.requests(), messages } };
  }

  #accept(channel: Channel, accepted: Accepted): void {
    this.#watch.onAccepted(channel, accepted);
    this.#mailboxes[channel].push(accepted);
  }

  #tableFor(job: JobName, delivery: Delivery, process: Incarnation, meanwhile: Meanwhile) {
    const struck: PlannedFault[] = [];
    const faults = delivery.faults.filter(
      (fault) => fault.at === 'table' && fault.job === job && fault.delivery === delivery.delivery,
    );
    let requests = 0;
    const faultAt = (n: number) =>
      faults.find((one) => one.at === 'table' && (one.request === n || (one.lasts && one.request < n)));
    const strike = (n: number) => {
      const fault = faultAt(n);
      if (fault) struck.push(fault);
    };
    const ask = tableDoor({
      table: this.table,
      process,
      before: this.#earlier[0] ?? this.table,
      onStruck: strike,
      fateOf: async (n): Promise<TableFate> => {
        requests = n;
        const fault = faultAt(n);
        if (fault?.at !== 'table') return 'arrives';
        if (fault.fault === 'overtaken' || fault.fault === 'read meanwhile') {
          strike(n);
          await (fault.fault === 'overtaken' ? meanwhile.overtake(job) : meanwhile.read());
        }
        return fault.fault;
      },
    });
    this.#stores[job] ??= new WarmStore();
    const store = this.#stores[job].through(ask);
    return { store, struck, requests: () => requests };
  }

  /** What a process left under way may still kill it after its job has failed: what it remembered goes with it. */
  #after(job: JobName, ending: Ending<unknown>, { isDead }: Incarnation): void {
    if (ending.kind === 'crashed' || isDead) delete this.#stores[job];
  }
}

/** The messages of a run, as the function composes them. */
function messagesFor({ scene }: Delivery) {
  return {
    compose: (...[run, payload]: Parameters<Parameters<typeof notify>[0]['compose']>): readonly AlertMessage[] =>
      composeMessages({ run, ...payload, settings: scene.config.thresholds }),
  };
}

/** A store that outlives deliveries, each of which has a way to the table of its own. */
class WarmStore {
  #ask: Ask = () => Promise.reject(new Error('no delivery is under way'));
  readonly #store: Store = openStore({
    table: 'guardian',
    client: inProcessClient((operation, body) => this.#ask(operation, body)),
    maxAttempts: 2,
  });

  through(ask: Ask): Store {
    this.#ask = ask;
    return this.#store;
  }
}

/** The clock of a process: a dead one moves no time. */
function breathing(clock: FrozenClock, process: Incarnation) {
  return {
    now: () => clock.now(),
    sleep: async (milliseconds: number) => {
      await process.breathe();
      await clock.sleep(milliseconds);
    },
  };
}

/** Lets whatever a failed delivery left under way come to its end, for the next one would meet it. */
async function calm(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

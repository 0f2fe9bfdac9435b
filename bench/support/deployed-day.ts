import { runComposer } from '../../lib/alerts/compose.ts';
import { composeDigest } from '../../lib/alerts/digest.ts';
import { writeScheduledReport } from '../../lib/aws/scheduled-report.ts';
import type { Job } from '../../lib/domain/run.ts';
import { sendDigest } from '../../lib/jobs/digest.ts';
import { notify } from '../../lib/jobs/notify.ts';
import { findOverview } from '../../lib/jobs/queries/overview.ts';
import type { AlertSink } from '../../lib/ports.ts';
import { KNOWN_RULES } from '../../lib/rules/known-rules.ts';
import { consumedSince, type OrgSize, type WatchedGeneratedOrg, watchGeneratedOrg } from './generated-org.ts';

/** What a function did in a day for one org. */
export interface DayCost {
  readonly name: string;
  readonly invocations: number;
  readonly apiCalls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly messages: number;
}

const HOURS = 24;
const DIGEST_HOUR = 19;

/**
 * One org under the schedules of a deployment: a run of both jobs every hour, notify after each, a report and a digest a
 * day; and somebody who looks at the dashboard every hour.
 */
export class DeployedDay {
  readonly #org: WatchedGeneratedOrg;
  #costs = new Map<string, DayCost>();
  #messages = 0;
  readonly #sink: AlertSink = {
    channel: 'sns',
    send: async () => {
      this.#messages += 1;
    },
  };

  private constructor(org: WatchedGeneratedOrg) {
    this.#org = org;
  }

  static async open(size: OrgSize): Promise<DeployedDay> {
    return new DeployedDay(await watchGeneratedOrg(size));
  }

  /** A day in which so many clients are changed, at different hours. */
  async day(changes: number): Promise<readonly DayCost[]> {
    this.#costs = new Map();
    for (let hour = 0; hour < HOURS; hour += 1) {
      await this.#run('configuration', 10);
      await this.#run('usage', 5);
      if (hour === DIGEST_HOUR) {
        await this.#report();
        await this.#digest();
      }
      await this.#look();
      if (hour < changes) await this.#org.simulator.drift();
      await this.#org.pass(45);
      if (hour < changes) await this.#run('configuration', 0);
    }
    return [...this.#costs.values()];
  }

  close(): Promise<void> {
    return this.#org.close();
  }

  async #run(job: Job, afterMinutes: number): Promise<void> {
    const { store, org, config } = this.#org;
    await this.#count(`scan (${job})`, async () => (await this.#org.scan(job, afterMinutes)).apiCalls);
    await this.#count('notify', async () => {
      await notify({
        store,
        org: org.name,
        sinks: [this.#sink],
        compose: runComposer(config),
      });
      return 0;
    });
  }

  async #digest(): Promise<void> {
    const { store, org, config, clock } = this.#org;
    await this.#count('digest', async () => {
      const slot = clock.now().toISOString();
      await sendDigest({ store, org, config, slot, sink: this.#sink, compose: composeDigest });
      return 0;
    });
  }

  async #report(): Promise<void> {
    const { store, org, config, clock } = this.#org;
    await this.#count('report', async () => {
      const slot = clock.now().toISOString();
      const shelf = { put: async () => {} };
      await writeScheduledReport({ store, org, config, rules: KNOWN_RULES, clock, shelf, script: '', slot });
      return 0;
    });
  }

  async #look(): Promise<void> {
    const { store, org, config, clock } = this.#org;
    await this.#count('widget', async () => {
      await findOverview({ store, org, config, rules: KNOWN_RULES, now: clock.now() });
      return 0;
    });
  }

  /** @param work answers the calls of Genesys' API that it made */
  async #count(name: string, work: () => Promise<number>): Promise<void> {
    const before = this.#org.store.consumption;
    const messagesBefore = this.#messages;
    const apiCalls = await work();
    const { readUnits, writeUnits } = consumedSince(this.#org.store, before);
    const known = this.#costs.get(name) ?? NOTHING;
    this.#costs.set(name, {
      name,
      invocations: known.invocations + 1,
      apiCalls: known.apiCalls + apiCalls,
      readUnits: known.readUnits + readUnits,
      writeUnits: known.writeUnits + writeUnits,
      messages: known.messages + this.#messages - messagesBefore,
    });
  }
}

const NOTHING = { invocations: 0, apiCalls: 0, readUnits: 0, writeUnits: 0, messages: 0 };

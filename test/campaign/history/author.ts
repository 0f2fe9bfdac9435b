import type { Random } from '../../../lib/simulator/index.ts';
import type { Action } from './action.ts';
import type { Decision } from './decision.ts';
import { DRIFTS, type Drift, EXCLUSIVE } from './drifts.ts';
import type { Settings, Step } from './history.ts';
import { CLIENTS, HOUR_MS, ROLES, START } from './org.ts';

/** How a history is written: seldom does anything happen, and what happens is mostly a drift that comes or goes. */
const PROBABILITY = { step: 0.3, drift: 0.6, benign: 0.2, quota: 0.07, client: 0.05, outage: 0.05 } as const;
/** A client that is new is left alone for so many steps, or its first sighting would be a matter of luck. */
const SETTLING_STEPS = 5;
/** How often somebody decides about a drift that has been on for so many steps. */
const DECISION_CHANCE = 0.08;
const DECIDING_STEPS = 3;
const HEAVY_DAY_REQUESTS = 275_000;
const OUTAGE_PATHS = ['/api/v2/oauth/clients', '/api/v2/authorization/roles', '/api/v2/integrations'] as const;
/** Rules that a history may switch off or stage for a while. */
const SETTABLE_RULES = ['scope-added', 'token-lifetime-raised', 'redirect-uri-changed'] as const;

/**
 * Steps at the beginning in which nothing happens: what a first look sees is taken for granted, and one that was hindered
 * is made up for by the next.
 */
const FIRST_LOOKS = 7;

type Draft = Pick<Step, 'acts' | 'outages' | 'settings'>;

/** Writes a history step by step, and remembers what it wrote. */
export class Author {
  readonly #random: Random;
  /** The drifts that are on, and the step at which they came. */
  readonly #on = new Map<Drift, number>();
  readonly #acknowledged = new Set<Drift>();
  #timeMs = Date.parse(START);
  readonly #created: { readonly client: string; readonly step: number }[] = [];
  #names = 0;
  #outageSteps = 0;
  #outage: Step['outages'] = [];
  #settings: Settings = {};
  readonly #jobs: readonly Step['job'][];

  constructor(random: Random) {
    this.#random = random;
    // Some orgs are scheduled apart.
    this.#jobs = random.chance(0.3) ? ['all', 'configuration', 'configuration', 'usage'] : ['all'];
  }

  step(number: number): Step {
    const random = this.#random;
    const isFirst = number < FIRST_LOOKS;
    const minutes = random.pick([60, 60, 60, 60, 60, 60, 60, 60, 5, 15, 720]);
    this.#timeMs += minutes * 60_000;
    const decisions = random.chance(DECISION_CHANCE) ? this.#decide(number) : [];
    const job = isFirst ? 'all' : random.pick(this.#jobs);
    const changes = isFirst || !random.chance(PROBABILITY.step) ? 0 : random.chance(0.15) ? 2 : 1;
    const drafts = Array.from({ length: changes }, () => this.#draft(number));
    const settings = drafts.find((draft) => draft.settings)?.settings;
    const step = {
      minutes,
      job,
      acts: drafts.flatMap(({ acts }) => acts),
      outages: this.#outageSteps > 0 ? this.#outage : [],
      decisions,
      ...(settings && { settings }),
    };
    this.#outageSteps -= 1;
    return step;
  }

  #draft(number: number): Draft {
    const dice = this.#random.next();
    const { drift, benign, quota, client, outage } = PROBABILITY;
    const nothing: Draft = { acts: [], outages: [] };
    if (dice < drift) return { ...nothing, acts: [this.#turn(number)] };
    if (dice < drift + benign) return { ...nothing, acts: [this.#benign()] };
    if (dice < drift + benign + quota) {
      return { ...nothing, acts: [{ do: 'burn', client: CLIENTS.wallboard, requests: HEAVY_DAY_REQUESTS }] };
    }
    if (dice < drift + benign + quota + client) return { ...nothing, acts: this.#clientAct(number) };
    if (dice < drift + benign + quota + client + outage) {
      this.#outageSteps = this.#random.between(1, 4);
      const kind = this.#random.pick(['unavailable', 'forbidden', 'internal-error'] as const);
      this.#outage = [{ path: this.#random.pick(OUTAGE_PATHS), kind }];
      return nothing;
    }
    return { ...nothing, settings: this.#changeSettings() };
  }

  /** Turns a drift on or off. */
  #turn(step: number): Action {
    const drift = this.#random.pick(DRIFTS);
    this.#acknowledged.delete(drift);
    if (this.#on.delete(drift)) return drift.off;
    const other = [...this.#on.keys()].find(({ name }) => EXCLUSIVE.includes(name));
    if (other && EXCLUSIVE.includes(drift.name)) {
      this.#on.delete(other);
      return other.off;
    }
    this.#on.set(drift, step);
    return drift.on;
  }

  /** About one drift that people have had the time to hear of. */
  #decide(step: number): Decision[] {
    const known = [...this.#on].flatMap(([drift, since]) => (step - since > DECIDING_STEPS ? [drift] : []));
    if (known.length === 0) return [];
    const drift = this.#random.pick(known);
    const [rule = '', ...words] = (drift.tells[0] ?? '').split(' ');
    const kind = this.#acknowledged.has(drift) ? 'reopen' : this.#random.pick(['ack', 'waive'] as const);
    if (kind === 'ack') this.#acknowledged.add(drift);
    else this.#acknowledged.delete(drift);
    const until = new Date(this.#timeMs + this.#random.between(2, 30) * HOUR_MS).toISOString();
    return [{ kind, rule, client: words.join(' '), until }];
  }

  #benign(): Action {
    this.#names += 1;
    const n = this.#names;
    return this.#random.pick<Action>([
      { do: 'describe-client', client: CLIENTS.crm, description: `Note ${n}` },
      { do: 'describe-client', client: CLIENTS.recorder, description: `Note ${n}` },
      { do: 'add-permissions', role: ROLES.agent, permissions: [`routing:skill${n}:view`] },
      { do: 'create-role', role: `Role ${n}` },
      { do: 'create-division', division: `Division ${n}` },
    ]);
  }

  #clientAct(step: number): Action[] {
    const old = this.#created.findIndex((created) => step - created.step > SETTLING_STEPS);
    if (old >= 0 && this.#random.chance(0.5)) {
      return this.#created.splice(old, 1).map(({ client }) => ({ do: 'delete-client', client }));
    }
    this.#names += 1;
    const client = `New App ${this.#names}`;
    this.#created.push({ client, step });
    return [{ do: 'create-client', client }];
  }

  #changeSettings(): Settings {
    const rule = this.#random.pick(SETTABLE_RULES);
    this.#settings = this.#random.pick<Settings>([
      {},
      { off: [rule] },
      { staged: [rule] },
      { confirmAfterSeconds: 30 },
    ]);
    return this.#settings;
  }
}

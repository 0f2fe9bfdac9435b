import fc from 'fast-check';
import { composeMessages } from '../../lib/alerts/index.ts';
import { plainNotice } from '../../lib/alerts/notices.ts';
import { textRules } from '../../lib/alerts/sinks/text-rules.ts';
import type { Severity } from '../../lib/domain/severity.ts';
import { notify } from '../../lib/jobs/notify.ts';
import type { AlertSink, Store } from '../../lib/ports.ts';
import { openStore } from '../../lib/store/store.ts';
import { MemoryTable } from '../campaign/dynamo/memory-table.ts';
import { answerOf } from '../campaign/dynamo/operations.ts';
import { inProcessClient } from '../campaign/dynamo/request-handler.ts';
import { finding, ORG, opened, payload, run } from '../store/fixtures.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PER_HOUR = 3;
const SEVERITIES = ['critical', 'high', 'medium'] as const;

/** What becomes of a message that is handed over. `dies`: it is accepted, and the process ends before it is noted. */
type Fate = 'accepted' | 'throttled' | 'dies';

type Step =
  | { readonly kind: 'run'; readonly severities: readonly Severity[]; readonly isDamaged: boolean }
  | { readonly kind: 'deliver'; readonly fates: readonly Fate[] }
  | { readonly kind: 'wait'; readonly minutes: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('run' as const),
      severities: fc.subarray([...SEVERITIES]),
      isDamaged: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      fates: fc.array(fc.constantFrom<Fate>('accepted', 'accepted', 'accepted', 'throttled', 'dies'), { maxLength: 6 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.nat(45) }) },
);

/** Numbers of runs of which the channel will never take the worst message. */
const anyPoison = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 });

interface Accepted {
  readonly key: string;
  readonly atMs: number;
  readonly sms?: string;
  readonly isNoted: boolean;
}

/** An org, its channel, and the people behind it, who keep what they get. */
class Scene {
  readonly accepted: Accepted[] = [];
  readonly expected: string[] = [];
  #nowMs = Date.parse('2026-03-03T12:00:00Z');
  #seq = 0;
  readonly #table = new MemoryTable();
  readonly #damaged = new Set<number>();
  readonly #poison: ReadonlySet<number>;
  /** A process that died asks the table for nothing more. */
  #isDead = false;
  readonly #store = openStore({
    table: 'guardian',
    maxAttempts: 1,
    client: inProcessClient(async (operation, body) => {
      if (this.#isDead) throw new Error('the process is dead');
      return answerOf(this.#table, operation, body);
    }),
  });

  constructor(poison: readonly number[]) {
    this.#poison = new Set(poison);
  }

  async play(step: Step): Promise<void> {
    switch (step.kind) {
      case 'run':
        return this.#commit(step.severities, step.isDamaged);
      case 'deliver':
        return this.deliver(step.fates);
      case 'wait':
        this.#nowMs += step.minutes * MINUTE;
        return;
      default:
        return step satisfies never;
    }
  }

  /** Notes what the channel owes from now on. */
  async #commit(severities: readonly Severity[], isDamaged: boolean): Promise<void> {
    this.#seq += 1;
    const seq = this.#seq;
    const transitions = severities.map((severity) => opened(finding(`${severity}${seq}`, { severity })));
    const counts = { revisions: 0, transitions: transitions.length, usageRows: 0 };
    await this.#store.commit(run(seq, { isBaseline: false, counts }), payload({ transitions }));
    if (severities.length === 0) return;
    if (isDamaged) {
      this.#damaged.add(seq);
      this.expected.push(`${ORG}/${seq}/alert/high/plain`);
      return;
    }
    const [worst] = severities;
    const isReplaced = (severity: Severity) => this.#poison.has(seq) && severity === worst;
    this.expected.push(
      ...severities.map((severity) => `${ORG}/${seq}/alert/${severity}${isReplaced(severity) ? '/plain' : ''}`),
    );
  }

  /** One call of the notifier. Fates are used up one by one; then everything is accepted. */
  async deliver(fates: readonly Fate[]): Promise<void> {
    const left = [...fates];
    const store = this.#store;
    const sink: AlertSink = {
      channel: 'sns',
      texts: textRules({ perHour: PER_HOUR, leastSeverity: 'high', now: () => new Date(this.#nowMs) }),
      send: async ({ key, sms }) => {
        const fate = left.shift() ?? 'accepted';
        if (fate === 'throttled') throw new Error('slow down');
        if (this.#willNeverTake(key)) throw Object.assign(new Error('no'), { isFinal: true });
        this.#isDead = fate === 'dies';
        this.accepted.push({ key, atMs: this.#nowMs, isNoted: !this.#isDead, ...(sms !== undefined && { sms }) });
      },
    };
    const payloadOf: Store['payload'] = async (of) => {
      if (this.#damaged.has(of.seq)) throw Object.assign(new Error('torn'), { kind: 'corrupt' });
      return store.payload(of);
    };
    const parts = {
      latestRun: store.latestRun.bind(store),
      runsAfter: store.runsAfter.bind(store),
      deliveryMark: store.deliveryMark.bind(store),
      saveDeliveryMark: store.saveDeliveryMark.bind(store),
      payload: payloadOf,
    };
    try {
      await notify({ store: parts, org: ORG, sinks: [sink], compose, plainNotice });
    } catch (error) {
      if (!this.#isDead) throw error;
    }
    this.#isDead = false;
  }

  /** Texts that were held back and that nobody was told of yet. */
  async heldBack(): Promise<number> {
    const { texts } = await this.#store.deliveryMark(ORG, 'sns');
    return texts?.heldBack ?? 0;
  }

  #willNeverTake(key: string): boolean {
    return this.expected.includes(`${key}/plain`);
  }
}

function compose(of: Parameters<typeof composeMessages>[0]['run'], { transitions }: ReturnType<typeof payload>) {
  return composeMessages({ run: of, transitions, settings: { stormFindings: 25 } });
}

async function played(steps: readonly Step[], poison: readonly number[]): Promise<Scene> {
  const scene = new Scene(poison);
  for (const step of steps) await scene.play(step);
  await scene.deliver([]);
  return scene;
}

const anyHistory = [fc.array(anyStep, { maxLength: 30 }), anyPoison] as const;
const settings = { numRuns: 40 };

describe('whatever is refused, throttled or crashes, and whenever', () => {
  it('each message is accepted once, or again after a crash before it was noted, in the order of runs', () =>
    fc.assert(
      fc.asyncProperty(...anyHistory, async (steps, poison) => {
        const { accepted, expected } = await played(steps, poison);
        const keys = accepted.map(({ key }) => key);
        expect([...new Set(keys)]).toEqual(expected);
        expect(accepted.filter(({ isNoted }) => isNoted).map(({ key }) => key)).toEqual(expected);
        const runs = keys.map((key) => Number(key.split('/')[1]));
        expect(runs).toEqual([...runs].sort((a, b) => a - b));
      }),
      settings,
    ));

  it('no more telephones ring in an hour than may, but for a message that is repeated after a crash', () =>
    fc.assert(
      fc.asyncProperty(...anyHistory, async (steps, poison) => {
        const { accepted } = await played(steps, poison);
        const rung = accepted.filter(({ sms }) => sms !== undefined);
        for (const { atMs } of rung) {
          const inHour = rung.filter((one) => one.atMs >= atMs && one.atMs - atMs < HOUR);
          expect(inHour.filter(({ isNoted }) => isNoted).length).toBeLessThanOrEqual(PER_HOUR);
        }
      }),
      settings,
    ));

  it('every text message is sent, told of by a later one, or still counted', () =>
    fc.assert(
      fc.asyncProperty(...anyHistory, async (steps, poison) => {
        const scene = await played(steps, poison);
        const noted = scene.accepted.filter(({ isNoted }) => isNoted);
        const urgent = noted.filter(({ key }) => /\/(critical|high)(\/plain)?$/.test(key));
        const told = noted.reduce((sum, { sms }) => sum + countOf(sms), 0);
        expect(told + (await scene.heldBack())).toBe(urgent.length);
      }),
      settings,
    ));
});

/** A text, and those that it says were held back before it. */
function countOf(sms: string | undefined): number {
  return sms === undefined ? 0 : 1 + Number(/\(\+(\d+) more held back\)$/.exec(sms)?.[1] ?? 0);
}

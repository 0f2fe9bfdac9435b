import { committedAfter, newestSeq } from '../checks/committed.ts';
import { differences, fingerprintOf, isSameFuture } from '../checks/fingerprint.ts';
import { dishonestCoverage, falselyGone } from '../checks/honest.ts';
import { repeatProblem } from '../checks/once.ts';
import { look, Sights, storeOn } from '../checks/reader.ts';
import { Judge, type Outcome } from '../checks/result.ts';
import { type Told, toldIn, wronglyTold } from '../checks/told.ts';
import { MemoryTable } from '../dynamo/memory-table.ts';
import { type Delivered, type Delivery, Guardian, type Meanwhile } from '../guardian/guardian.ts';
import { EMPTY_MAILBOXES } from '../guardian/mailboxes.ts';
import { isAbout } from '../guardian/person.ts';
import type { Decision } from '../history/decision.ts';
import type { Reference, ReferenceStep } from './reference.ts';
import { kindOf, type PlannedFault, type Schedule } from './schedule.ts';

/** Deliveries of one job at one step: what fails so often is put aside, and the next step makes up for it. */
const MOST_DELIVERIES = 3;
/** What a queue waits before it delivers again. */
const REDELIVERY_MS = 60_000;

export interface PlayOptions {
  readonly reference: Reference;
  readonly schedule: Schedule;
  /** Plays on although the rest is known: to prove that it is. */
  readonly toTheEnd?: boolean;
}

/** Lives through a history again from the first fault of a schedule on, and judges what came of it. */
export async function play(options: PlayOptions): Promise<Outcome> {
  return new Playthrough(options).play();
}

class Playthrough {
  readonly #options: PlayOptions;
  readonly #judge = new Judge();
  readonly #sights = new Sights();
  readonly #guardian: Guardian;
  readonly #first: number;
  /** Faults that struck, by step. */
  readonly #struck = new Map<number, PlannedFault[]>();
  readonly #allStruck: PlannedFault[] = [];
  #undecided: readonly Decision[] = [];
  #crashes = 0;
  #duplicates = 0;
  #merged: number | undefined;

  constructor(options: PlayOptions) {
    this.#options = options;
    this.#first = Math.min(...options.schedule.map(({ step }) => step));
    const start = options.reference.steps[this.#first - 1];
    this.#guardian = new Guardian({
      table: start?.table.fork() ?? new MemoryTable(),
      earlier: options.reference.steps[this.#first - 2]?.table.fork() ?? new MemoryTable(),
      mailboxes: start?.mailboxes ?? EMPTY_MAILBOXES,
      watch: {
        onAccepted: (channel, accepted) => {
          const before = this.#guardian.mailboxes[channel].filter(
            ({ message }) => message.key === accepted.message.key,
          );
          if (before.length > 0) this.#duplicates += 1;
          this.#judge.check('once', repeatProblem({ channel, before, accepted, table: this.#guardian.table }));
        },
      },
    });
  }

  async play(): Promise<Outcome> {
    const { reference, schedule, toTheEnd = false } = this.#options;
    const lastFault = Math.max(...schedule.map(({ step }) => step));
    let played = 0;
    let last = this.#first;
    for (let number = this.#first; number < reference.steps.length; number += 1) {
      await this.#step(number);
      played += 1;
      last = number;
      if (this.#merged !== undefined) this.#judge.check('same', this.#divergence(number));
      else if (number >= lastFault && this.#isAsReference(number)) this.#merged = number;
      if (this.#merged !== undefined && !toTheEnd) break;
    }
    const isMerged = this.#merged !== undefined;
    const differing = isMerged && !toTheEnd ? [] : this.#differences(last);
    this.#judge.check(
      'same',
      differing.slice(0, 3).map((name) => `at the end differs: ${name}`),
    );
    this.#judge.check('told', this.#wronglyTold(last));
    return {
      violations: this.#judge.violations,
      struck: this.#allStruck.map(kindOf),
      crashes: this.#crashes,
      duplicates: this.#duplicates,
      checks: this.#judge.checks,
      stepsPlayed: played,
      end: isMerged ? 'merged' : 'played to the end',
    };
  }

  async #step(number: number): Promise<void> {
    const reference = this.#reference(number);
    const faults = this.#options.schedule.filter(({ step }) => step === number);
    const clockFault = faults.find((fault) => fault.at === 'clock');
    const time = reference.scene.at.getTime() + (clockFault?.at === 'clock' ? clockFault.seconds * 1000 : 0);
    this.#guardian.clock.set(new Date(time));
    if (clockFault) this.#note(number, [clockFault]);
    const before = newestSeq(this.#guardian.table);

    await this.#decisions(number, faults);
    await this.#job('scan', number, faults);
    await this.#job('notify', number, faults);

    for (const { run, transitions, revisions } of committedAfter(this.#guardian.table, before)) {
      const stillSo = transitions.filter(
        ({ to, finding }) =>
          to === 'resolved' && !finding.rule.startsWith('guardian-') && reference.unresolved.has(finding.id),
      );
      this.#judge.check(
        'resolved',
        stillSo.map(({ finding }) => `step ${number}: ${finding.id} was called resolved`),
      );
      this.#judge.check('resolved', falselyGone(revisions, reference.scene.world, number));
      const stale = faults.some((fault) => fault.fault === 'stale read');
      this.#judge.check(
        'honest',
        stale || run.job === 'act' ? [] : dishonestCoverage(run, reference.scene.world, number),
      );
    }
    const slots = committedAfter(this.#guardian.table, 0).flatMap(({ run }) =>
      run.slot ? [`${run.job} ${run.slot}`] : [],
    );
    const twice = slots.filter((slot, n) => slots.indexOf(slot) !== n);
    this.#judge.check(
      'slot',
      twice.map((slot) => `step ${number}: two runs cover ${slot}`),
    );
    if (faults.length > 0) await this.#witness(number);
  }

  /**
   * People decide about what they see. What a fault keeps from them they decide later, as long as there is anything to
   * decide about where nothing goes wrong.
   */
  async #decisions(number: number, faults: readonly PlannedFault[]): Promise<void> {
    const before = this.#options.reference.steps[number - 1];
    const { step, scene, slot, decided } = this.#reference(number);
    this.#undecided = [
      ...this.#undecided.filter((decision) =>
        [...(before?.unresolved.values() ?? [])].some((finding) => isAbout(decision, finding)),
      ),
      ...decided,
    ];
    for (let delivery = 1; delivery <= MOST_DELIVERIES && this.#undecided.length > 0; delivery += 1) {
      const work: Delivery = { number, step, scene, slot, delivery, faults };
      const { ending, struck } = await this.#guardian.act(work, this.#undecided, this.#meanwhile(work));
      this.#note(number, struck);
      if (ending.kind === 'crashed') this.#crashes += 1;
      const failure =
        ending.kind === 'failed' && struck.length === 0 ? [`step ${number}: ${String(ending.error)}`] : [];
      this.#judge.check('works', failure);
      if (ending.kind !== 'done') continue;
      this.#undecided = ending.value;
      return;
    }
  }

  /** Delivers a job until it comes to its end, as a queue and a stream do. */
  async #job(job: 'scan' | 'notify', number: number, faults: readonly PlannedFault[]): Promise<void> {
    const own = faults.find((fault) => fault.at === 'delivery' && fault.job === job);
    if (own) this.#note(number, [own]);
    if (own?.fault === 'not at all') return;
    const reference = this.#reference(number);
    for (let delivery = 1; delivery <= MOST_DELIVERIES; delivery += 1) {
      const { ending, struck } = await this.#deliver(job, number, { reference, delivery, faults });
      this.#note(number, struck);
      if (ending.kind === 'crashed') {
        this.#crashes += 1;
        await this.#witness(number);
      }
      const failure =
        ending.kind === 'failed' && struck.length === 0 ? [`step ${number}: ${String(ending.error)}`] : [];
      this.#judge.check('works', failure);
      if (isDone(ending)) break;
      await this.#guardian.clock.sleep(REDELIVERY_MS);
    }
    if (own?.fault === 'twice') await this.#deliver(job, number, { reference, delivery: 99, faults });
    if (own?.fault === 'late again') {
      const earlier = this.#options.reference.steps[number - 1] ?? reference;
      await this.#deliver(job, number, { reference: { ...reference, slot: earlier.slot }, delivery: 99, faults });
    }
  }

  #deliver(
    job: 'scan' | 'notify',
    number: number,
    {
      reference,
      delivery,
      faults,
    }: { readonly reference: ReferenceStep; readonly delivery: number; readonly faults: readonly PlannedFault[] },
  ): Promise<Delivered<unknown>> {
    const { step, scene, slot } = reference;
    const work: Delivery = { number, step, scene, slot, delivery, faults };
    return job === 'scan'
      ? this.#guardian.scan(work, this.#meanwhile(work))
      : this.#guardian.notify(work, this.#meanwhile(work));
  }

  /** Another process does the same job wholly, or somebody reads, while the first one is at one of its requests. */
  #meanwhile(work: Delivery): Meanwhile {
    const other = () =>
      new Guardian({
        table: this.#guardian.table,
        earlier: this.#guardian.table.fork(),
        mailboxes: EMPTY_MAILBOXES,
        watch: { onAccepted: () => {} },
      });
    return {
      overtake: async (job) => {
        // Two who tell at once may tell twice, and the stream sees to it that there is only one.
        if (job === 'notify') return;
        const quick = other();
        quick.clock.set(this.#guardian.clock.now());
        const { ending } = await quick.scan({ ...work, faults: [], delivery: 1 }, NOTHING);
        if (ending.kind === 'failed') throw ending.error;
        // Whoever looks now has seen this run: nobody may commit another one in its place.
        await this.#witness(work.number);
        work.scene.world.useClock(() => this.#guardian.clock.now());
      },
      read: async () => this.#see(work.number, this.#guardian.table),
    };
  }

  /** Somebody reads, without any trace. */
  async #witness(number: number): Promise<void> {
    await this.#see(number, this.#guardian.table.fork());
  }

  async #see(number: number, table: MemoryTable): Promise<void> {
    const problem = this.#sights.add(await look(storeOn(table)));
    this.#judge.check('whole', problem === undefined ? [] : [`step ${number}: ${problem}`]);
  }

  #wronglyTold(last: number): string[] {
    const { reference } = this.#options;
    const upTo = (told: readonly Told[]) => told.filter(({ step }) => step <= last);
    const mailboxes = reference.steps.at(-1)?.mailboxes ?? EMPTY_MAILBOXES;
    return wronglyTold({
      expected: upTo(toldIn(mailboxes, this.#first)),
      actual: upTo(toldIn(this.#guardian.mailboxes, this.#first)),
      deadlineOf: (step) => this.#deadlineOf(step),
    });
  }

  /** The first step, from a step on, in which the same is read and nothing went wrong. */
  #deadlineOf(step: number): number {
    const { steps } = this.#options.reference;
    const job = steps[step]?.step.job;
    const found = steps.findIndex(
      (one, number) =>
        number >= step &&
        !this.#struck.has(number) &&
        one.step.outages.length === 0 &&
        (one.step.job === 'all' || one.step.job === job),
    );
    return found < 0 ? steps.length : found;
  }

  #isAsReference(number: number): boolean {
    return isSameFuture(fingerprintOf(this.#guardian.table), this.#reference(number).fingerprint);
  }

  /** Only where a schedule is played on although the rest is known. */
  #divergence(number: number): string[] {
    if (this.#isAsReference(number)) return [];
    return [`step ${number}: it had become as without faults, and differs again: ${this.#differences(number)[0]}`];
  }

  #differences(number: number): string[] {
    return differences(fingerprintOf(this.#guardian.table), this.#reference(number).fingerprint);
  }

  #reference(number: number): ReferenceStep {
    const step = this.#options.reference.steps[number];
    if (!step) throw new RangeError(`the history has no step ${number}`);
    return step;
  }

  #note(number: number, struck: readonly PlannedFault[]): void {
    if (struck.length === 0) return;
    this.#struck.set(number, [...(this.#struck.get(number) ?? []), ...struck]);
    this.#allStruck.push(...struck);
  }
}

const NOTHING: Meanwhile = { overtake: async () => {}, read: async () => {} };

/** Whether a queue would take the message as handled. */
function isDone(ending: Delivered<unknown>['ending']): boolean {
  if (ending.kind !== 'done') return false;
  const { value } = ending;
  const isRefused =
    typeof value === 'object' &&
    value !== null &&
    'failed' in value &&
    Array.isArray(value.failed) &&
    value.failed.length > 0;
  return !isRefused;
}

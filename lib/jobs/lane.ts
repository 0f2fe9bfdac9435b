import type { RunRecord } from '../domain/run.ts';
import type { AlertMessage, AlertSink, DeliveryMark, Store } from '../ports.ts';
import { hasNews, type PlainNoticeAbout, type RunMessages } from './run-messages.ts';
import { type Texted, texted } from './text-limit.ts';

export interface LaneOptions {
  readonly store: Pick<Store, 'latestRun' | 'runsAfter' | 'deliveryMark' | 'saveDeliveryMark'>;
  readonly org: string;
  readonly sink: AlertSink;
  readonly messagesOf: (run: RunRecord) => Promise<RunMessages>;
  readonly plainNotice?: ((about: PlainNoticeAbout) => AlertMessage) | undefined;
  readonly onProgress?: ((message: string) => void) | undefined;
}

/** How far one channel came. */
export interface LaneOutcome {
  readonly delivered: readonly Delivered[];
  readonly replaced: readonly DeliveryProblem[];
  readonly failure?: DeliveryProblem;
}

export interface Delivered {
  readonly seq: number;
  /** Place of the message in its run. */
  readonly place: number;
  readonly message: AlertMessage;
}

/** A message that a channel did not take as it was. */
export interface DeliveryProblem {
  readonly channel: string;
  readonly key: string;
  readonly error: unknown;
}

/**
 * Delivers to one channel what it has not had yet, in the order of runs, up to the newest run or to the first message
 * that it does not take. The mark is saved after every accepted message.
 *
 * @throws what the store rejects with
 */
export async function deliverTo(options: LaneOptions): Promise<LaneOutcome> {
  const lane = await Lane.open(options);
  for await (const run of runsFrom(options, lane.mark.seq)) {
    if (!(await lane.deliver(run))) return lane;
  }
  await lane.leave();
  return lane;
}

/** Runs that are read at once. */
const PAGE = 25;
/**
 * Quiet runs that a mark may lag behind. Saving it after each would make every quiet scan cost a write for each
 * channel; not saving it at all would make every call read all quiet runs again.
 */
const QUIET_RUNS_PER_SAVE = 20;

class Lane implements LaneOutcome {
  readonly delivered: Delivered[] = [];
  readonly replaced: DeliveryProblem[] = [];
  failure?: DeliveryProblem;
  /** As it was saved last. */
  mark: DeliveryMark;
  readonly #options: LaneOptions;
  /** Number of the last run that the channel has wholly. */
  #done: number;

  static async open(options: LaneOptions): Promise<Lane> {
    const { store, org, sink } = options;
    return new Lane(options, sink.isScreen ? await beforeNewest(options) : await store.deliveryMark(org, sink.channel));
  }

  private constructor(options: LaneOptions, mark: DeliveryMark) {
    this.#options = options;
    this.mark = mark;
    this.#done = mark.seq;
  }

  /** False if the channel did not take everything. */
  async deliver(run: RunRecord): Promise<boolean> {
    const { sink, messagesOf } = this.#options;
    const { channel } = sink;
    const { messages, damage } = await messagesOf(run);
    const wanted = messages.filter((message) => sink.wants?.(message) ?? true);
    const sent = new Set(this.mark.sent);
    for (const message of wanted) {
      const { key } = message;
      if (sent.has(key)) continue;
      const answer = await this.#handOver(run, message);
      if ('error' in answer) {
        this.failure = { channel, key, error: answer.error };
        return false;
      }
      this.delivered.push({ seq: run.seq, place: messages.indexOf(message), message: answer.message });
      if (damage !== undefined) this.replaced.push({ channel, key, error: damage });
      sent.add(key);
      const isWhole = wanted.every((one) => sent.has(one.key));
      const place = isWhole ? { seq: run.seq, sent: [] } : { seq: run.seq - 1, sent: [...sent] };
      await this.#save({ ...place, ...(answer.texts && { texts: answer.texts }) });
    }
    // Where all of it was for others, or for nobody: who looks after channels takes what is not noted for not delivered.
    if (hasNews(run) && this.mark.seq < run.seq) await this.#save({ ...this.mark, seq: run.seq, sent: [] });
    this.#done = run.seq;
    return true;
  }

  /** Notes where the channel is once that is far behind. */
  async leave(): Promise<void> {
    if (this.#done - this.mark.seq < QUIET_RUNS_PER_SAVE) return;
    await this.#save({ ...this.mark, seq: this.#done, sent: [] });
  }

  /** Hands a message over, or a plain notice in its place where the channel will never take it. */
  async #handOver(run: RunRecord, message: AlertMessage): Promise<Answer> {
    const { plainNotice, sink } = this.#options;
    const answer = await this.#send(message);
    if (!('error' in answer) || !plainNotice || !isFinal(answer.error)) return answer;
    const second = await this.#send(plainNotice({ run, message }));
    if (!('error' in second)) this.replaced.push({ channel: sink.channel, key: message.key, error: answer.error });
    return second;
  }

  async #send(message: AlertMessage): Promise<Answer> {
    const { sink, onProgress } = this.#options;
    const { texts } = this.mark;
    const going = sink.texts ? texted(message, sink.texts, texts) : { message, texts };
    onProgress?.(`sending to ${sink.channel}: ${message.subject}`);
    try {
      await sink.send(going.message);
      return going;
    } catch (error) {
      return { error };
    }
  }

  async #save(mark: DeliveryMark): Promise<void> {
    const { store, org, sink } = this.#options;
    if (!sink.isScreen) await store.saveDeliveryMark(org, sink.channel, mark);
    this.mark = mark;
  }
}

/** What the channel took, or why it took nothing. */
type Answer = Texted | { readonly error: unknown };

function isFinal(error: unknown): boolean {
  return error instanceof Error && 'isFinal' in error && error.isFinal === true;
}

/** A screen has no memory: mails keep what nobody watched. */
async function beforeNewest({ store, org }: LaneOptions): Promise<DeliveryMark> {
  const newest = await store.latestRun(org);
  return { seq: Math.max(0, (newest?.seq ?? 0) - 1), sent: [] };
}

/** Runs after a number, oldest first. */
async function* runsFrom({ store, org }: LaneOptions, seq: number): AsyncGenerator<RunRecord> {
  for (let after = seq; ; ) {
    const page = await store.runsAfter(org, after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.seq;
  }
}

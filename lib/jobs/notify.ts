import type { RunPayload, RunRecord } from '../domain/run.ts';
import type { AlertMessage, AlertSink, DeliveryMark, Store } from '../ports.ts';

export interface NotifyOptions {
  readonly store: Pick<Store, 'latestRun' | 'runsAfter' | 'payload' | 'deliveryMark' | 'saveDeliveryMark'>;
  readonly org: string;
  readonly sinks: readonly AlertSink[];
  /** The messages of a run, in the order of delivery; the same each time it is asked about a run. */
  readonly compose: (run: RunRecord, payload: RunPayload) => readonly AlertMessage[];
  readonly onProgress?: (message: string) => void;
}

export interface NotifyOutcome {
  /** Messages that at least one channel accepted in this call, in the order of runs. */
  readonly delivered: readonly AlertMessage[];
  /** Where each channel that failed stopped. The caller must not pass over it: the message is sent with the next call. */
  readonly failed: readonly DeliveryFailure[];
}

export interface DeliveryFailure {
  readonly channel: string;
  /** Key of the message that was not accepted. */
  readonly key: string;
  readonly error: unknown;
}

/** Runs that are read at once. */
const PAGE = 25;
/**
 * Quiet runs that a mark may lag behind. Saving it after each would make every quiet scan cost a write for each
 * channel; not saving it at all would make every call read all quiet runs again.
 */
const QUIET_RUNS_PER_SAVE = 20;

/**
 * Delivers the messages of committed runs, each channel from its own mark on and in the order of runs. The mark is
 * saved after every accepted message, so a crash between the two sends that one message twice and loses none. A channel
 * that refuses a message stops there and is asked again by the next call; the others go on. A channel that is new starts
 * with the oldest run that is kept, so it begins with the first look where that is still there.
 *
 * One call at a time and org: two at once may send a message twice.
 *
 * @throws StoreError if a run or a mark cannot be read or written, after all channels have come to an end
 */
export async function notify(options: NotifyOptions): Promise<NotifyOutcome> {
  const messagesOf = rememberedMessages(options);
  const settled = await Promise.allSettled(options.sinks.map((sink) => deliverTo(sink, messagesOf, options)));
  const broken = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  if (broken.length === 1) throw broken[0];
  if (broken.length > 1) throw new AggregateError(broken, `the delivery marks of ${broken.length} channels failed`);
  const channels = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  return {
    delivered: inOrder(channels.flatMap(({ delivered }) => delivered)),
    failed: channels.flatMap(({ failure }) => failure ?? []),
  };
}

type MessagesOf = (run: RunRecord) => Promise<readonly AlertMessage[]>;

interface ChannelOutcome {
  readonly delivered: readonly Delivered[];
  readonly failure?: DeliveryFailure;
}

interface Delivered {
  readonly seq: number;
  /** Place of the message in its run. */
  readonly place: number;
  readonly message: AlertMessage;
}

async function deliverTo(sink: AlertSink, messagesOf: MessagesOf, options: NotifyOptions): Promise<ChannelOutcome> {
  const { store, org, onProgress } = options;
  const { channel } = sink;
  const delivered: Delivered[] = [];
  let saved = sink.isScreen ? await markBeforeNewest(options) : await store.deliveryMark(org, channel);
  let done = saved.seq;
  const save = async (mark: DeliveryMark) => {
    if (!sink.isScreen) await store.saveDeliveryMark(org, channel, mark);
    saved = mark;
  };

  for await (const run of runsFrom(options, done)) {
    const messages = await messagesOf(run);
    const sent = new Set(saved.sent);
    for (const [place, message] of messages.entries()) {
      if (sent.has(message.key)) continue;
      onProgress?.(`sending to ${channel}: ${message.subject}`);
      try {
        await sink.send(message);
      } catch (error) {
        return { delivered, failure: { channel, key: message.key, error } };
      }
      delivered.push({ seq: run.seq, place, message });
      sent.add(message.key);
      const isLast = messages.every(({ key }) => sent.has(key));
      await save(isLast ? { seq: run.seq, sent: [] } : { seq: run.seq - 1, sent: [...sent] });
    }
    done = run.seq;
  }
  if (done - saved.seq >= QUIET_RUNS_PER_SAVE) await save({ seq: done, sent: [] });
  return { delivered };
}

/** A screen has no memory: mails keep what nobody watched. */
async function markBeforeNewest({ store, org }: NotifyOptions): Promise<DeliveryMark> {
  const newest = await store.latestRun(org);
  return { seq: Math.max(0, (newest?.seq ?? 0) - 1), sent: [] };
}

/** Runs after a number, oldest first. */
async function* runsFrom({ store, org }: NotifyOptions, seq: number): AsyncGenerator<RunRecord> {
  for (let after = seq; ; ) {
    const page = await store.runsAfter(org, after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.seq;
  }
}

/** Composes a run's messages once, however many channels want them. */
function rememberedMessages({ store, compose }: NotifyOptions): MessagesOf {
  const known = new Map<number, Promise<readonly AlertMessage[]>>();
  return async (run) => {
    // Only transitions make messages, and the first look makes one without any: a quiet run is not even read.
    if (run.counts.transitions === 0 && !run.isBaseline) return [];
    const remembered = known.get(run.seq) ?? store.payload(run).then((payload) => compose(run, payload));
    known.set(run.seq, remembered);
    return remembered;
  };
}

/** Each message once, in the order of runs. */
function inOrder(delivered: readonly Delivered[]): AlertMessage[] {
  const byKey = new Map(delivered.map((one) => [one.message.key, one] as const));
  return [...byKey.values()].sort((a, b) => a.seq - b.seq || a.place - b.place).map(({ message }) => message);
}

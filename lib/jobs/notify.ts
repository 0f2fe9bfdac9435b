import type { AlertMessage, AlertSink, Store } from '../ports.ts';
import { type Delivered, type DeliveryProblem, deliverTo } from './lane.ts';
import { type RunMessagesOptions, runMessages } from './run-messages.ts';

export interface NotifyOptions extends Omit<RunMessagesOptions, 'store'> {
  readonly store: Pick<Store, 'latestRun' | 'runsAfter' | 'payload' | 'deliveryMark' | 'saveDeliveryMark'>;
  readonly org: string;
  readonly sinks: readonly AlertSink[];
  readonly onProgress?: (message: string) => void;
}

export interface NotifyOutcome {
  /** Messages that at least one channel accepted in this call, in the order of runs. */
  readonly delivered: readonly AlertMessage[];
  /** Where each channel that failed stopped. The caller must not pass over it: the message is sent with the next call. */
  readonly failed: readonly DeliveryProblem[];
  /** Messages that went out as a plain notice, and why. Somebody has to mend it: a reader has less than is known. */
  readonly replaced: readonly DeliveryProblem[];
}

/**
 * Delivers the messages of committed runs, each channel from its own mark on and in the order of runs. The mark is
 * saved after every accepted message, so a crash between the two sends that one message twice and loses none. A channel
 * that does not take a message stops there and is asked again by the next call; the others go on. A message that a
 * channel will never take, and a run that cannot be told, do not stop it for ever: a plain notice goes out in their
 * place. A channel that is new starts with the oldest run that is kept, so it begins with the first look where that is
 * still there.
 *
 * One call at a time and org: two at once may send a message twice.
 *
 * @throws StoreError if a run or a mark cannot be read or written, after all channels have come to an end
 */
export async function notify(options: NotifyOptions): Promise<NotifyOutcome> {
  const { store, org, sinks, plainNotice, onProgress } = options;
  const messagesOf = runMessages(options);
  const settled = await Promise.allSettled(
    sinks.map((sink) => deliverTo({ store, org, sink, messagesOf, plainNotice, onProgress })),
  );
  const broken = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  if (broken.length === 1) throw broken[0];
  if (broken.length > 1) throw new AggregateError(broken, `the delivery marks of ${broken.length} channels failed`);
  const lanes = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  return {
    delivered: inOrder(lanes.flatMap(({ delivered }) => delivered)),
    failed: lanes.flatMap(({ failure }) => failure ?? []),
    replaced: lanes.flatMap(({ replaced }) => replaced),
  };
}

/** Each message once, in the order of runs. */
function inOrder(delivered: readonly Delivered[]): AlertMessage[] {
  const byKey = new Map(delivered.map((one) => [one.message.key, one] as const));
  return [...byKey.values()].sort((a, b) => a.seq - b.seq || a.place - b.place).map(({ message }) => message);
}

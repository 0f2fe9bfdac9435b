import type { RunPayload, RunRecord } from '../domain/run.ts';
import type { AlertMessage, Store } from '../ports.ts';

/** What a run has to tell. */
export interface RunMessages {
  /** In the order of delivery. */
  readonly messages: readonly AlertMessage[];
  /** Why it cannot be told as it should be: the one message says that there is something, and where to look. */
  readonly damage?: unknown;
}

export interface RunMessagesOptions {
  readonly store: Pick<Store, 'payload'>;
  /** The messages of a run, in the order of delivery; the same each time it is asked about a run. */
  readonly compose: (run: RunRecord, payload: RunPayload) => readonly AlertMessage[];
  /**
   * A short plain message in the place of one that a channel will never take, or of all messages of a run that cannot be
   * read or composed. Left out: deliveries stop there.
   */
  readonly plainNotice?: (about: PlainNoticeAbout) => AlertMessage;
}

/** What a plain notice stands for. */
export interface PlainNoticeAbout {
  readonly run: RunRecord;
  /** The message that was refused; absent where the run could not be read or composed. */
  readonly message?: AlertMessage;
}

/** Composes a run's messages once, however many channels want them. */
export function runMessages(options: RunMessagesOptions): (run: RunRecord) => Promise<RunMessages> {
  const known = new Map<number, Promise<RunMessages>>();
  return async (run) => {
    if (!hasNews(run)) return NONE;
    const remembered = known.get(run.seq) ?? composed(run, options);
    known.set(run.seq, remembered);
    return remembered;
  };
}

/**
 * True if a run may have something to tell: transitions, reminders, or the first look, which tells also without any. A
 * quiet run is not even read, and nobody is told of their own act.
 */
export function hasNews({ job, counts, isBaseline }: RunRecord): boolean {
  return job !== 'act' && (counts.transitions > 0 || (counts.reminders ?? 0) > 0 || isBaseline);
}

async function composed(run: RunRecord, { store, compose, plainNotice }: RunMessagesOptions): Promise<RunMessages> {
  let payload: RunPayload;
  try {
    payload = await store.payload(run);
  } catch (error) {
    // Whatever else keeps the store from answering will pass; a damaged item will not.
    if (!plainNotice || !isDamage(error)) throw error;
    return { messages: [plainNotice({ run })], damage: error };
  }
  try {
    return { messages: compose(run, payload) };
  } catch (error) {
    if (!plainNotice) throw error;
    return { messages: [plainNotice({ run })], damage: error };
  }
}

/** A StoreError of kind `corrupt`: what was read back is not what was written. */
function isDamage(error: unknown): boolean {
  return error instanceof Error && 'kind' in error && error.kind === 'corrupt';
}

const NONE: RunMessages = { messages: [] };

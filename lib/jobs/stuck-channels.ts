import type { Store } from '../ports.ts';
import { hasNews } from './run-messages.ts';

export interface StuckChannelsOptions {
  readonly store: Pick<Store, 'runsAfter' | 'deliveryMark'>;
  readonly org: string;
  /** Names of channels. */
  readonly channels: readonly string[];
  readonly now: Date;
}

/**
 * Channels that have not had everything that a run of over an hour ago has to tell: whatever holds them up is no hiccup.
 * Reads only.
 *
 * @throws StoreError
 */
export async function stuckChannels({ store, org, channels, now }: StuckChannelsOptions): Promise<string[]> {
  const latestMs = now.getTime() - PATIENCE_MS;
  const stuck = await Promise.all(
    channels.map(async (channel) => {
      const { seq } = await store.deliveryMark(org, channel);
      return (await hasOldNewsAfter(seq)) ? [channel] : [];
    }),
  );
  return stuck.flat();

  async function hasOldNewsAfter(seq: number): Promise<boolean> {
    for (let after = seq; ; ) {
      const page = await store.runsAfter(org, after, PAGE);
      const old = page.filter(({ at }) => Date.parse(at) <= latestMs);
      if (old.some(hasNews)) return true;
      const last = page.at(-1);
      if (!last || old.length < PAGE) return false;
      after = last.seq;
    }
  }
}

/** The stream tries for this long, and the next run tries again. */
const PATIENCE_MS = 3_600_000;
const PAGE = 25;

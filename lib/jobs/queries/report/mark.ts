import type { Store } from '../../../ports.ts';
import type { LastReport } from './events.ts';

/**
 * The report before this one; undefined where there was none, or where the history it was of is not this one: set back,
 * or begun anew.
 */
export async function lastReport(store: Store, org: string, now: Date): Promise<LastReport | undefined> {
  const { seq, toldUpTo } = await store.deliveryMark(org, CHANNEL);
  if (seq === 0 || toldUpTo === undefined || Date.parse(toldUpTo) > now.getTime()) return undefined;
  const newest = await store.latestRun(org);
  if (!newest || newest.seq < seq) return undefined;
  const [run] = await store.runsAfter(org, seq - 1, 1);
  // Records of runs expire: then the time of the report itself has to do.
  return { at: toldUpTo, seq, runAt: run?.seq === seq ? run.at : toldUpTo };
}

/** Notes that a report was made, and handed over, at a time. Nothing is noted of one that knew no run. */
export async function markReport(
  store: Store,
  org: string,
  { at, run }: { readonly at: string; readonly run: { readonly seq: number } | null },
): Promise<void> {
  if (run) await store.saveDeliveryMark(org, CHANNEL, { seq: run.seq, sent: [], toldUpTo: at });
}

const CHANNEL = 'report';

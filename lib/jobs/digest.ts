import type { GuardianConfig, OrgConfig } from '../domain/manifest.ts';
import type { AlertMessage, AlertSink, DeliveryMark, DigestFacts, ReportPlace, Store } from '../ports.ts';
import { findHistory } from './queries/history.ts';
import { findUsage } from './queries/usage.ts';

export interface DigestOptions {
  readonly store: Store;
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  /** ISO time of the schedule: the same slot twice is one digest. */
  readonly slot: string;
  readonly sink: AlertSink;
  readonly compose: (facts: DigestFacts) => AlertMessage;
  /** Where an org's newest report is; undefined where none was ever written. Default: nobody writes any. */
  readonly findReport?: ((org: string) => Promise<ReportPlace | undefined>) | undefined;
  /**
   * What makes it due: `schedule`, that somebody asks once a period, give or take; `age`, that a period has passed since
   * the last one, or since the org was first known, however often somebody asks. Default: `schedule`.
   */
  readonly due?: 'schedule' | 'age';
}

/** `too-early`: the last digest is less than a period old; `off`: nobody wants one. */
export type DigestOutcome = 'sent' | 'too-early' | 'off';

/**
 * Sends the digest of one org, also when all is quiet: that it comes is how people know that somebody looks. It covers
 * everything since the last one, so a digest that fails is made up for by the next. A crash between sending and noting
 * it sends it twice.
 *
 * @throws StoreError, or whatever the sink rejects with
 */
export async function sendDigest(options: DigestOptions): Promise<DigestOutcome> {
  const { store, org, config, slot, sink, compose, due = 'schedule' } = options;
  const { digest: period } = config.alerts;
  if (period === 'off') return 'off';
  const channel = `digest ${sink.channel}`;
  const slotMs = Date.parse(slot);
  const mark = await store.deliveryMark(org.name, channel);
  const toldUpTo = lastDigest(mark, slotMs, period);
  const shortestMs = (due === 'age' ? PERIOD_MINUTES[period] : SHORTEST_MINUTES[period]) * MINUTE_MS;
  if (toldUpTo !== undefined && slotMs - toldUpTo < shortestMs) return 'too-early';
  if (toldUpTo === undefined && due === 'age') {
    const baselineAt = (await store.latestRun(org.name))?.baselineAt;
    if (!baselineAt || slotMs - Date.parse(baselineAt) < shortestMs) return 'too-early';
  }
  const sinceMs = toldUpTo ?? slotMs - PERIOD_MINUTES[period] * MINUTE_MS;
  const message = compose(await factsOf(options, new Date(sinceMs).toISOString()));
  if (sink.wants && !sink.wants(message)) return 'off';
  await sink.send(message);
  // Marks only go forward: their number counts digests, and their time may be set back with the clock.
  await store.saveDeliveryMark(org.name, channel, { seq: mark.seq + 1, sent: [], toldUpTo: slot });
  return 'sent';
}

/**
 * Milliseconds since 1970 up to which the last digest told. One that lies a period ahead was told by a clock that was
 * wrong: it must not keep everybody waiting until the true one has caught up.
 */
function lastDigest(
  { seq, toldUpTo }: DeliveryMark,
  slotMs: number,
  period: keyof typeof PERIOD_MINUTES,
): number | undefined {
  if (seq === 0) return undefined;
  const periodMs = PERIOD_MINUTES[period] * MINUTE_MS;
  const told = toldUpTo === undefined ? slotMs - periodMs : Date.parse(toldUpTo);
  return told > slotMs + periodMs ? slotMs - periodMs : told;
}

async function factsOf({ store, org, config, slot, findReport }: DigestOptions, since: string): Promise<DigestFacts> {
  const run = await store.latestRun(org.name);
  const [unresolved, history, usage, waivers, report] = await Promise.all([
    run ? store.unresolvedFindings(org.name, run.openDigest) : [],
    findHistory(store, org.name, { since, until: slot, limit: MOST_RECORDS }),
    findUsage({ store, org, config, since, until: slot, now: new Date(slot) }),
    waiversOf(store, org.name, config),
    findReport?.(org.name),
  ]);
  return {
    org: org.name,
    slot,
    since,
    unresolved,
    records: history.items,
    usage,
    waivers,
    ...(run && { run }),
    ...(report && { report }),
  };
}

/**
 * An entry names a finding, and a finding's id does not tell its org: one that no finding of this org has may be another
 * org's, where there are others.
 */
async function waiversOf(
  store: Store,
  org: string,
  { waivers, orgs = [] }: GuardianConfig,
): Promise<NonNullable<DigestFacts['waivers']>> {
  if (waivers.length === 0) return [];
  const known = await store.findingsById(
    org,
    waivers.map(({ finding }) => finding),
  );
  return waivers.flatMap((waiver) => {
    const finding = known.get(waiver.finding);
    if (finding) return [{ waiver, finding }];
    return orgs.length > 1 ? [] : [{ waiver }];
  });
}

const MINUTE_MS = 60_000;
const PERIOD_MINUTES = { daily: 24 * 60, weekly: 7 * 24 * 60 } as const;
/** Schedules have a flexible window, so two digests on end may be a little less than a period apart. */
const SHORTEST_MINUTES = { daily: 12 * 60, weekly: 6 * 24 * 60 } as const;
/** More than any reader takes in: what is beyond is in `guardian history`. */
const MOST_RECORDS = 2_000;

import { epochMs } from './calendar.ts';
import type { ClientDay, UsageCounts, UsageDay, UsageRow, UsageSample } from './day.ts';

/** A usage answer that spans several days as one sample a day, by date. A day without a row has no sample: unknown. */
export function samplesByDay(rows: readonly UsageRow[], at: string): UsageSample[] {
  const byDate = new Map<string, UsageRow[]>();
  for (const row of rows) {
    const sameDay = byDate.get(row.date);
    if (sameDay) sameDay.push(row);
    else byDate.set(row.date, [row]);
  }
  return [...byDate].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, dayRows]) => ({ date, at, rows: dayRows }));
}

/**
 * What is known of a day after one more sample. Counts are counters, so each is the highest value ever read:
 * - A sample without rows says nothing: an unknown day stays unknown, and a client that is missing keeps its count.
 * - A sample newer than the last tick that raises any client's requests is a tick, also after the day's end (late data).
 * - A sample that is no newer than the last tick may raise counts, but never moves a tick: reads that arrive late or
 *   twice do no harm.
 * - A client that first appears in a known day had no request before.
 *
 * Answers `day` itself where the sample adds nothing, so that the caller can spare the write.
 * Throws a RangeError if the sample or one of its rows is of another day.
 */
export function foldSample(day: UsageDay | undefined, sample: UsageSample): UsageDay | undefined {
  if (day && day.date !== sample.date) throw otherDay(sample.date, day.date);
  const at = epochMs(sample.at);
  const read = readOf(sample);
  if (read.size === 0) return day;
  if (!day) return { date: sample.date, clients: read, firstTick: sample.at, lastTick: sample.at };
  const isTick = at > epochMs(day.lastTick) && hasGrown(day, read);
  return isTick ? ticked(day, sample.at, read) : merged(day, sample.at, read);
}

/** Requests that a client made between the day's last two ticks; `undefined` where there is no tick before the last. */
export function growthOf(day: UsageDay, clientId: string): number | undefined {
  if (day.previousTick === undefined) return undefined;
  const client = day.clients.get(clientId);
  if (!client) return 0;
  return client.before === undefined ? undefined : client.counts.requests - client.before;
}

type Read = ReadonlyMap<string, ClientDay>;

/** The sample by client. A renamed client has a row for each name: parts of one count, which add up. */
function readOf(sample: UsageSample): Read {
  const read = new Map<string, ClientDay>();
  for (const row of sample.rows) {
    if (row.date !== sample.date) throw otherDay(row.date, sample.date);
    const { clientId, clientName } = row;
    const known = read.get(clientId);
    const counts = combine(known?.counts ?? NO_REQUESTS, row, (a, b) => a + b);
    read.set(clientId, { clientId, clientName, counts });
  }
  return read;
}

function hasGrown(day: UsageDay, read: Read): boolean {
  return [...read.values()].some(({ clientId, counts }) => counts.requests > requestsIn(day, clientId));
}

function ticked(day: UsageDay, at: string, read: Read): UsageDay {
  const clients = new Map<string, ClientDay>();
  for (const clientId of new Set([...day.clients.keys(), ...read.keys()])) {
    const client = mergedClient(day.clients.get(clientId), read.get(clientId));
    if (client) clients.set(clientId, { ...client, before: requestsIn(day, clientId) });
  }
  const { date, firstTick, lastTick } = day;
  return { date, clients, firstTick, previousTick: lastTick, lastTick: at };
}

function merged(day: UsageDay, at: string, read: Read): UsageDay {
  const clients = new Map(day.clients);
  let hasChanged = false;
  for (const [clientId, row] of read) {
    const known = day.clients.get(clientId);
    const before = beforeAfterMerge(day, at, row);
    const client = { ...row, ...mergedClient(known, row), ...(before !== undefined && { before }) };
    if (known && isSame(known, client)) continue;
    clients.set(clientId, client);
    hasChanged = true;
  }
  return hasChanged ? { ...day, clients } : day;
}

/** Requests seen no later than the previous tick had been made by then: they are no growth since. */
function beforeAfterMerge(day: UsageDay, at: string, row: ClientDay): number | undefined {
  if (day.previousTick === undefined) return undefined;
  const known = day.clients.get(row.clientId);
  const before = known ? known.before : 0;
  if (before === undefined || epochMs(at) > epochMs(day.previousTick)) return before;
  return Math.max(before, row.counts.requests);
}

function mergedClient(known: ClientDay | undefined, row: ClientDay | undefined): ClientDay | undefined {
  if (!known || !row) return known ?? row;
  return { ...known, clientName: row.clientName, counts: combine(known.counts, row.counts, Math.max) };
}

function requestsIn(day: UsageDay, clientId: string): number {
  return day.clients.get(clientId)?.counts.requests ?? 0;
}

const NO_REQUESTS: UsageCounts = {
  requests: 0,
  status200: 0,
  status300: 0,
  status400: 0,
  status500: 0,
  status429: 0,
};

function combine(a: UsageCounts, b: UsageCounts, using: (a: number, b: number) => number): UsageCounts {
  return {
    requests: using(a.requests, b.requests),
    status200: using(a.status200, b.status200),
    status300: using(a.status300, b.status300),
    status400: using(a.status400, b.status400),
    status500: using(a.status500, b.status500),
    status429: using(a.status429, b.status429),
  };
}

function isSame(a: ClientDay, b: ClientDay): boolean {
  return (
    a.clientName === b.clientName &&
    a.before === b.before &&
    a.counts.requests === b.counts.requests &&
    a.counts.status200 === b.counts.status200 &&
    a.counts.status300 === b.counts.status300 &&
    a.counts.status400 === b.counts.status400 &&
    a.counts.status500 === b.counts.status500 &&
    a.counts.status429 === b.counts.status429
  );
}

function otherDay(given: string, wanted: string): RangeError {
  return new RangeError(`a count of ${given} cannot be folded into ${wanted}: fold each day into its own`);
}

import { createHash } from 'node:crypto';

/**
 * Every key of the one table, built and parsed here and nowhere else.
 *
 * | item | `pk` | `sk` | `gsi1pk` | `gsi1sk` |
 * |---|---|---|---|---|
 * | run record (the commit) | `O#org#RUN` | `seq` | `O#org#RUN` | `at#seq` |
 * | payload chunk of a run | `O#org#RUN#seq#attempt` | `n` | | |
 * | projection mark, with the newest projected run | `O#org#MARK` | `PROJECTED` | | |
 * | delivery mark of a channel | `O#org#MARK` | `DELIVERED#channel` | | |
 * | heads of a kind: a document per bucket of ids | `O#org#HEAD#kind` | `bucket` | | |
 * | revision of an entity | `O#org#E#kind#id` | `R#at#seq` | | |
 * | body of a role by durable hash | `O#org#BODY#role` | `hash` | | |
 * | finding in its present state | `O#org#F` | `id` | `O#org#OPEN` while unresolved | `severity rank#id` |
 * | history layout that is being lifted: how far | `O#org#MARK` | `MIGRATION` | | |
 * | history record | `O#org#C#client` | `T#at#seq#n` | `O#org#T` | `at#seq#n` |
 * | the record again, for the org | `O#org#T` | `at#seq#n` | | |
 * | the record again, by its rule | `O#org#T#RULE#rule` | `at#seq#n` | | |
 * | the record again, by its vendor | `O#org#T#VENDOR#vendor` | `at#seq#n` | | |
 * | the record again, by each of its actors | `O#org#T#ACTOR#digest of id or name` | `at#seq#n` | | |
 * | calls by operation of a client's day | `O#org#C#client` | `U#date` | `O#org#U` | `date#client` |
 * | call profiles of clients: a document per bucket of ids | `O#org#CALLS` | `bucket` | | |
 * | usage of a day: a document | `O#org#USAGE` | `date` | | |
 * | part of a document too large for one item | as the document | `name#seq#digest#n` | | |
 *
 * Texts from outside are percent-encoded, so no name can break out of its place. Times are ISO with milliseconds and
 * numbers have leading zeros, so that the order of keys is the order of time. Keys stand in logs and error messages, which
 * nothing encrypts: people are in them by digest only.
 */

/** The primary key of an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The key of an item in the index. */
export interface IndexKey {
  readonly gsi1pk: string;
  readonly gsi1sk: string;
}

export const keys = {
  runs: (org: string) => join('O', org, 'RUN'),
  run: (org: string, seq: number): Key => ({ pk: keys.runs(org), sk: number(seq, SEQ) }),
  runByTime: (org: string, at: string, seq: number): IndexKey => ({ gsi1pk: keys.runs(org), gsi1sk: timed(at, seq) }),
  chunks: (org: string, seq: number, attempt: string) => join('O', org, 'RUN', number(seq, SEQ), attempt),
  chunk: (org: string, seq: number, attempt: string, n: number): Key => ({
    pk: keys.chunks(org, seq, attempt),
    sk: number(n, N),
  }),
  projected: (org: string): Key => ({ pk: join('O', org, 'MARK'), sk: 'PROJECTED' }),
  migration: (org: string): Key => ({ pk: join('O', org, 'MARK'), sk: 'MIGRATION' }),
  delivered: (org: string, channel: string): Key => ({ pk: join('O', org, 'MARK'), sk: join('DELIVERED', channel) }),
  heads: (org: string, kind: string) => join('O', org, 'HEAD', kind),
  entity: (org: string, kind: string, id: string) => join('O', org, 'E', kind, id),
  revision: (org: string, kind: string, id: string, at: string, seq: number): Key => ({
    pk: keys.entity(org, kind, id),
    sk: `R#${timed(at, seq)}`,
  }),
  roleBody: (org: string, roleId: string, hash: string): Key => ({
    pk: join('O', org, 'BODY', roleId),
    sk: text(hash),
  }),
  findings: (org: string) => join('O', org, 'F'),
  finding: (org: string, id: string): Key => ({ pk: keys.findings(org), sk: text(id) }),
  openFindings: (org: string) => join('O', org, 'OPEN'),
  openFinding: (org: string, rank: number, id: string): IndexKey => ({
    gsi1pk: keys.openFindings(org),
    gsi1sk: join(String(rank), id),
  }),
  client: (org: string, clientId: string) => join('O', org, 'C', clientId),
  history: (org: string) => join('O', org, 'T'),
  record: (at: RecordPlace): Key & IndexKey => ({
    pk: keys.client(at.org, at.clientId),
    sk: `T#${timed(at.at, at.seq)}#${number(at.n, N)}`,
    gsi1pk: keys.history(at.org),
    gsi1sk: `${timed(at.at, at.seq)}#${number(at.n, N)}`,
  }),
  historyBy: (org: string, by: HistoryTrait, value: string) =>
    join('O', org, 'T', by, by === 'ACTOR' ? digest(value) : short(value)),
  /** In a partition of {@link keys.history} or {@link keys.historyBy}. */
  entry: (partition: string, { at, seq, n }: Pick<RecordPlace, 'at' | 'seq' | 'n'>): Key => ({
    pk: partition,
    sk: `${timed(at, seq)}#${number(n, N)}`,
  }),
  endpoints: (org: string) => join('O', org, 'U'),
  endpointDay: (org: string, date: string, clientId: string): Key & IndexKey => ({
    pk: keys.client(org, clientId),
    sk: `U#${date}`,
    gsi1pk: keys.endpoints(org),
    gsi1sk: join(date, clientId),
  }),
  calls: (org: string) => join('O', org, 'CALLS'),
  usage: (org: string) => join('O', org, 'USAGE'),
  part: (document: Key, seq: number, digest: string, n: number): Key => ({
    pk: document.pk,
    sk: `${document.sk}#${number(seq, SEQ)}#${digest}#${number(n, N)}`,
  }),
} as const;

/** What the history is filed by, beside org and client. */
export type HistoryTrait = 'RULE' | 'VENDOR' | 'ACTOR';

export interface RecordPlace {
  readonly org: string;
  readonly clientId: string;
  readonly at: string;
  readonly seq: number;
  /** Place of the transition in its run. */
  readonly n: number;
}

/** A range of sort keys, both ends inclusive. */
export interface KeyRange {
  readonly low: string;
  readonly high: string;
}

/** Sort keys that begin with `prefix` and a time in the range: `from` inclusive, `to` exclusive, both optional. */
export function timeRange(prefix: string, range: { readonly from?: string; readonly to?: string }): KeyRange {
  return {
    low: `${prefix}${range.from === undefined ? '' : time(range.from)}`,
    high: range.to === undefined ? `${prefix}${END}` : `${prefix}${time(range.to)}`,
  };
}

/** The part of a range of records that is older than a place: `at#seq#n`. */
export function beforePlace(prefix: string, { low }: KeyRange, place: string): KeyRange {
  const [at = '', seq = '', n = ''] = place.split('#');
  // No record has a place without a number: it stands before the first record of its run.
  return { low, high: `${prefix}${at}#${seq}#${Number(n) > 0 ? number(Number(n) - 1, N) : ''}` };
}

/** The place of a record within its org, from the sort key of any item that holds it. Undefined for other items. */
export function placeOf(sk: string): string | undefined {
  return PLACE.exec(sk)?.[1];
}

/** Sort keys of the runs after `seq`. */
export function runsAfter(seq: number): KeyRange {
  return { low: number(seq + 1, SEQ), high: END };
}

/** Sort keys that begin with `prefix` and a UTC day in the range, both ends inclusive. */
export function dayRange(prefix: string, from: string, to: string): KeyRange {
  return { low: `${prefix}${from}`, high: `${prefix}${to}${END}` };
}

/** Sort keys of one bucket: its document and the parts of it. */
export function bucketRange(bucket: string): KeyRange {
  return { low: bucket, high: `${bucket}${END}` };
}

/** The org and number of a run from its record's key: what a stream consumer starts from. Undefined for other items. */
export function parseRunKey({ pk, sk }: Key): { readonly org: string; readonly seq: number } | undefined {
  const [o, org, run, ...rest] = split(pk);
  if (o !== 'O' || org === undefined || run !== 'RUN' || rest.length > 0 || !/^\d+$/.test(sk)) return undefined;
  return { org, seq: Number(sk) };
}

/** The place that a history record's key names. Undefined for other items. */
export function parseRecordKey({ pk, sk }: Key): RecordPlace | undefined {
  const [o, org, c, clientId] = split(pk);
  const [t, at, seq, n] = split(sk);
  if (o !== 'O' || c !== 'C' || t !== 'T' || org === undefined || clientId === undefined) return undefined;
  if (at === undefined || seq === undefined || n === undefined) return undefined;
  return { org, clientId, at, seq: Number(seq), n: Number(n) };
}

/** Digits of a run's number, and of a place within a run. */
const SEQ = 12;
const N = 6;

/** Characters of a value in a key. */
const LONGEST = 600;

const PLACE = /^(?:T#)?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#\d{12}#\d{6})$/;

/** After every character that a key can hold. */
const END = '~';

function join(...parts: readonly string[]): string {
  return parts.map(text).join('#');
}

function split(key: string): string[] {
  return key.split('#').map(decodeURIComponent);
}

/**
 * `~` is the one character that `encodeURIComponent` leaves and that sorts as {@link END}. Half a character, which it
 * refuses, becomes U+FFFD, as in every other encoding: names are anybody's words, and JSON can hold such a one.
 */
function text(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('~', '%7E');
}

/** Names have no limit, and a key has: 2 KB. A long one is known by its digest. */
function short(value: string): string {
  return text(value).length <= LONGEST ? value : digest(value);
}

function digest(value: string): string {
  return `sha256 ${createHash('sha256').update(value).digest('hex')}`;
}

function number(value: number, digits: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 10 ** digits) {
    throw new RangeError(`No key for ${value}: whole numbers from 0 to ${10 ** digits - 1} only`);
  }
  return String(value).padStart(digits, '0');
}

function timed(at: string, seq: number): string {
  return `${time(at)}#${number(seq, SEQ)}`;
}

/** One spelling for one time: `…:00Z` and `…:00.000Z` would sort apart. */
function time(at: string): string {
  const milliseconds = Date.parse(at);
  if (Number.isNaN(milliseconds)) throw new RangeError(`No key for the time ${JSON.stringify(at)}: ISO 8601 only`);
  return new Date(milliseconds).toISOString();
}

import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { Attributes } from '../dynamo/attributes.ts';
import type { MemoryTable } from '../dynamo/memory-table.ts';

/**
 * What of a table decides what the guardian will do from now on: findings that are not resolved, heads with approvals,
 * usage, what the newest run carries on, and what is still to be told. Not the past, not numbers of runs, and not the
 * times at which things were seen. Two tables with the same fingerprint have the same future, if the org has: that is the
 * campaign's claim, and some schedules are played to their end to prove it.
 */
export type Fingerprint = ReadonlyMap<string, string>;

export function fingerprintOf(table: MemoryTable): Fingerprint {
  const parts = new Map<string, string>();
  const runs: Decoded[] = [];
  const marks: Decoded[] = [];
  for (const item of table.items()) {
    const decoded = decode(item);
    const { type, name } = decoded;
    if (type === 'run') runs.push(decoded);
    else if (type === 'delivered') marks.push(decoded);
    else if (PRESENT.has(type) && decoded.state !== 'resolved') parts.set(name, decoded.future);
  }
  runs.sort((a, b) => a.seq - b.seq);
  parts.set('newest run', runs.at(-1)?.future ?? '');
  for (const { name, mark } of marks) {
    const untold = runs.filter(({ seq, hasNews }) => hasNews && seq > (mark?.seq ?? 0));
    parts.set(name, `${untold.length} runs to tell, ${mark?.sent.length ?? 0} messages of the first one told`);
  }
  return parts;
}

/** Names of what differs. */
export function differences(a: Fingerprint, b: Fingerprint): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name)).sort();
}

/** A finding, head or day as the table has it, for messages. */
export function isSameFuture(a: Fingerprint, b: Fingerprint): boolean {
  if (a.size !== b.size) return false;
  for (const [name, value] of a) if (b.get(name) !== value) return false;
  return true;
}

interface Decoded {
  readonly type: string;
  readonly name: string;
  readonly seq: number;
  readonly state: string | undefined;
  readonly future: string;
  readonly hasNews: boolean;
  readonly mark: z.output<typeof markSchema> | undefined;
}

/** Kinds of item that are the present. Records, revisions, bodies and chunks are the past. */
const PRESENT: ReadonlySet<string> = new Set(['finding', 'document', 'part', 'endpoints']);

const stored = z.looseObject({ type: z.object({ S: z.string() }), seq: z.object({ N: z.string() }) });
const binary = z.object({ z: z.object({ B: z.string() }) });
const markSchema = z.looseObject({ seq: z.number(), sent: z.array(z.string()) });
const runSchema = z.looseObject({
  counts: z.looseObject({ transitions: z.number(), reminders: z.number().optional() }),
  isBaseline: z.boolean(),
  job: z.string(),
});

/** Items are never changed in place, and forks share them: each is unpacked once. */
const decodedItems = new WeakMap<Attributes, Decoded>();

function decode(item: Attributes): Decoded {
  const known = decodedItems.get(item);
  if (known) return known;
  const fresh = decodeAnew(item);
  decodedItems.set(item, fresh);
  return fresh;
}

function decodeAnew(item: Attributes): Decoded {
  const { type, seq } = stored.parse(item);
  const content = binary.safeParse(item);
  const body: unknown = content.success
    ? JSON.parse(gunzipSync(Buffer.from(content.data.z.B, 'base64')).toString())
    : {};
  const kind = type.S;
  const run = kind === 'run' ? runSchema.parse(body) : undefined;
  const state = item.state && 'S' in item.state ? item.state.S : undefined;
  return {
    type: kind,
    name: `${text(item, 'pk')} / ${text(item, 'sk')}`,
    seq: Number(seq.N),
    state,
    future: JSON.stringify(withoutTimes(kind === 'run' ? carriedOn(body) : body)),
    hasNews:
      run !== undefined &&
      run.job !== 'act' &&
      (run.counts.transitions > 0 || (run.counts.reminders ?? 0) > 0 || run.isBaseline),
    mark: kind === 'delivered' ? markSchema.parse(body) : undefined,
  };
}

function text(item: Attributes, name: string): string {
  const value = item[name];
  return value && 'S' in value ? value.S : '';
}

/**
 * Of a run, what the next one starts from. Not what was judged: it only spares a judgement that would come to the same,
 * and where it spares one wrongly, the findings are other ones. Not the slots, and not the digest of open findings, which
 * holds times: each is an invariant of its own. And not audits: they are looked up when something changes, so a look-up that failed is remembered until then.
 */
const CARRIED = z.object({
  roots: z.unknown(),
  sources: z.record(z.string(), z.looseObject({ completeAt: z.string().optional(), failures: z.number() })),
  open: z.unknown(),
  baselineAt: z.string().optional(),
  endpointsThrough: z.string().optional(),
});

function carriedOn(body: unknown): unknown {
  const { sources, baselineAt, ...rest } = CARRIED.parse(body);
  return {
    ...rest,
    hasBaseline: baselineAt !== undefined,
    // Usage is read again from that day on; of no other source does it matter when it was read.
    sources: Object.entries(sources)
      .filter(([name]) => name !== 'audits')
      .map(([name, { completeAt, failures }]) => [
        name,
        name === 'usage' ? completeAt?.slice(0, 10) : completeAt !== undefined,
        failures,
      ])
      .sort(),
  };
}

/** Members that say when and by whom something was seen or done, in words or in times: no judgement depends on them. */
const TIMES: ReadonlySet<string> = new Set([
  'at',
  'since',
  'firstSeen',
  'lastSeen',
  'asOf',
  'toldAt',
  'actor',
  'firstTick',
  'previousTick',
  'lastTick',
  'provenance',
  'because',
  'title',
]);

/** Members in the order of their names: a run that is projected again from its payload may have them in another. */
function withoutTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !TIMES.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, withoutTimes(member)]),
  );
}

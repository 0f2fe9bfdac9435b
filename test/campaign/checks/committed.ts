import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { Finding, Transition } from '../../../lib/domain/finding.ts';
import type { Revision, RunRecord } from '../../../lib/domain/run.ts';
import { keys } from '../../../lib/store/keys.ts';
import { payloadSchema, runSchema } from '../../../lib/store/schemas.ts';
import type { Attributes } from '../dynamo/attributes.ts';
import type { MemoryTable } from '../dynamo/memory-table.ts';
import { ORG } from '../guardian/guardian.ts';

/** A committed run with what it found, read from the table itself: nothing is settled or repaired by looking. */
export interface CommittedRun {
  readonly run: RunRecord;
  readonly transitions: readonly Transition[];
  readonly revisions: readonly Revision[];
}

/** The runs after a number, oldest first. */
export function committedAfter(table: MemoryTable, seq: number): CommittedRun[] {
  return table
    .partition(keys.runs(ORG))
    .map((item) => ({ item, number: Number(numberOf.parse(item).seq.N) }))
    .filter(({ number }) => number > seq)
    .map(({ item }) => committedRun(table, item));
}

/** Number of the newest run; 0 where there is none. */
export function newestSeq(table: MemoryTable): number {
  const item = table.partition(keys.runs(ORG)).at(-1);
  return item ? Number(numberOf.parse(item).seq.N) : 0;
}

/** Findings in the table that are not resolved, by id. */
export function unresolvedIn(table: MemoryTable): ReadonlyMap<string, Finding> {
  const items = table.partition(keys.findings(ORG));
  const findings = items.map((item) => findingOf(item)).filter(({ state }) => state !== 'resolved');
  return new Map(findings.map((finding) => [finding.id, finding] as const));
}

const numberOf = z.looseObject({ seq: z.object({ N: z.string() }) });
const packed = z.looseObject({ z: z.object({ B: z.string() }) });
const findingShape = z.custom<Finding>((value) => typeof value === 'object' && value !== null && 'rule' in value);

const known = new WeakMap<Attributes, Finding>();

function findingOf(item: Attributes): Finding {
  const finding = known.get(item) ?? findingShape.parse(JSON.parse(unzipped([item])));
  known.set(item, finding);
  return finding;
}

/** Items are never changed in place, and forks share them: each run is unpacked once. */
const knownRuns = new WeakMap<Attributes, CommittedRun>();

function committedRun(table: MemoryTable, item: Attributes): CommittedRun {
  const run = knownRuns.get(item) ?? unpackedRun(table, item);
  knownRuns.set(item, run);
  return run;
}

function unpackedRun(table: MemoryTable, item: Attributes): CommittedRun {
  const run = runSchema.parse(JSON.parse(unzipped([item])));
  if (run.chunks === 0) return { run, transitions: [], revisions: [] };
  const chunks = table.partition(keys.chunks(ORG, run.seq, run.attempt));
  const { transitions, revisions } = payloadSchema.parse(JSON.parse(unzipped(chunks)));
  return { run, transitions, revisions };
}

function unzipped(items: readonly Attributes[]): string {
  return gunzipSync(Buffer.concat(items.map((item) => Buffer.from(packed.parse(item).z.B, 'base64')))).toString();
}

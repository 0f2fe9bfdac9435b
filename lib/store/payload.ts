import type { RunPayload, RunRecord } from '../domain/run.ts';
import type { Database } from './database.ts';
import { slicesOf } from './document.ts';
import { StoreError } from './error.ts';
import { type Item, pack, unpackBytes } from './item.ts';
import { keys } from './keys.ts';
import type { Expiry } from './retention.ts';
import { payloadSchema } from './schemas.ts';
import { ITEM_VERSION } from './table.ts';

/** A run's payload as items, filed under its attempt; none for a run in which nothing happened. */
export function payloadChunks(run: RunRecord, payload: RunPayload, expiry: Expiry): readonly Item[] {
  if (isEmpty(payload)) return [];
  return slicesOf(pack(payload), CHUNK_BYTES).map((bytes, n) => ({
    ...keys.chunk(run.org, run.seq, run.attempt, n),
    v: ITEM_VERSION,
    type: 'chunk',
    seq: run.seq,
    z: bytes,
    ...expiry.run,
  }));
}

/** Reads a run's payload back. Throws a {@link StoreError} if any chunk is missing or damaged: never half a payload. */
export async function readPayload(database: Database, run: RunRecord): Promise<RunPayload> {
  if (run.chunks === 0) return NOTHING;
  const partition = keys.chunks(run.org, run.seq, run.attempt);
  const items = await database.selectAll({ partition }, `reading what run ${run.seq} found`);
  const chunks = items.flatMap(({ z: bytes }) => bytes ?? []);
  if (chunks.length !== run.chunks) throw missing(run, chunks.length);
  return unpackBytes(Buffer.concat(chunks), payloadSchema, partition);
}

const NOTHING: RunPayload = { revisions: [], approvals: [], transitions: [], usage: [], endpoints: [] };
const CHUNK_BYTES = 300_000;

function isEmpty(payload: RunPayload): boolean {
  return Object.values(payload).every((list) => list.length === 0);
}

function missing(run: RunRecord, found: number): StoreError {
  return new StoreError({
    kind: 'corrupt',
    what: `Of what run ${run.seq} of ${run.org} found, ${found} of ${run.chunks} pieces are left`,
    fix: 'A run older than the retention of runs has none any more; otherwise restore the table from a backup',
  });
}

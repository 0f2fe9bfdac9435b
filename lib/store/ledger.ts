import type { RunPayload, RunRecord } from '../domain/run.ts';
import type { CommitOutcome } from '../ports.ts';
import type { Database } from './database.ts';
import { foldDocuments } from './document.ts';
import { StoreError } from './error.ts';
import { type Item, item, unpack } from './item.ts';
import { keys, runsAfter } from './keys.ts';
import { payloadChunks, readPayload } from './payload.ts';
import { type Projection, projectionOf } from './projection.ts';
import { expiryOf, type Retention } from './retention.ts';
import { runSchema } from './schemas.ts';
import { SharedLook } from './shared-look.ts';
import { HISTORY_LAYOUT } from './table.ts';

/**
 * The sequence of committed runs, and their projection onto the rest of the table.
 *
 * A run is committed by one conditional put of its record. What it says is then projected, and a mark tells how far
 * that has come: where mark and newest run differ, somebody died, or is still at work, and whoever comes next does it
 * again. Every step may be done twice, at once and late: it is either the same whoever does it or refuses what is old.
 */
export class Ledger {
  readonly #database: Database;
  readonly #retention: Retention;
  /** The newest run of each org of which we know that it and all before it are projected, and the layout in which. */
  readonly #settled = new Map<string, Settled>();
  /** A report reads the past of hundreds of clients at a time. */
  readonly #looks = new SharedLook<RunRecord | undefined>();

  constructor(database: Database, retention: Retention) {
    this.#database = database;
    this.#retention = retention;
  }

  /** The newest committed run, after all runs have been projected. */
  async settle(org: string): Promise<RunRecord | undefined> {
    const [newest, { run: mark, layout }] = await Promise.all([this.#newest(org), this.#mark(org)]);
    if (newest && newest.seq > (mark?.seq ?? 0)) {
      for (const run of await this.#runsAfter(org, mark?.seq ?? 0)) await this.#replay(run, layout);
    }
    // Records expire in any order while nothing runs for months: the mark remembers the newest one.
    const latest = newest && newest.seq >= (mark?.seq ?? 0) ? newest : mark;
    this.#settled.set(org, { seq: latest?.seq ?? 0, layout });
    return latest;
  }

  /** The layout of an org's history as the newest projected run left it, read anew. */
  async layout(org: string): Promise<number> {
    await this.settle(org);
    return (await this.#mark(org)).layout;
  }

  /**
   * Says that all records up to a run, the newest one, are laid out in the newest way. False if another run has been
   * committed since, or was not projected yet.
   */
  async lift(run: RunRecord): Promise<boolean> {
    const isLifted = await this.#database.replace(markOf(run, HISTORY_LAYOUT), `lifting the history of ${run.org}`);
    if (isLifted) this.#settled.set(run.org, { seq: run.seq, layout: HISTORY_LAYOUT });
    return isLifted;
  }

  async commit(run: RunRecord, payload: RunPayload): Promise<CommitOutcome> {
    const expiry = expiryOf(run.at, this.#retention);
    const chunks = payloadChunks(run, payload, expiry);
    const record = { ...run, chunks: chunks.length };
    const projection = projectionOf(record, payload, expiry);
    if (this.#settled.get(run.org)?.seq !== run.seq - 1) {
      const latest = await this.settle(run.org);
      const seq = latest?.seq ?? 0;
      if (latest && seq >= run.seq) return this.#outcomeOf(run, latest);
      if (seq !== run.seq - 1) throw new RangeError(`Run ${run.seq} of ${run.org} cannot follow run ${seq}`);
    }
    const doing = `committing run ${run.seq} of ${run.org}`;
    await this.#database.putAll(chunks, doing);
    const key = { ...keys.run(run.org, run.seq), ...keys.runByTime(run.org, run.at, run.seq) };
    const extra = { ...expiry.run, attempt: run.attempt };
    if (!(await this.#database.create(item(key, 'run', run.seq, record, extra), doing))) {
      const latest = await this.settle(run.org);
      return this.#outcomeOf(run, latest ?? record);
    }
    const layout = this.#settled.get(run.org)?.layout ?? OLDEST_LAYOUT;
    this.#settled.set(run.org, { seq: run.seq, layout: await this.#project(record, projection, layout) });
    return { outcome: 'committed' };
  }

  /**
   * An answer in which each run is wholly there or not at all: `read` is asked again if a run was committed meanwhile.
   * Costs one read of the newest run beside the answer itself.
   */
  async consistently<T>(org: string, read: (layout: number) => Promise<T>): Promise<T> {
    for (let attempt = 0; attempt < MAX_READS; attempt += 1) {
      if (!this.#settled.has(org)) await this.settle(org);
      const { seq, layout } = this.#settled.get(org) ?? UNKNOWN;
      const answer = await read(layout);
      const newest = await this.#looks.look(org, () => this.#newest(org));
      if (newest === undefined || newest.seq <= seq) return answer;
      this.#settled.delete(org);
    }
    throw new StoreError({
      kind: 'other',
      what: `Runs of ${org} were committed faster than they could be read, ${MAX_READS} times on end`,
      fix: 'Ask again, and check that no schedule starts runs without a pause',
    });
  }

  /** A refused put may be our own, sent again by the SDK after its answer was lost. */
  async #outcomeOf(run: RunRecord, latest: RunRecord): Promise<CommitOutcome> {
    const stored = await this.#database.get(keys.run(run.org, run.seq), `looking who committed run ${run.seq}`);
    return stored?.attempt === run.attempt ? { outcome: 'committed' } : { outcome: 'conflict', latest };
  }

  async #replay(run: RunRecord, layout: number): Promise<void> {
    const payload = await readPayload(this.#database, run);
    await this.#project(run, projectionOf(run, payload, expiryOf(run.at, this.#retention)), layout);
  }

  /** Answers the layout in which the history is then. */
  async #project(run: RunRecord, { immutable, present, folds }: Projection, layout: number): Promise<number> {
    const doing = `projecting run ${run.seq} of ${run.org}`;
    await this.#database.putAll(immutable, doing);
    await this.#database.advanceAll(present, doing);
    await foldDocuments(this.#database, folds, doing);
    // It may have been lifted since we looked, by somebody who migrates.
    const known = layout < HISTORY_LAYOUT ? (await this.#mark(run.org)).layout : layout;
    await this.#database.advance(markOf(run, known), doing);
    return known;
  }

  async #newest(org: string): Promise<RunRecord | undefined> {
    const selection = { partition: keys.runs(org), newestFirst: true, limit: 1 };
    const { items } = await this.#database.select(selection, `looking for the newest run of ${org}`);
    return items.map((stored) => unpack(stored, runSchema)).at(0);
  }

  /** A history that begins now begins in the newest layout. */
  async #mark(org: string): Promise<{ readonly run?: RunRecord; readonly layout: number }> {
    const stored = await this.#database.get(keys.projected(org), `looking for the newest run of ${org}`);
    if (!stored) return { layout: HISTORY_LAYOUT };
    const { layout = OLDEST_LAYOUT } = stored;
    if (layout > HISTORY_LAYOUT) throw newerLayout(org, layout);
    return { run: unpack(stored, runSchema), layout };
  }

  async #runsAfter(org: string, seq: number): Promise<readonly RunRecord[]> {
    const selection = { partition: keys.runs(org), range: runsAfter(seq) };
    const items = await this.#database.selectAll(selection, `looking for runs of ${org} to project`);
    return items.map((stored) => unpack(stored, runSchema));
  }
}

interface Settled {
  readonly seq: number;
  readonly layout: number;
}

const MAX_READS = 5;
const OLDEST_LAYOUT = 1;
const UNKNOWN: Settled = { seq: 0, layout: OLDEST_LAYOUT };

function markOf(run: RunRecord, layout: number): Item {
  return item(keys.projected(run.org), 'projected', run.seq, run, layout > OLDEST_LAYOUT ? { layout } : {});
}

function newerLayout(org: string, layout: number): StoreError {
  return new StoreError({
    kind: 'newer',
    what: `The history of ${org} was laid out by a newer version of the guardian (layout ${layout}; this one knows ${HISTORY_LAYOUT}), and nothing was read or written`,
    fix: 'Update the guardian',
  });
}

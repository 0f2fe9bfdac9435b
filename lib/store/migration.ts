import * as z from 'zod';
import type { Migration, MigrationOptions, MigrationProgress } from '../ports.ts';
import type { Database, Selection } from './database.ts';
import { StoreError } from './error.ts';
import { historyEntries } from './history-entries.ts';
import { damaged, item, nameOf, type StoredItem, unpack } from './item.ts';
import { keys, parseRecordKey, timeRange } from './keys.ts';
import type { Ledger } from './ledger.ts';
import { findingSchema, historyRecordSchema } from './schemas.ts';
import { HISTORY_LAYOUT } from './table.ts';

/**
 * Writes the entries of all records that an older version left without, and then says so at the mark of the newest run.
 *
 * It goes client by client, by the table and never by the index, which may lag: every record's finding names its client.
 * Runs may be committed meanwhile, even by an older guardian: the mark is lifted only while it is still that of the run
 * up to which everything was read, else another, short, pass reads what came since. How far it is is kept, so that
 * whoever comes next goes on there; entries are the same whoever writes them.
 */
export async function migrateHistory(
  { database, ledger }: { readonly database: Database; readonly ledger: Ledger },
  org: string,
  { isDryRun = false, onProgress }: MigrationOptions,
): Promise<Migration> {
  const doing = `migrating the history of ${org}`;
  const from = { version: await ledger.layout(org), newest: HISTORY_LAYOUT };
  let done: MigrationProgress = { clients: 0, ofClients: 0, records: 0, entries: 0 };
  if (from.version >= HISTORY_LAYOUT) return { ...done, from, to: from };

  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const newest = await ledger.settle(org);
    if (!newest) return { ...done, from, to: from };
    const state = await begin(newest);
    const clients = await clientsOf(database, org, doing);
    done = { ...done, clients: clients.filter((id) => isDone(id, state)).length, ofClients: clients.length };
    for (const clientId of clients) {
      if (isDone(clientId, state)) continue;
      await migrateClient(clientId, state);
      done = { ...done, clients: done.clients + 1 };
      if (!isDryRun) await save({ ...state, client: clientId });
      onProgress?.(done);
    }
    if (isDryRun) return { ...done, from, to: from };
    await save({ from: state.to, to: state.to, target: state.target });
    const latest = await ledger.settle(org);
    if (latest?.seq === state.target && (await ledger.lift(latest))) {
      return { ...done, from, to: { version: HISTORY_LAYOUT, newest: HISTORY_LAYOUT } };
    }
  }
  throw new StoreError({
    kind: 'other',
    what: `Runs of ${org} were committed faster than they could be migrated, ${MAX_PASSES} times on end`,
    fix: 'Run it again: what was written stays, and it goes on from there',
  });

  /** Goes on with a pass that was broken off, else begins one that ends with the newest run. */
  async function begin(newest: { readonly seq: number; readonly at: string }): Promise<State> {
    const stored = await database.get(keys.migration(org), doing);
    const saved = stored && unpack(stored, stateSchema);
    if (saved?.client !== undefined) return saved;
    return { ...(saved && { from: saved.to }), to: newest.at, target: newest.seq };
  }

  async function migrateClient(clientId: string, { from: since }: State): Promise<void> {
    const range = timeRange('T#', since === undefined ? {} : { from: since });
    let next: Selection | undefined = { partition: keys.client(org, clientId), range, limit: PAGE };
    while (next) {
      const page = await database.select(next, doing);
      const entries = page.items.flatMap(entriesOf);
      if (!isDryRun) await database.putAll(entries, doing);
      done = { ...done, records: done.records + page.items.length, entries: done.entries + entries.length };
      onProgress?.(done);
      const last = page.items.at(-1);
      next = page.next && last ? { ...next, after: { pk: last.pk, sk: last.sk } } : undefined;
    }
  }

  async function save(state: State): Promise<void> {
    await database.advance(item(keys.migration(org), 'migration', state.target, state), doing, { again: true });
  }
}

/** A pass over the clients, and how far it is. */
type State = z.output<typeof stateSchema>;

const stateSchema = z.looseObject({
  /** ISO time: what is older has its entries. Absent where nothing is known to have. */
  from: z.string().exactOptional(),
  /** Time and number of the run with which the pass ends. */
  to: z.string(),
  target: z.number(),
  /** The last client that is done, in the order of their ids; absent where the pass has not begun, or is over. */
  client: z.string().exactOptional(),
});

/** Few enough for one request to be short, and for a crash to cost little. */
const PAGE = 250;
const MAX_PASSES = 10;

function isDone(clientId: string, { client }: State): boolean {
  return client !== undefined && clientId <= client;
}

/** Whoever has a record has a finding, which is kept as long. */
async function clientsOf(database: Database, org: string, doing: string): Promise<readonly string[]> {
  const findings = await database.selectAll({ partition: keys.findings(org) }, doing);
  return [...new Set(findings.map((stored) => unpack(stored, findingSchema).client.id))].sort();
}

function entriesOf(stored: StoredItem) {
  const place = parseRecordKey(stored);
  if (place === undefined) throw damaged(nameOf(stored), new Error('it is no record of the history'));
  return historyEntries(place, unpack(stored, historyRecordSchema), stored);
}

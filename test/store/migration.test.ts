import { fitsHistory, type HistoryFilter } from '../../lib/domain/history-filter.ts';
import type { HistoryRecord } from '../../lib/domain/run.ts';
import type { HistoryQuery, Store } from '../../lib/ports.ts';
import { keys } from '../../lib/store/keys.ts';
import { MemoryTable } from '../campaign/dynamo/memory-table.ts';
import { everythingIn } from '../contracts/store.contract.ts';
import { atOf, finding, idOf, ORG, opened, payload, run } from './fixtures.ts';
import { asIfByAnOlderGuardian, contentOf, OLD_RUNS, oldTable, storeOn } from './layouts/old-history.ts';

const questions: readonly HistoryFilter[] = [
  {},
  { clientId: idOf('Acme Recorder') },
  { rule: 'self-escalation' },
  { vendor: 'northwind' },
  { actor: 'ada lovelace' },
  { actor: 'USER-1', rule: 'role-added' },
  { severity: 'critical', vendor: 'Acme' },
];

describe('A history that an older version wrote', () => {
  it('answers every question', async () => {
    const store = storeOn(oldTable());
    const known = await everythingIn(store);
    expect(known).toMatchObject({ latest: { seq: OLD_RUNS }, calls: [] });
    const nothing = Object.entries(await everythingIn(storeOn(new MemoryTable())));
    // Calls were not summed up yet.
    for (const [name, answer] of nothing.filter(([name]) => name !== 'calls')) {
      expect([name, Reflect.get(known, name)]).not.toEqual([name, answer]);
    }
    expect(await store.deliveryMark(ORG, 'email')).toEqual({ seq: OLD_RUNS, sent: [] });
    expect(await store.runsAfter(ORG, 10, 10)).toHaveLength(2);
  });

  it.each(questions)('answers %j by looking at everything', async (filter) => {
    const store = storeOn(oldTable());
    const expected = (await whole(store)).filter((record) => fitsHistory(record, filter));
    expect(expected.length).toBeGreaterThan(0);
    expect(await whole(store, filter)).toEqual(expected);
    expect(await whole(store, { ...filter, limit: 2 })).toEqual(expected);
  });

  it('takes new runs, and goes on to count as old', async () => {
    const table = oldTable();
    await commit(storeOn(table), OLD_RUNS + 1);
    const store = storeOn(table);
    expect(await store.historyLayout(ORG)).toEqual({ version: 1, newest: 2 });
    const all = await whole(store);
    expect(all.at(0)).toMatchObject({ seq: OLD_RUNS + 1 });
    for (const filter of questions) {
      expect(await whole(store, filter)).toEqual(all.filter((record) => fitsHistory(record, filter)));
    }
  });
});

describe('A migration', () => {
  it('changes no answer, and makes them cheap', async () => {
    const table = oldTable();
    const store = storeOn(table);
    const before = await everythingIn(store);
    const answers = await answersOf(store);

    const migration = await store.migrateHistory(ORG);
    expect(migration).toMatchObject({ from: { version: 1 }, to: { version: 2 }, clients: 3, ofClients: 3 });
    expect(migration.records).toBe((await whole(store)).length);
    for (const reader of [store, storeOn(table)]) {
      expect(await reader.historyLayout(ORG)).toEqual({ version: 2, newest: 2 });
      expect(await answersOf(reader)).toEqual(answers);
      expect(await everythingIn(reader)).toEqual(before);
      const { itemsRead } = reader.consumption;
      await reader.history(ORG, { rule: 'self-escalation', limit: 3 });
      expect(reader.consumption.itemsRead - itemsRead).toBe(4);
    }
  });

  it('writes what a store of today would have written', async () => {
    const [migrated, today] = [oldTable(), oldTable()];
    await commit(storeOn(migrated), OLD_RUNS + 1);
    asIfByAnOlderGuardian(migrated, OLD_RUNS + 1);
    await storeOn(migrated).migrateHistory(ORG);
    await storeOn(today).migrateHistory(ORG);
    await commit(storeOn(today), OLD_RUNS + 1);
    expect(contentOf(migrated)).toEqual(contentOf(today));
  });

  it('looked at first counts the same and writes nothing', async () => {
    const table = oldTable();
    const untouched = contentOf(table);
    const seen = await storeOn(table).migrateHistory(ORG, { isDryRun: true });
    expect([...table.items()]).toHaveLength(untouched.length);
    expect(contentOf(table)).toEqual(untouched);
    expect(seen).toMatchObject({ from: { version: 1 }, to: { version: 1 } });
    const { records, entries } = await storeOn(table).migrateHistory(ORG);
    expect({ records, entries }).toEqual({ records: seen.records, entries: seen.entries });
    expect(entries).toBeGreaterThan(records);
  });

  it('done twice is done once', async () => {
    const table = oldTable();
    await storeOn(table).migrateHistory(ORG);
    const once = contentOf(table);
    expect(await storeOn(table).migrateHistory(ORG)).toMatchObject({ records: 0, entries: 0 });
    expect(contentOf(table)).toEqual(once);
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    await storeOn(oldTable()).migrateHistory(ORG, { onProgress: ({ entries }) => told.push(entries) });
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('that is broken off at any request leaves right answers, and the next one finishes', async () => {
    const count = await requestsOfMigration();
    const undisturbed = await migrated(oldTable());
    const answers = await answersOf(storeOn(oldTable()));
    let fewest = Number.POSITIVE_INFINITY;
    for (let crash = 1; crash <= count; crash += 1) {
      const table = oldTable();
      const broken = storeOn(table, async (request) => {
        if (request >= crash) throw new Error('the network is gone');
      });
      await expect(broken.migrateHistory(ORG)).rejects.toThrow();
      expect(await answersOf(storeOn(table))).toEqual(answers);
      const { records } = await storeOn(table).migrateHistory(ORG);
      fewest = Math.min(fewest, records);
      expect(contentOf(table)).toEqual(undisturbed);
    }
    // Whoever goes on does not begin anew.
    expect(fewest).toBe(0);
  }, 60_000);

  it.each(['today', 'an older version'])(
    'loses nothing that a guardian of %s commits meanwhile, at any request',
    async (who) => {
      const count = await requestsOfMigration();
      for (let moment = 1; moment <= count; moment += 1) {
        const table = oldTable();
        const store = storeOn(table, async (request) => {
          if (request !== moment) return;
          for (const seq of [OLD_RUNS + 1, OLD_RUNS + 2]) {
            await commit(storeOn(table), seq);
            if (who !== 'today') asIfByAnOlderGuardian(table, seq);
          }
        });
        await store.migrateHistory(ORG);
        // The mark never goes back to a run before.
        expect(table.get(marshalled(keys.projected(ORG)))?.seq).toEqual({ N: String(OLD_RUNS + 2) });
        const reader = storeOn(table);
        const all = await whole(reader);
        expect(all.at(0)).toMatchObject({ seq: OLD_RUNS + 2 });
        for (const filter of questions) {
          expect(await whole(reader, filter)).toEqual(all.filter((record) => fitsHistory(record, filter)));
        }
      }
    },
    60_000,
  );

  it('of a history to which an older guardian then added reads only what that one added', async () => {
    const table = oldTable();
    await storeOn(table).migrateHistory(ORG);
    await commit(storeOn(table), OLD_RUNS + 1);
    asIfByAnOlderGuardian(table, OLD_RUNS + 1);

    const store = storeOn(table);
    expect(await store.historyLayout(ORG)).toMatchObject({ version: 1 });
    const late = await whole(store, { rule: 'shared-role' });
    expect(late.map(({ seq }) => seq)).toEqual([OLD_RUNS + 1]);
    const { records } = await store.migrateHistory(ORG);
    expect(records).toBeLessThan(6);
    expect(await whole(storeOn(table), { rule: 'shared-role' })).toEqual(late);
  });

  it('does not trouble whoever is in the middle of an answer', async () => {
    const table = oldTable();
    const expected = await whole(storeOn(table), { rule: 'role-added' });
    const reader = storeOn(table);
    const { items, next = '' } = await reader.history(ORG, { rule: 'role-added', limit: 2 });
    await storeOn(table).migrateHistory(ORG);
    for (const store of [reader, storeOn(table)]) {
      expect([...items, ...(await whole(store, { rule: 'role-added', limit: 2, cursor: next }))]).toEqual(expected);
    }
  });

  it('is kept by a store that looked before and commits after it', async () => {
    const table = oldTable();
    const scan = storeOn(table);
    await scan.latestRun(ORG);
    await storeOn(table).migrateHistory(ORG);
    await commit(scan, OLD_RUNS + 1);
    expect(await storeOn(table).historyLayout(ORG)).toMatchObject({ version: 2 });
  });
});

describe('A history of a newer version', () => {
  it.each([
    ['read', (store: Store) => store.history(ORG, {})],
    ['asked for its newest run', (store: Store) => store.latestRun(ORG)],
    ['written', (store: Store) => commit(store, OLD_RUNS + 1)],
    ['migrated', (store: Store) => store.migrateHistory(ORG)],
  ])('is not %s', async (_, ask) => {
    const table = oldTable();
    const mark = table.get(marshalled(keys.projected(ORG)));
    table.put({ ...mark, layout: { N: '3' } });
    const untouched = contentOf(table);
    await expect(ask(storeOn(table))).rejects.toMatchObject({
      kind: 'newer',
      message: expect.stringContaining('layout 3; this one knows 2'),
      fix: 'Update the guardian',
    });
    expect(contentOf(table).filter((line) => !line.includes('chunk'))).toEqual(
      untouched.filter((line) => !line.includes('chunk')),
    );
  });
});

async function commit(store: Store, seq: number): Promise<void> {
  const transitions = [opened(finding(`late-${seq}`, { rule: 'shared-role', id: `late-${seq}`, lastSeen: atOf(seq) }))];
  await store.commit(run(seq), payload({ transitions }));
}

async function migrated(table: MemoryTable): Promise<readonly string[]> {
  await storeOn(table).migrateHistory(ORG);
  return contentOf(table);
}

async function requestsOfMigration(): Promise<number> {
  const store = storeOn(oldTable());
  await store.migrateHistory(ORG);
  return store.consumption.requests;
}

async function whole(store: Store, query: HistoryQuery = {}): Promise<readonly HistoryRecord[]> {
  const records: HistoryRecord[] = [];
  let { cursor } = query;
  for (let page = 0; page < 100; page += 1) {
    const { items, next } = await store.history(ORG, { ...query, ...(cursor !== undefined && { cursor }) });
    records.push(...items);
    if (next === undefined) return records;
    cursor = next;
  }
  throw new Error('The pages do not end');
}

async function answersOf(store: Store): Promise<readonly unknown[]> {
  const answers = [];
  for (const filter of questions) answers.push(await whole(store, { ...filter, limit: 5 }));
  return answers;
}

function marshalled({ pk, sk }: { readonly pk: string; readonly sk: string }) {
  return { pk: { S: pk }, sk: { S: sk } };
}

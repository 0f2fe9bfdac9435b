import type { HistoryRecord } from '../../../../lib/domain/run.ts';
import { historyRows } from '../../../../lib/jobs/queries/exports/history-rows.ts';
import { runRows } from '../../../../lib/jobs/queries/exports/run-rows.ts';
import type { Store } from '../../../../lib/ports.ts';
import { openEmbeddedStore } from '../../../../lib/store/index.ts';
import { finding, opened, payload, run } from '../../../store/fixtures.ts';

const MANY = 1200;

describe('the history for an export', () => {
  let store: Store;
  const newest = run(2, { chunks: 1 });
  beforeAll(async () => {
    store = await openEmbeddedStore({});
    const transitions = Array.from({ length: MANY }, (_, n) => opened(finding(`scope-${n}`)));
    await store.commit(run(1, { chunks: 1 }), payload({ transitions }));
    await store.commit(newest, payload({ transitions: [opened(finding('last'))] }));
  });
  afterAll(() => store.close());

  it('is read a page at a time: whoever takes one row has not read them all', async () => {
    const before = store.consumption.itemsRead;
    const rows = historyRows(store, newest, {});
    expect((await rows.next()).value).toMatchObject({ finding: { subject: 'last' } });
    await rows.return();
    expect(store.consumption.itemsRead - before).toBeLessThan(MANY);
  });

  it('has every row once, newest first', async () => {
    const rows = await all(historyRows(store, newest, {}));
    expect(rows).toHaveLength(MANY + 1);
    expect(new Set(rows.map(({ finding: { id } }) => id)).size).toBe(MANY + 1);
    expect(rows.map(({ at }) => at)).toEqual(
      rows
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
  });

  it('is that of the run that it was asked for, whatever is committed meanwhile', async () => {
    const [first] = await all(runRows(store, run(1), {}));
    expect(first).toMatchObject({ seq: 1 });
    expect(await all(historyRows(store, run(1), {}))).toHaveLength(MANY);
  });
});

async function all<T = HistoryRecord>(rows: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

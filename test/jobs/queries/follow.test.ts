import { FrozenClock } from '../../../lib/clock.ts';
import type { HistoryRecord } from '../../../lib/domain/run.ts';
import { followHistory, recordsAfter } from '../../../lib/jobs/queries/follow.ts';
import type { Store } from '../../../lib/ports.ts';
import { openMemoryStore } from '../../corpus/memory-store.ts';
import { atOf, finding, ORG, opened, payload, resolved, run } from '../../store/fixtures.ts';

const commit = (store: Store, seq: number, subjects: readonly string[]) =>
  store.commit(run(seq), payload({ transitions: subjects.map((subject) => opened(finding(subject))) }));

describe('recordsAfter', () => {
  it('answers all records of later runs, oldest first, as the history has them', async () => {
    const store = openMemoryStore();
    for (const [n, subjects] of [['a'], ['b', 'c'], [], ['d']].entries()) await commit(store, n + 1, subjects);
    const { records, seq } = await recordsAfter(store, ORG, 1);
    expect(seq).toBe(4);
    expect(records).toEqual((await store.history(ORG, { from: atOf(2) })).items.toReversed());
    expect(await recordsAfter(store, ORG, 4)).toEqual({ records: [], seq: 4 });
  });

  it('reads nothing but the newest run where nothing is new, however much there is', async () => {
    const store = openMemoryStore();
    for (let seq = 1; seq <= 20; seq += 1) await commit(store, seq, ['a']);
    const before = store.consumption;
    await recordsAfter(store, ORG, 20);
    expect(store.consumption.itemsRead - before.itemsRead).toBe(1);
  });
});

describe('followHistory', () => {
  /** A follower that looks every minute of a clock that stands still; before each look something may happen. */
  async function follow(looks: readonly (() => Promise<unknown>)[], filter = {}) {
    const store = openMemoryStore();
    await commit(store, 1, ['before']);
    const heard: HistoryRecord[] = [];
    const troubles: number[] = [];
    const pauses: number[] = [];
    const stop = new AbortController();
    const clock = new FrozenClock(atOf(1));
    let look = 0;
    await followHistory({
      org: ORG,
      filter,
      after: 1,
      intervalMs: 60_000,
      signal: stop.signal,
      clock: {
        now: () => clock.now(),
        sleep: async (milliseconds) => {
          pauses.push(milliseconds);
          if (look === looks.length) stop.abort();
        },
      },
      ask: async (question) => {
        const happens = looks[look];
        look += 1;
        await happens?.call(store);
        return question(store);
      },
      onRecords: (records) => heard.push(...records),
      onTrouble: (_, nextMs) => troubles.push(nextMs),
    });
    return { store, heard: heard.map((record) => `${record.seq} ${record.finding.subject}`), troubles, pauses };
  }

  const commits = (seq: number, subjects: readonly string[]) =>
    async function happens(this: Store) {
      await commit(this, seq, subjects);
    };
  const nothing = async () => {};
  const fails = async () => {
    throw new Error('throttled');
  };

  it('tells each new record once, the oldest first, and none of before', async () => {
    const { heard } = await follow([nothing, commits(2, ['a', 'b']), nothing, commits(3, []), commits(4, ['a'])]);
    expect(heard).toEqual(['2 a', '2 b', '4 a']);
  });

  it('tells all runs that were committed between two looks', async () => {
    async function many(this: Store) {
      for (let seq = 2; seq <= 130; seq += 1) await commit(this, seq, [`s${seq}`]);
    }
    const { heard } = await follow([many, nothing]);
    expect(heard).toEqual(Array.from({ length: 129 }, (_, n) => `${n + 2} s${n + 2}`));
  });

  it('tells only what is asked for, and forgets nothing over the rest', async () => {
    const { heard } = await follow([commits(2, ['a']), commits(3, ['b'])], { rule: 'role-added' });
    expect(heard).toEqual([]);
    async function both(this: Store) {
      const other = finding('r', { rule: 'role-added' });
      await this.commit(run(2), payload({ transitions: [opened(finding('a')), opened(other), resolved(other)] }));
    }
    expect((await follow([both], { rule: 'role-added' })).heard).toEqual(['2 r', '2 r']);
  });

  it('goes on after reads that fail, without a gap, and asks less often meanwhile', async () => {
    const { heard, troubles, pauses } = await follow([
      commits(2, ['a']),
      fails,
      fails,
      fails,
      fails,
      commits(3, ['b']),
      nothing,
    ]);
    expect(heard).toEqual(['2 a', '3 b']);
    expect(troubles).toEqual([120_000, 240_000, 300_000, 300_000]);
    expect(pauses).toEqual([60_000, 60_000, 120_000, 240_000, 300_000, 300_000, 60_000, 60_000]);
  });
});

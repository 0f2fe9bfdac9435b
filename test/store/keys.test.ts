import fc from 'fast-check';
import { dayRange, keys, parseRecordKey, parseRunKey, runsAfter, timeRange } from '../../lib/store/keys.ts';

const text = fc.string({ unit: 'binary' });
const name = fc.oneof(text, fc.constantFrom('#', 'a#RUN', 'O#a', '%23', '~', 'RUN', ''));
const seq = fc.nat({ max: 999_999_999 });
const place = fc.nat({ max: 99_999 });
const at = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const record = fc.record({ org: name, clientId: name, at, seq, n: place });

const isBefore = (a: string, b: string) => a < b;

describe('Keys', () => {
  it('of runs and history records parse back, whatever the names are', () => {
    fc.assert(
      fc.property(record, (where) => {
        expect(parseRecordKey(keys.record(where))).toEqual(where);
        expect(parseRunKey(keys.run(where.org, where.seq))).toEqual({ org: where.org, seq: where.seq });
      }),
    );
  });

  it('are made of half a character, too: no name may keep a run from being committed', () => {
    expect(keys.historyBy('prod', 'ACTOR', 'sam \ud800')).toBe(keys.historyBy('prod', 'ACTOR', 'sam \ufffd'));
    expect(keys.historyBy('prod', 'VENDOR', '\ud83d\ude00')).toContain('%F0%9F%98%80');
    expect(() => keys.client('prod', `${'x'.repeat(3000)}\udc00`)).not.toThrow();
  });

  it('name no person: keys stand in logs that nothing encrypts', () => {
    const key = keys.historyBy('prod', 'ACTOR', 'ada lovelace');
    expect(key).toMatch(/^O#prod#T#ACTOR#sha256%20[0-9a-f]{64}$/);
    expect(key).not.toBe(keys.historyBy('prod', 'ACTOR', 'ada'));
  });

  it('of other items are no keys of runs', () => {
    expect(parseRunKey(keys.chunk('prod', 1, 'a', 0))).toBeUndefined();
    expect(parseRunKey(keys.projected('prod'))).toBeUndefined();
    expect(parseRunKey(keys.finding('prod', '1'))).toBeUndefined();
    expect(parseRecordKey(keys.endpointDay('prod', '2026-03-01', 'c'))).toBeUndefined();
  });

  it('of two different things are never equal', () => {
    fc.assert(
      fc.property(name, name, name, name, (org, a, otherOrg, b) => {
        fc.pre(org !== otherOrg || a !== b);
        const make = [keys.client, keys.heads, (o: string, x: string) => keys.entity(o, 'client', x)];
        for (const key of make) expect(key(org, a)).not.toBe(key(otherOrg, b));
        expect(keys.finding(org, a)).not.toEqual(keys.finding(otherOrg, b));
        expect(keys.delivered(org, a)).not.toEqual(keys.delivered(otherOrg, b));
      }),
    );
  });

  it('sort as time does, then as runs do, then as transitions do', () => {
    fc.assert(
      fc.property(record, record, (a, b) => {
        const isEarlier = a.at !== b.at ? a.at < b.at : a.seq !== b.seq ? a.seq < b.seq : a.n < b.n;
        const isSame = a.at === b.at && a.seq === b.seq && a.n === b.n;
        fc.pre(!isSame);
        expect(isBefore(keys.record(a).gsi1sk, keys.record(b).gsi1sk)).toBe(isEarlier);
        expect(isBefore(keys.record(a).sk, keys.record(b).sk)).toBe(isEarlier);
      }),
    );
  });

  it('of runs sort as their numbers do', () => {
    fc.assert(fc.property(seq, seq, (a, b) => isBefore(keys.run('o', a).sk, keys.run('o', b).sk) === a < b));
  });

  it('are in a time range exactly if their time is: from inclusive, to exclusive', () => {
    fc.assert(
      fc.property(record, at, at, (where, from, to) => {
        const { low, high } = timeRange('T#', { from, to });
        const { sk } = keys.record(where);
        expect(low <= sk && sk <= high).toBe(from <= where.at && where.at < to);
        const open = timeRange('', {});
        expect(open.low <= sk && sk <= open.high).toBe(true);
      }),
    );
  });

  it('of days are in a range with both ends', () => {
    const { low, high } = dayRange('U#', '2026-03-01', '2026-03-02');
    const isIn = (date: string) => low <= `U#${date}` && `U#${date}` <= high;
    expect(['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'].map(isIn)).toEqual([false, true, true, false]);
    expect(keys.endpointDay('o', '2026-03-02', '~~~').gsi1sk <= dayRange('', '2026-03-01', '2026-03-02').high).toBe(
      true,
    );
  });

  it('spell one time in one way', () => {
    const record = { org: 'o', clientId: 'c', seq: 1, n: 0 };
    const spellings = ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000Z', '2026-03-01T11:00:00+01:00'];
    expect(new Set(spellings.map((spelling) => keys.record({ ...record, at: spelling }).sk)).size).toBe(1);
  });

  it('refuse numbers and times that would sort wrongly', () => {
    for (const number of [-1, 1.5, Number.NaN, 1e12]) expect(() => keys.run('o', number)).toThrow(RangeError);
    expect(() => keys.runByTime('o', 'soon', 1)).toThrow(RangeError);
  });

  it('of runs after one begin with the next', () => {
    const { low, high } = runsAfter(7);
    const isIn = (n: number) => low <= keys.run('o', n).sk && keys.run('o', n).sk <= high;
    expect([6, 7, 8, 999_999_999].map(isIn)).toEqual([false, false, true, true]);
  });
});

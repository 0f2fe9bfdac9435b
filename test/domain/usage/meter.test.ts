import fc from 'fast-check';
import type { UsageSample } from '../../../lib/domain/usage/day.ts';
import { foldSample, growthOf, samplesByDay } from '../../../lib/domain/usage/meter.ts';
import { at, DAY, dayOfSamples, fold, row, sampleAt } from './fixtures.ts';

const requests = (samples: readonly UsageSample[]) =>
  Object.fromEntries([...(fold(samples)?.clients ?? [])].map(([id, { counts }]) => [id, counts.requests]));

describe('folding a sample', () => {
  it('leaves an unknown day unknown where nobody has a row', () => {
    expect(foldSample(undefined, sampleAt('10:00', {}))).toBeUndefined();
  });

  it('makes a day known with its first row, without growth', () => {
    const day = dayOfSamples(sampleAt('10:00', { acme: 100 }));
    expect(day).toMatchObject({ date: DAY, firstTick: at('10:00'), lastTick: at('10:00') });
    expect(day.previousTick).toBeUndefined();
    expect(growthOf(day, 'acme')).toBeUndefined();
  });

  it('ticks when a count grew, and remembers what every client had at the tick before', () => {
    const day = dayOfSamples(sampleAt('10:00', { acme: 100, beta: 7 }), sampleAt('11:00', { acme: 130, beta: 7 }));
    expect(day).toMatchObject({ firstTick: at('10:00'), previousTick: at('10:00'), lastTick: at('11:00') });
    expect(growthOf(day, 'acme')).toBe(30);
    expect(growthOf(day, 'beta')).toBe(0);
  });

  it('does not tick on a plateau, and answers the very same day', () => {
    const day = dayOfSamples(sampleAt('10:00', { acme: 100 }));
    expect(foldSample(day, sampleAt('11:00', { acme: 100 }))).toBe(day);
    expect(foldSample(day, sampleAt('12:00', {}))).toBe(day);
  });

  it('does not tick when only the answers were sorted anew', () => {
    const day = dayOfSamples(sampleAt('10:00', { acme: 100 }));
    const next = foldSample(day, {
      date: DAY,
      at: at('11:00'),
      rows: [row('acme', 100, { status400: 5, status429: 5 })],
    });
    expect(next?.lastTick).toBe(at('10:00'));
    expect(next?.clients.get('acme')?.counts.status429).toBe(5);
  });

  it('keeps the count of a client that is missing from a sample', () => {
    const day = dayOfSamples(sampleAt('10:00', { acme: 100, beta: 7 }), sampleAt('11:00', { acme: 130 }));
    expect(day.clients.get('beta')).toMatchObject({ counts: { requests: 7 }, before: 7 });
  });

  it('keeps a count that a later read shows lower', () => {
    expect(requests([sampleAt('10:00', { acme: 100 }), sampleAt('11:00', { acme: 90 })])).toEqual({ acme: 100 });
  });

  it('counts a client that first appears in a known day from zero', () => {
    const day = dayOfSamples(sampleAt('10:00', { acme: 100 }), sampleAt('11:00', { acme: 100, beta: 40 }));
    expect(growthOf(day, 'beta')).toBe(40);
  });

  it('says that a client without a row did not grow', () => {
    const day = dayOfSamples(sampleAt('10:00', { acme: 100 }), sampleAt('11:00', { acme: 130 }));
    expect(growthOf(day, 'nobody')).toBe(0);
  });

  it('takes late data, after the end of the day, as a tick', () => {
    const late = '2026-03-05T02:00:00.000Z';
    const day = dayOfSamples(sampleAt('23:00', { acme: 100 }), sampleAt(late, { acme: 150 }));
    expect(day.lastTick).toBe(late);
    expect(day.clients.get('acme')?.counts.requests).toBe(150);
  });

  it('lets a read that arrives late raise counts, but move no tick', () => {
    const inOrder = dayOfSamples(sampleAt('10:00', { acme: 100 }), sampleAt('12:00', { acme: 300 }));
    const day = foldSample(inOrder, sampleAt('11:00', { acme: 200, beta: 5 }));
    expect(day).toMatchObject({ firstTick: at('10:00'), previousTick: at('10:00'), lastTick: at('12:00') });
    expect(day && growthOf(day, 'acme')).toBe(200);
    expect(day && growthOf(day, 'beta')).toBe(5);
  });

  it('takes requests that were there at the previous tick for no growth since', () => {
    const inOrder = dayOfSamples(sampleAt('10:00', { acme: 100 }), sampleAt('12:00', { acme: 300 }));
    const day = foldSample(inOrder, sampleAt('09:00', { acme: 250, beta: 5 }));
    expect(day && growthOf(day, 'acme')).toBe(50);
    expect(day && growthOf(day, 'beta')).toBe(0);
  });

  it('adds up the rows of a client that was renamed during the day', () => {
    const renamed = { ...row('acme', 20), clientName: 'Acme (new)' };
    const day = foldSample(undefined, { date: DAY, at: at('10:00'), rows: [row('acme', 100), renamed] });
    expect(day?.clients.get('acme')).toMatchObject({ clientName: 'Acme (new)', counts: { requests: 120 } });
  });

  it('refuses a sample, or a row, of another day', () => {
    const day = dayOfSamples(sampleAt('10:00', { acme: 100 }));
    expect(() => foldSample(day, sampleAt('10:00', { acme: 1 }, '2026-03-05'))).toThrow(RangeError);
    const mixed = { date: DAY, at: at('10:00'), rows: [row('acme', 1, {}, '2026-03-05')] };
    expect(() => foldSample(undefined, mixed)).toThrow('a count of 2026-03-05 cannot be folded into 2026-03-04');
  });
});

describe('a usage answer over several days', () => {
  it('becomes a sample for each day that has a row, oldest first', () => {
    const rows = [row('acme', 3, {}, '2026-03-05'), row('acme', 1, {}, '2026-03-03'), row('beta', 2, {}, '2026-03-03')];
    const samples = samplesByDay(rows, at('10:00', '2026-03-05'));
    expect(samples.map(({ date, rows: { length } }) => [date, length])).toEqual([
      ['2026-03-03', 2],
      ['2026-03-05', 1],
    ]);
  });
});

describe('the laws of the meter', () => {
  const counts = fc.dictionary(fc.constantFrom('acme', 'beta', 'gamma'), fc.nat(50), { maxKeys: 3 });
  const hour = fc.integer({ min: 0, max: 30 });
  const sample = fc.tuple(hour, counts).map(([hours, read]) => timed(hours, read));
  const samples = fc.array(sample, { maxLength: 8 });

  it('ends with the highest count that was ever read, whatever the order', () =>
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        const highest: Record<string, number> = {};
        for (const { clientId, requests: count } of [...a, ...b].flatMap(({ rows }) => rows)) {
          highest[clientId] = Math.max(highest[clientId] ?? 0, count);
        }
        expect(requests([...a, ...b])).toEqual(highest);
        expect(requests([...b, ...a])).toEqual(highest);
      }),
    ));

  it('folds a sample twice as once', () =>
    fc.assert(
      fc.property(samples, sample, (before, one) => {
        const once = foldSample(fold(before), one);
        expect(once && foldSample(once, one)).toBe(once);
      }),
    ));

  it('folds two samples of the same time in either order to the same day', () =>
    fc.assert(
      fc.property(samples, hour, counts, counts, (before, hours, a, b) => {
        const [one, two] = [timed(hours, a), timed(hours, b)];
        expect(fold([...before, one, two])).toEqual(fold([...before, two, one]));
      }),
    ));

  it('never lowers a count, and never moves a tick back', () =>
    fc.assert(
      fc.property(samples, sample, (before, next) => {
        const old = fold(before);
        const day = foldSample(old, next);
        for (const [id, client] of old?.clients ?? []) {
          expect(day?.clients.get(id)?.counts.requests).toBeGreaterThanOrEqual(client.counts.requests);
        }
        if (old && day) expect(day.lastTick >= old.lastTick).toBe(true);
      }),
    ));

  it('finds no more growth in all ticks of a day together than requests', () =>
    fc.assert(
      fc.property(samples, (all) => {
        const inOrder = [...all].sort((a, b) => (a.at < b.at ? -1 : 1));
        const grown: Record<string, number> = {};
        let day = fold([]);
        for (const next of inOrder) {
          const folded = foldSample(day, next);
          if (folded && folded.lastTick !== day?.lastTick) {
            for (const id of folded.clients.keys()) grown[id] = (grown[id] ?? 0) + (growthOf(folded, id) ?? 0);
          }
          day = folded;
        }
        for (const [id, { counts: total, before }] of day?.clients ?? []) {
          expect(grown[id] ?? 0).toBeLessThanOrEqual(total.requests);
          expect(before ?? 0).toBeLessThanOrEqual(total.requests);
        }
      }),
    ));
});

function timed(hours: number, read: Record<string, number>): UsageSample {
  return sampleAt(new Date(Date.parse(at('00:00')) + hours * 3_600_000).toISOString(), read);
}

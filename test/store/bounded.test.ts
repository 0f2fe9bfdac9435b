import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { batchesOf, forEachBounded } from '../../lib/store/bounded.ts';

describe('Handling many, a few at a time', () => {
  it('handles each once, and never more than allowed at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat()), fc.integer({ min: 1, max: 5 }), async (items, parallel) => {
        const handled: number[] = [];
        let [running, most] = [0, 0];
        await forEachBounded(items, parallel, async (item) => {
          running += 1;
          most = Math.max(most, running);
          await turn();
          handled.push(item);
          running -= 1;
        });
        expect(handled.sort()).toEqual([...items].sort());
        expect(most).toBeLessThanOrEqual(parallel);
      }),
    );
  });

  it('begins nothing after a failure, waits for what is under way, and throws the first failure', async () => {
    const [begun, ended]: [number[], number[]] = [[], []];
    const handling = forEachBounded([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error('first');
      await turn();
      ended.push(item);
    });
    await expect(handling).rejects.toThrow('first');
    expect(begun).toEqual([1, 2]);
    expect(ended).toEqual([2]);
  });

  it('splits into batches that together are the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 30 }), (items, size) => {
        const batches = batchesOf(items, size);
        expect(batches.flat()).toEqual(items);
        expect(batches.every((batch) => batch.length > 0 && batch.length <= size)).toBe(true);
      }),
    );
  });
});

import { setImmediate as turn } from 'node:timers/promises';
import { SharedLook } from '../../lib/store/shared-look.ts';

/** A look that ends when it is told to. */
function looking() {
  const looks: { end(value: number): void; fail(): void }[] = [];
  const look = () =>
    new Promise<number>((resolve, reject) => {
      looks.push({ end: resolve, fail: () => reject(new Error('lost')) });
    });
  return { looks, look };
}

describe('A shared look', () => {
  it('is made once for all who ask while one is under way, after it', async () => {
    const { looks, look } = looking();
    const shared = new SharedLook<number>();
    const answers = [shared.look('prod', look), shared.look('prod', look), shared.look('prod', look)];
    expect(looks).toHaveLength(1);
    looks[0]?.end(1);
    await answers[0];
    await turn();
    expect(looks).toHaveLength(2);
    looks[1]?.end(2);
    expect(await Promise.all(answers)).toEqual([1, 2, 2]);
  });

  it('begins after the question, whoever asked before', async () => {
    const { looks, look } = looking();
    const shared = new SharedLook<number>();
    const first = shared.look('prod', look);
    looks[0]?.end(1);
    await first;
    const second = shared.look('prod', look);
    expect(looks).toHaveLength(2);
    looks[1]?.end(2);
    expect(await second).toBe(2);
  });

  it('is shared by those who ask of the same thing only', () => {
    const { looks, look } = looking();
    const shared = new SharedLook<number>();
    void shared.look('prod', look);
    void shared.look('test', look);
    expect(looks).toHaveLength(2);
  });

  it('that fails is made again for those who wait', async () => {
    const { looks, look } = looking();
    const shared = new SharedLook<number>();
    const [first, second] = [shared.look('prod', look), shared.look('prod', look)];
    looks[0]?.fail();
    await expect(first).rejects.toThrow('lost');
    await turn();
    looks[1]?.end(2);
    expect(await second).toBe(2);
  });
});

import * as fc from 'fast-check';
import { PLAIN_PAPER } from '../../lib/cli/render/paper.ts';
import { sparkline, sparklineLegend } from '../../lib/cli/render/sparkline.ts';

const all = { most: 60, hasUnicode: true };

describe('a sparkline', () => {
  it('has a sign for each day, by the greatest of them', () => {
    expect(sparkline([1, 2, 3, 4, 5, 6, 7], all)).toBe('▂▃▄▅▆▇█');
  });

  it('shows what is not known as a gap, and none as none', () => {
    expect(sparkline([7, null, 0], all)).toBe('█·▁');
  });

  it('shows one request beside a million as more than none', () => {
    expect(sparkline([1_000_000, 1, 0], all)).toBe('█▂▁');
  });

  it('of a client that never called is flat', () => {
    expect(sparkline([0, 0, null], all)).toBe('▁▁·');
  });

  it('takes the mean of neighbouring days where there is no place for all', () => {
    expect(sparkline([10, 10, 20, 20, 70, 70], { ...all, most: 3 })).toBe('▂▃█');
  });

  it('keeps a group as a gap only where nothing of it is known', () => {
    expect(sparkline([70, null, null, null, 0, 0], { ...all, most: 3 })).toBe('█·▁');
  });

  it('is of ASCII where the terminal may know no more, and so is its legend', () => {
    const plain = { most: 60, hasUnicode: false };
    expect(sparkline([1, 2, 3, 4, 5, 6, 7, 0, null], plain)).toBe('.:-=+*#_?');
    expect(sparklineLegend(plain)).toBe('_ no request, # the greatest day of its own row, ? not known');
    expect(sparklineLegend(PLAIN_PAPER)).toContain('· not known');
  });

  it('is never longer than there is place for, and has a gap exactly where nothing is known', () => {
    const values = fc.array(fc.option(fc.nat(1_000_000)), { maxLength: 400 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 80 }), (series, most) => {
        const signs = sparkline(series, { most, hasUnicode: true });
        expect(signs).toHaveLength(Math.min(series.length, most));
        if (series.length <= most)
          expect([...signs].map((sign) => sign === '·')).toEqual(series.map((v) => v === null));
      }),
    );
  });
});

import { median, medianAbsoluteDeviation, upperQuantile } from '../../../lib/domain/usage/robust.ts';

describe('robust statistics', () => {
  it('take the middle value, or the mean of the two middle ones', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 1, 5, 2])).toBe(3.5);
  });

  it('sort numbers as numbers', () => expect(median([100, 20, 3])).toBe(20));

  it('take the middle distance from the median', () => expect(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9])).toBe(1));

  it('leave room above the observed values for the one to come', () => {
    expect(upperQuantile([4, 1, 3, 2], 0.8)).toBe(4);
    expect(upperQuantile([9, 8, 7, 6, 5, 4, 3, 2, 1], 0.8)).toBe(8);
  });

  it('refuse to sum up nothing', () => {
    expect(() => median([])).toThrow(RangeError);
    expect(() => upperQuantile([], 0.8)).toThrow(RangeError);
  });
});

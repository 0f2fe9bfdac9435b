/** Robust statistics: one odd day among the observed ones moves none of them far. */

/** Scales a median absolute deviation to the standard deviation of normally distributed values. */
export const MAD_TO_SIGMA = 1.4826;

/** The middle value, or the mean of the two middle ones. Throws a RangeError where there is no value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('no values have no median');
  return (lower + upper) / 2;
}

/** The median distance of the values from their median. Throws a RangeError where there is no value. */
export function medianAbsoluteDeviation(values: readonly number[]): number {
  const centre = median(values);
  return median(values.map((value) => Math.abs(value - centre)));
}

/**
 * The value that a share of further values like these will not exceed: the ⌈(n + 1) · share⌉-th smallest, or the
 * greatest where there are too few. Throws a RangeError where there is no value.
 */
export function upperQuantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.ceil((sorted.length + 1) * share));
  const value = sorted[rank - 1];
  if (value === undefined) throw new RangeError('no values have no quantile');
  return value;
}

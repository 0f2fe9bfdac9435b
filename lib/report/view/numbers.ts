const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** `12,345`; a word for what is not known, never 0. */
export function whole(value: number | null): string {
  return value === null ? 'unknown' : WHOLE.format(value);
}

/** `12.3K`. */
export function short(value: number | null): string {
  return value === null ? 'unknown' : SHORT.format(value);
}

/** `0.514` → `51 %`; small shares keep a digit. */
export function percent(share: number | null): string {
  if (share === null) return 'unknown';
  const value = share * 100;
  return `${value !== 0 && Math.abs(value) < 10 ? value.toFixed(1) : WHOLE.format(value)} %`;
}

/** `1 client`, `3 clients`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${whole(count)} ${count === 1 ? one : many}`;
}

/** Compares by code units, as `sort` without a comparison does: the same on every machine and in every language. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

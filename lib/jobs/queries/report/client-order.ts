import type { ReportClient } from '../../../domain/report.ts';

/** By vendor, then by name; clients of no vendor come last. */
export function byVendorAndName(
  a: Pick<ReportClient, 'vendor' | 'name' | 'id'>,
  b: Pick<ReportClient, 'vendor' | 'name' | 'id'>,
): number {
  return byText(a.vendor ?? LAST, b.vendor ?? LAST) || byText(a.name, b.name) || byText(a.id, b.id);
}

/** Sorts after every name. */
const LAST = '\uffff';

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

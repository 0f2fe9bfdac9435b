import { byText } from './text-order.ts';

/** What clients, and lines about them, are sorted by. */
interface Placed {
  readonly vendor: string | null;
  readonly name: string;
  readonly id: string;
}

/** By vendor, then by name; clients of no vendor come last. */
export function byVendorAndName(a: Placed, b: Placed): number {
  return byText(a.vendor ?? LAST, b.vendor ?? LAST) || byText(a.name, b.name) || byText(a.id, b.id);
}

/** Sorts after every name. */
const LAST = '\uffff';

import type { Vendor } from '../../domain/manifest.ts';
import type { Widening } from '../../domain/manifest-verdict.ts';
import type { WideningInput } from './widenings.ts';

/** An entry of a vendor, beside what it was before. */
export interface Entry {
  readonly vendor: Vendor;
  readonly index: number;
  readonly before: Vendor | undefined;
  readonly input: WideningInput;
}

type Said = Pick<Widening, 'kind' | 'what' | 'message' | 'severity'>;

/** A widening, at its place in the file. */
export function at({ vendor, index, input }: Entry, path: readonly (string | number)[], said: Said): Widening {
  return { ...said, vendor: vendor.name, place: input.placeOf(['vendors', index, ...path]) };
}

/** An aspect that was written and no longer is: what was first seen counts again, whatever that was. */
export function leftOut(entry: Entry, key: keyof Vendor, said: Omit<Said, 'message' | 'what'>): Widening[] {
  const { vendor, before } = entry;
  if (before?.[key] === undefined || vendor[key] !== undefined) return [];
  const message = `${key} is no longer written for ${vendor.name}: what was first seen or accepted counts.`;
  return [at(entry, [], { ...said, what: key, message })];
}

import type { Finding } from '../domain/finding.ts';
import type { Vendor } from '../domain/manifest.ts';

/** What `guardian.yaml` says of whom to ask about a vendor. */
export type VendorContact = Pick<Vendor, 'name' | 'owner' | 'contact'>;

/** Who answers for a vendor in the company; undefined where nobody is named. */
export type OwnerOf = (vendor: Finding['vendor']) => string | undefined;

/** Owners by vendor. A vendor that is written twice has the owner of the first entry that names one. */
export function ownersOf(vendors: readonly VendorContact[]): OwnerOf {
  const owners = new Map<string, string>();
  for (const { name, owner } of vendors) {
    if (owner && !owners.has(name)) owners.set(name, owner);
  }
  return (vendor) => (vendor === null ? undefined : owners.get(vendor));
}

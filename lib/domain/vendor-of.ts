import type { Vendor } from './manifest.ts';
import type { Integration } from './org.ts';

/** Why a client counts as a vendor's: by its id, which nobody can choose, or by a name, which whoever creates it can. */
export interface VendorMatch {
  readonly vendor: Vendor;
  readonly by: 'id' | 'name';
  /** The entry of the vendor's `clients` that matched, as written. */
  readonly written: string;
}

/**
 * The vendor that the manifest names for a client, or undefined. An id beats any name pattern; among equals the first
 * in the manifest wins. Names are compared without regard to case; `*` stands for any text, `?` for one character.
 */
export function vendorOf(
  client: { readonly id: string; readonly name: string },
  vendors: readonly Vendor[],
): VendorMatch | undefined {
  return (
    firstMatch(vendors, 'id', (written) => written.toLowerCase() === client.id.toLowerCase()) ??
    firstMatch(vendors, 'name', (written) => namePattern(written).test(client.name))
  );
}

/** The vendors that work in an org: those that name it, and those that name none. */
export function vendorsIn(org: string, vendors: readonly Vendor[]): Vendor[] {
  return vendors.filter((vendor) => vendor.orgs === undefined || vendor.orgs.includes(org));
}

/** The vendor whose installed integration authorises the client, or undefined. */
export function integrationVendorOf(clientId: string, integrations: Iterable<Integration>): string | undefined {
  const wanted = clientId.toLowerCase();
  for (const { vendorClientIds, vendorName } of integrations) {
    if (vendorName !== undefined && vendorClientIds.some((id) => id.toLowerCase() === wanted)) return vendorName;
  }
  return undefined;
}

function firstMatch(
  vendors: readonly Vendor[],
  by: VendorMatch['by'],
  matches: (written: string) => boolean,
): VendorMatch | undefined {
  for (const vendor of vendors) {
    const written = vendor.clients.find(matches);
    if (written !== undefined) return { vendor, by, written };
  }
  return undefined;
}

function namePattern(written: string): RegExp {
  const source = written
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'isu');
}

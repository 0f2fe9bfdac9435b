import type { OAuthClient } from '../domain/client.ts';
import type { Vendor } from '../domain/manifest.ts';
import type { Head } from '../domain/run.ts';
import { matchVendor } from '../domain/vendor-match.ts';

/** What {@link vendorOf} looks at. */
export interface VendorLookup {
  readonly vendors: readonly Vendor[];
  readonly orgName: string;
  readonly heads: ReadonlyMap<string, Head<'client'>>;
}

/**
 * The vendor that a client belongs to: by its id or its name, else by the name under which it was approved. So a client
 * does not slip out of its manifest entry by being renamed; one that slips into another is `client-created`'s matter.
 */
export function vendorOf(client: OAuthClient, { vendors, orgName, heads }: VendorLookup): Vendor | undefined {
  const byPresent = matchVendor({ client, vendors, orgName });
  const approved = heads.get(client.id)?.approval?.body.name;
  if (byPresent || approved === undefined || approved === client.name) return byPresent;
  return matchVendor({ client: { id: client.id, name: approved }, vendors, orgName });
}

import type { Integration } from './org.ts';

/**
 * Vendors by the id, in lower case, of the clients that their installed integrations authorise: for apps that no
 * manifest names. Where two integrations claim a client, the first one has it.
 */
export function vendorsByClient(integrations: Iterable<Integration>): ReadonlyMap<string, string> {
  const vendors = new Map<string, string>();
  for (const { vendorClientIds, vendorName } of integrations) {
    if (vendorName === undefined) continue;
    for (const id of vendorClientIds) if (!vendors.has(id.toLowerCase())) vendors.set(id.toLowerCase(), vendorName);
  }
  return vendors;
}

/** The vendor of one client, or undefined; for many, {@link vendorsByClient} asks once. */
export function integrationVendor(clientId: string, integrations: Iterable<Integration>): string | undefined {
  return vendorsByClient(integrations).get(clientId.toLowerCase());
}

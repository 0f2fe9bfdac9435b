import type { Integration } from './org.ts';

/** The vendor whose installed integration authorises the client, or undefined: for apps that no manifest names. */
export function integrationVendor(clientId: string, integrations: Iterable<Integration>): string | undefined {
  const wanted = clientId.toLowerCase();
  for (const { vendorClientIds, vendorName } of integrations) {
    if (vendorName !== undefined && vendorClientIds.some((id) => id.toLowerCase() === wanted)) return vendorName;
  }
  return undefined;
}

import { isBuiltInClient } from '../domain/client.ts';
import { vendorsByClient } from '../domain/integration-vendor.ts';
import { matchVendor } from '../domain/vendor-match.ts';
import type { MeteredClient, RuleContext } from './rule.ts';

/**
 * Every client that burns or could burn quota, by id: the present ones, and those that only usage shows. Vendors' own
 * apps are among the latter, for they use the vendor's client, which no list has (docs/genesys.md, OAuth clients).
 */
export function meteredClients(context: RuleContext): MeteredClient[] {
  const clients = new Map<string, MeteredClient>();
  for (const { client, vendor, integrationVendor: integratedBy, isUnsettled } of context.clients) {
    clients.set(client.id, metered({ id: client.id, name: client.name, vendor, integratedBy, isUnsettled }));
  }
  const integrationVendors = vendorsByClient(context.snapshot.integration?.values() ?? []);
  for (const { id, name } of newestFirst(context)) {
    // The org's own clients are judged whatever they are called; of others the name is all that tells Genesys' own.
    if (clients.has(id) || isBuiltInClient(id, name)) continue;
    const vendor = matchVendor({ client: { id, name }, vendors: context.vendors, orgName: context.org.name });
    const integratedBy = integrationVendors.get(id.toLowerCase());
    clients.set(id, metered({ id, name, vendor, integratedBy, isUnsettled: false }));
  }
  return [...clients.values()];
}

/** A name may change: the newest day's wins. */
function* newestFirst({ usage }: RuleContext): Generator<{ readonly id: string; readonly name: string }> {
  for (const day of [...(usage?.days ?? [])].reverse()) {
    for (const { clientId, clientName } of day.clients.values()) yield { id: clientId, name: clientName };
  }
  for (const { clientId, clientName } of usage?.endpoints ?? []) yield { id: clientId, name: clientName };
}

function metered(options: {
  readonly id: string;
  readonly name: string;
  readonly vendor: MeteredClient['vendor'] | undefined;
  readonly integratedBy: string | undefined;
  readonly isUnsettled: boolean;
}): MeteredClient {
  const { id, name, vendor, integratedBy, isUnsettled } = options;
  const vendorName = vendor?.name ?? integratedBy;
  return { id, name: name || id, isUnsettled, ...(vendor && { vendor }), ...(vendorName && { vendorName }) };
}

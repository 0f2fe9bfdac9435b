import { byVendorAndName } from '../../../domain/client-order.ts';
import { namesFrom } from '../../../domain/drift.ts';
import type { ExportedClient } from '../../../domain/exported.ts';
import type { GuardianConfig } from '../../../domain/manifest.ts';
import type { EntityKind, EntityOf } from '../../../domain/org.ts';
import type { Head } from '../../../domain/run.ts';
import type { Store } from '../../../ports.ts';
import { vendorOf } from '../../vendor-of.ts';

/** Clients as they are, and gone ones as they were, by vendor and name; those of no vendor last. */
export async function clientRows(
  store: Store,
  org: string,
  { vendors }: Pick<GuardianConfig, 'vendors'>,
): Promise<ExportedClient[]> {
  const [clients, roles, divisions] = await Promise.all([
    store.heads(org, 'client'),
    store.heads(org, 'role'),
    store.heads(org, 'division'),
  ]);
  const names = namesFrom(bodiesOf(roles), bodiesOf(divisions));
  const heads = new Map(clients.map((head) => [head.id, head]));
  return clients
    .flatMap((head): ExportedClient[] => {
      const client = head.body ?? head.last;
      if (!client) return [];
      const vendor = vendorOf(client, { vendors, orgName: org, heads });
      return [
        {
          org,
          client,
          vendor: vendor?.name ?? null,
          isGone: head.body === null,
          since: head.since,
          approvedBy: vendor ? 'manifest' : (head.approval?.by ?? null),
          grants: client.grants.map(({ roleId, divisionId }) => ({
            role: names.role(roleId),
            division: names.division(divisionId),
          })),
        },
      ];
    })
    .sort((a, b) => byVendorAndName(placeOf(a), placeOf(b)));
}

function bodiesOf<K extends EntityKind>(heads: readonly Head<K>[]): ReadonlyMap<string, EntityOf[K]> {
  return new Map(
    heads.flatMap(({ id, body, last }) => ((body ?? last) ? [[id, body ?? last] as [string, EntityOf[K]]] : [])),
  );
}

function placeOf({ vendor, client: { id, name } }: ExportedClient) {
  return { vendor, name, id };
}

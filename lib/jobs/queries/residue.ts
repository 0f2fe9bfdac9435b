import { addDays, dayOf } from '../../domain/day.ts';
import { vendorsByClient } from '../../domain/integration-vendor.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { Integration } from '../../domain/org.ts';
import type { Residue } from '../../domain/residue.ts';
import type { Head, RunRecord } from '../../domain/run.ts';
import { matchVendor, worksIn } from '../../domain/vendor-match.ts';
import type { Store } from '../../ports.ts';
import { headsById } from '../heads.ts';
import type { LostRole, ResidueAuthorization, ResidueClient, ResidueFacts } from '../residue/facts.ts';
import { lostRolesOf, neverChanged } from '../residue/lost-roles.ts';
import { NOTHING_KNOWN, residueOf } from '../residue/residue.ts';
import { vendorOf } from '../vendor-of.ts';

/** Where the residue of an org is looked for. */
export interface ResidueQuery {
  readonly store: Store;
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly now: Date;
}

/**
 * Access that outlived its purpose, as of the newest run. Reads the heads of four kinds, a month of usage where apps are
 * authorised, and the past of those clients alone that changed since the guardian first saw them.
 */
export async function findResidue(query: ResidueQuery): Promise<Residue & { readonly run?: RunRecord }> {
  const run = await query.store.latestRun(query.org.name);
  if (!run) return NOTHING_KNOWN;
  return { ...residueOf(await factsOf(query, run), run), run };
}

async function factsOf(query: ResidueQuery, run: RunRecord): Promise<ResidueFacts> {
  const { store, org, config, now } = query;
  const [clientHeads, roleHeads, integrationHeads, authorizationHeads] = await Promise.all([
    headsById(store, org.name, 'client'),
    headsById(store, org.name, 'role'),
    headsById(store, org.name, 'integration'),
    headsById(store, org.name, 'authorization'),
  ]);
  const clients = residueClients(clientHeads, query);
  const integrations = [...integrationHeads.values()].flatMap(({ body }) => body ?? []);
  const authorizations = residueAuthorizations(authorizationHeads, integrations, query);
  const { thresholds } = config;
  // The newest known day may be some days old, and the days are counted from there.
  const daysBack = thresholds.unusedDays + Math.ceil(thresholds.usageStaleHours / 24) + 1;
  return {
    now,
    today: dayOf(now),
    org,
    thresholds,
    vendors: config.vendors.filter((vendor) => worksIn(vendor, org.name)),
    clients,
    roles: new Map([...roleHeads].flatMap(([id, { body }]) => (body ? [[id, body] as const] : []))),
    lostRoles: await lostRoles(clients, clientHeads, query, run),
    authorizations,
    usageDays:
      authorizations.length > 0 ? await store.usageDays(org.name, addDays(dayOf(now), -daysBack), dayOf(now)) : [],
  };
}

function residueClients(heads: ReadonlyMap<string, Head<'client'>>, { org, config }: ResidueQuery): ResidueClient[] {
  return [...heads.values()].flatMap(({ body, last, since }): ResidueClient[] => {
    const client = body ?? last;
    if (!client) return [];
    const vendor = vendorOf(client, { vendors: config.vendors, orgName: org.name, heads });
    return [{ client, ...(vendor && { vendor }), ...(body === null && { goneSince: since }) }];
  });
}

function residueAuthorizations(
  heads: ReadonlyMap<string, Head<'authorization'>>,
  integrations: readonly Integration[],
  { org, config }: ResidueQuery,
): ResidueAuthorization[] {
  const byIntegration = vendorsByClient(integrations);
  return [...heads.values()].flatMap(({ body, since, approval }): ResidueAuthorization[] => {
    if (!body) return [];
    const vendor = matchVendor({ client: body, vendors: config.vendors, orgName: org.name })?.name;
    return [
      {
        authorization: body,
        vendor: vendor ?? byIntegration.get(body.id.toLowerCase()) ?? null,
        knownSince: body.provenance?.createdAt ?? approval?.at ?? since,
      },
    ];
  });
}

/** Clients whose past is read at the same time. */
const AT_ONCE = 16;

async function lostRoles(
  clients: readonly ResidueClient[],
  heads: ReadonlyMap<string, Head<'client'>>,
  { store, org }: ResidueQuery,
  run: RunRecord,
): Promise<ReadonlyMap<string, readonly LostRole[]>> {
  const lost = new Map<string, LostRole[]>();
  for (let start = 0; start < clients.length; start += AT_ONCE) {
    const some = clients.slice(start, start + AT_ONCE).map(async (by) => {
      const head = heads.get(by.client.id);
      if (!head) return [];
      const past = neverChanged(head, run) ? [] : await store.revisions(org.name, 'client', head.id, {});
      return [...lostRolesOf(head, by, past)];
    });
    for (const [roleId, each] of (await Promise.all(some)).flat()) {
      lost.set(roleId, [...(lost.get(roleId) ?? []), each]);
    }
  }
  return lost;
}

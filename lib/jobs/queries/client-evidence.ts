import { addDays, type Day, dayOf, later } from '../../domain/day.ts';
import type { GuardianConfig, OrgConfig, Vendor } from '../../domain/manifest.ts';
import type { Division, Role } from '../../domain/org.ts';
import type { Head, RunRecord } from '../../domain/run.ts';
import { daysBetween } from '../../domain/usage/calendar.ts';
import type { EndpointRow } from '../../domain/usage/day.ts';
import type { Store } from '../../ports.ts';
import type { ClientEvidence, Window } from '../../privilege/advice/index.ts';
import { headsById } from '../heads.ts';
import { present } from '../memory.ts';
import { vendorOf } from '../vendor-of.ts';
import { type GrantTimes, grantTimes } from './grant-times.ts';

/** What all clients of an org have in common: read once, however many of them are asked for. */
export interface EvidenceGround {
  readonly run: RunRecord;
  readonly window: Window;
  readonly clients: ReadonlyMap<string, Head<'client'>>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly divisions: ReadonlyMap<string, Division>;
  /** By client. */
  readonly vendors: ReadonlyMap<string, Vendor>;
  readonly clientsOfVendor: ReadonlyMap<Vendor, number>;
  readonly times: GrantTimes;
}

/** Where evidence comes from. */
export interface EvidenceSource {
  readonly store: Store;
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  /** ISO time; the window begins on its UTC day. Default: `thresholds.observationDays` ago. */
  readonly since?: string | undefined;
  readonly now: Date;
}

/** Reads the ground; undefined where no run was made yet. Three documents, and the past of roles that changed lately. */
export async function evidenceGround(options: EvidenceSource): Promise<EvidenceGround | undefined> {
  const { store, org } = options;
  const run = await store.latestRun(org.name);
  if (!run) return undefined;
  const [clients, roles, divisions] = await Promise.all([
    headsById(store, org.name, 'client'),
    headsById(store, org.name, 'role'),
    headsById(store, org.name, 'division'),
  ]);
  return groundOf(options, { run, clients, roles, divisions });
}

/** {@link evidenceGround} of heads that were read already. */
export async function groundOf(
  { store, org, config, since, now }: EvidenceSource,
  {
    run,
    clients,
    roles,
    divisions,
  }: {
    readonly run: RunRecord;
    readonly clients: ReadonlyMap<string, Head<'client'>>;
    readonly roles: ReadonlyMap<string, Head<'role'>>;
    readonly divisions: ReadonlyMap<string, Head<'division'>>;
  },
): Promise<EvidenceGround> {
  const vendors = new Map<string, Vendor>();
  const clientsOfVendor = new Map<Vendor, number>();
  for (const [id, { body }] of clients) {
    const vendor = body && vendorOf(body, { vendors: config.vendors, orgName: org.name, heads: clients });
    if (!vendor) continue;
    vendors.set(id, vendor);
    clientsOfVendor.set(vendor, (clientsOfVendor.get(vendor) ?? 0) + 1);
  }
  const young = addDays(dayOf(now), -config.thresholds.youngGrantDays);
  return {
    run,
    window: windowOf(run, { since, config, now }),
    clients,
    roles: present(roles),
    divisions: present(divisions),
    vendors,
    clientsOfVendor,
    times: await grantTimes({ store, org: org.name, run, roles, since: young }),
  };
}

/** Clients that are read at the same time. */
const AT_ONCE = 8;

/**
 * Reads the evidence of clients and makes something of each, in the order of the ids: one Query for the calls of a
 * client, and one for its past if it changed lately. What was read of a client is let go before the next ones are.
 */
export async function eachEvidence<T>(
  source: Pick<EvidenceSource, 'store' | 'org'> & { readonly rowsOf?: RowsOf },
  ground: EvidenceGround,
  clientIds: readonly string[],
  make: (evidence: ClientEvidence) => T,
): Promise<T[]> {
  const { from, through } = ground.window;
  const { rowsOf = (id) => source.store.endpointDays(source.org.name, from, through, id) } = source;
  const made: T[] = [];
  for (let start = 0; start < clientIds.length; start += AT_ONCE) {
    const some = clientIds.slice(start, start + AT_ONCE);
    const read = await Promise.all(some.map((id) => evidenceOf(ground, id, rowsOf)));
    made.push(...read.flatMap((evidence) => (evidence ? [make(evidence)] : [])));
  }
  return made;
}

/** A client's calls by operation in the ground's window. */
export type RowsOf = (clientId: string) => Promise<readonly EndpointRow[]>;

async function evidenceOf(ground: EvidenceGround, id: string, rowsOf: RowsOf): Promise<ClientEvidence | undefined> {
  const head = ground.clients.get(id);
  if (!head?.body) return undefined;
  const client = head.body;
  const [rows, grantedAt] = await Promise.all([rowsOf(id), ground.times.ofClient(head, client)]);
  const vendor = ground.vendors.get(id);
  const held = client.grants.flatMap(({ roleId }) => ground.roles.get(roleId) ?? []);
  return {
    client,
    ...(vendor && { vendor, sharesVendor: (ground.clientsOfVendor.get(vendor) ?? 0) > 1 }),
    roles: new Map(held.map((role) => [role.id, role] as const)),
    divisions: ground.divisions,
    window: ground.window,
    rows,
    grantedAt,
    asOf: ground.run.usageAsOf ?? null,
  };
}

/** The days up to yesterday that were asked for, and how many of them were read without a gap. */
function windowOf(
  { endpointsFrom, endpointsThrough }: RunRecord,
  { since, config, now }: Pick<EvidenceSource, 'since' | 'config' | 'now'>,
): Window {
  const yesterday = addDays(dayOf(now), -1);
  const standard = addDays(yesterday, 1 - config.thresholds.observationDays);
  const wanted: Day = since === undefined ? standard : dayOf(since);
  const from = wanted < yesterday ? wanted : yesterday;
  const daysWanted = daysBetween(from, yesterday) + 1;
  if (!endpointsFrom || !endpointsThrough) return { from, through: yesterday, daysWanted, daysObserved: 0 };
  const last = endpointsThrough < yesterday ? endpointsThrough : yesterday;
  const daysObserved = Math.max(0, daysBetween(later(from, endpointsFrom), last) + 1);
  return { from, through: yesterday, daysWanted, daysObserved };
}

import { type Coverage, type Read, type SourceCoverage, type SourceName, SWITCHED_OFF } from '../domain/coverage.ts';
import { addDays, dayOf, later } from '../domain/day.ts';
import type { OrgConfig } from '../domain/manifest.ts';
import type { EntityKind, EntityOf } from '../domain/org.ts';
import type { Job, RunState } from '../domain/run.ts';
import type { KindReading } from '../domain/settle.ts';
import type { EndpointRow, UsageRow } from '../domain/usage/day.ts';
import type { GenesysSource, Self } from '../ports.ts';

/** The source that each kind of entity comes from. */
export const SOURCE_OF = {
  client: 'clients',
  role: 'roles',
  division: 'divisions',
  integration: 'integrations',
  authorization: 'authorizations',
} as const satisfies Record<EntityKind, SourceName>;

export type KindReadings = { readonly [K in EntityKind]?: KindReading<K> };

/** Everything that a run read of Genesys. Audits are looked up later, and only if something changed. */
export interface OrgReading {
  readonly kinds: KindReadings;
  readonly coverage: Omit<Coverage, 'audits'>;
  readonly self?: Self;
  /** Absent unless all of it was read. */
  readonly usage?: { readonly at: string; readonly rows: readonly UsageRow[] };
  readonly endpoints?: { readonly from: string; readonly through: string; readonly rows: readonly EndpointRow[] };
  /** Why calls by operation are not known up to yesterday, where they should have been read. */
  readonly endpointsGap?: string;
}

/** The calls of one run: what is switched on, and what its job asks for. */
export async function readOrg(options: ReadOptions): Promise<OrgReading> {
  const [configuration, usage] = await Promise.all([
    options.job === 'usage' ? readClientsOnly(options) : readConfiguration(options),
    options.job === 'configuration' ? { coverage: notAsked(options) } : readUsage(options),
  ]);
  const { coverage: usageCoverage, ...counted } = usage;
  return { ...configuration, ...counted, coverage: { ...configuration.coverage, usage: usageCoverage } };
}

/** What {@link readOrg} needs. */
export interface ReadOptions {
  readonly source: GenesysSource;
  readonly org: OrgConfig;
  readonly job: Job;
  readonly latest?: RunState | undefined;
  readonly now: Date;
}

type ConfigurationReading = Pick<OrgReading, 'kinds' | 'self'> & {
  readonly coverage: Omit<OrgReading['coverage'], 'usage'>;
};

async function readConfiguration(options: ReadOptions): Promise<ConfigurationReading> {
  const { source, org } = options;
  const [{ self }, client, role, division, integration, authorization] = await Promise.all([
    source.self(),
    source.clients(),
    source.roles(),
    source.divisions(),
    org.readIntegrations ? source.integrations() : undefined,
    org.readAuthorizations ? source.authorizations() : undefined,
  ]);
  return {
    kinds: {
      client: reading(client),
      role: reading(role),
      division: reading(division),
      ...(integration && { integration: reading(integration) }),
      ...(authorization && { authorization: reading(authorization) }),
    },
    coverage: {
      clients: client.coverage,
      roles: role.coverage,
      divisions: division.coverage,
      authorizations: authorization?.coverage ?? notAsked(options, 'readAuthorizations'),
      integrations: integration?.coverage ?? notAsked(options, 'readIntegrations'),
    },
    ...(self && { self }),
  };
}

/** A usage run needs to know who the clients are, and nothing else of the configuration. */
async function readClientsOnly(options: ReadOptions): Promise<ConfigurationReading> {
  const client = await options.source.clients();
  return {
    kinds: { client: reading(client) },
    coverage: {
      clients: client.coverage,
      roles: notAsked(options),
      divisions: notAsked(options),
      authorizations: notAsked(options, 'readAuthorizations'),
      integrations: notAsked(options, 'readIntegrations'),
    },
  };
}

type UsageReading = Pick<OrgReading, 'usage' | 'endpoints' | 'endpointsGap'> & { readonly coverage: SourceCoverage };

async function readUsage({ source, latest, now }: ReadOptions): Promise<UsageReading> {
  const [usage, endpoints] = await Promise.all([
    source.usage({ from: firstUsageDay(latest, now), to: dayOf(now) }),
    readEndpoints(source, latest, now),
  ]);
  return {
    coverage: usage.coverage,
    // Of a part of the rows nobody can tell who is missing: what comes with the rest would look like sudden growth.
    ...(usage.coverage.status === 'complete' && { usage: { at: now.toISOString(), rows: usage.items } }),
    ...endpoints,
  };
}

/** A source that is not read on purpose, because of the job or of a switch of the org. */
function notAsked({ org, job, now }: ReadOptions, key?: 'readAuthorizations' | 'readIntegrations'): SourceCoverage {
  const reason = key && !org[key] ? `${SWITCHED_OFF}: ${key} in guardian.yaml` : `not part of a ${job} run`;
  return { status: 'skipped', count: 0, asOf: now.toISOString(), reason };
}

/** Reads the named kinds once more. Kinds that cannot be read again count as incomplete. */
export async function readAgain(source: GenesysSource, kinds: readonly EntityKind[]): Promise<KindReadings> {
  const reads: { [K in EntityKind]: () => Promise<Read<EntityOf[K]>> } = {
    client: () => source.clients(),
    role: () => source.roles(),
    division: () => source.divisions(),
    integration: () => source.integrations(),
    authorization: () => source.authorizations(),
  };
  const readings = await Promise.all(
    kinds.map(
      async (kind) => [kind, reading<Read<EntityOf[typeof kind]>['items'][number]>(await reads[kind]())] as const,
    ),
  );
  return Object.fromEntries(readings);
}

/** Days of history that a first usage run asks for: eight weekdays of the same name, and the month before. */
const FIRST_USAGE_DAYS = 62;
/** Days that Genesys may still raise: they are read again in every run. */
export const LATE_DAYS = 2;
/** The usage API answers 90 days at most. */
const LONGEST_USAGE_DAYS = 89;
/** Days of calls by operation that a first usage run asks for. */
const FIRST_ENDPOINT_DAYS = 30;

function firstUsageDay(latest: RunState | undefined, now: Date): string {
  const today = dayOf(now);
  const known = latest?.sources.usage?.completeAt;
  // A clock that was set back had asked for days to come: what it read says nothing of the days before.
  if (!known || dayOf(known) > today) return addDays(today, -FIRST_USAGE_DAYS);
  return later(addDays(dayOf(known), -LATE_DAYS), addDays(today, -LONGEST_USAGE_DAYS));
}

/** Calls by operation cost many pages, so they are read once a day, for days that are over. */
async function readEndpoints(
  source: GenesysSource,
  latest: RunState | undefined,
  now: Date,
): Promise<Pick<OrgReading, 'endpoints' | 'endpointsGap'>> {
  const yesterday = addDays(dayOf(now), -1);
  // A history of before call profiles were kept has no first day: its days are read once more.
  const read = latest?.endpointsFrom && latest.endpointsThrough;
  const known = read && read <= dayOf(now) ? read : undefined;
  if (known && known >= yesterday) return {};
  const wanted = known ? addDays(known, -1) : addDays(yesterday, -FIRST_ENDPOINT_DAYS);
  const from = later(wanted, addDays(yesterday, -LONGEST_USAGE_DAYS));
  const { items, coverage } = await source.endpoints({ from, to: yesterday });
  if (coverage.status === 'complete') return { endpoints: { from, through: yesterday, rows: items } };
  return { endpointsGap: `calls by operation: ${coverage.reason ?? coverage.status}` };
}

function reading<E extends { readonly id: string }>(
  read: Read<E>,
): { entities: ReadonlyMap<string, E>; isComplete: boolean } {
  return {
    entities: new Map(read.items.map((item) => [item.id, item] as const)),
    isComplete: read.coverage.status === 'complete',
  };
}

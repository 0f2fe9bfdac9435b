import type { Coverage, Read, SourceCoverage, SourceName } from '../domain/coverage.ts';
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
  readonly usage?: { readonly at: string; readonly rows: readonly UsageRow[] };
  readonly endpoints?: { readonly through: string; readonly rows: readonly EndpointRow[] };
}

/** The calls of one run: what is switched on, and what its job asks for. */
export async function readOrg(options: {
  readonly source: GenesysSource;
  readonly org: OrgConfig;
  readonly job: Job;
  readonly latest?: RunState | undefined;
  readonly now: Date;
}): Promise<OrgReading> {
  const { source, org, job, latest, now } = options;
  const wantsConfiguration = job !== 'usage';
  const wantsUsage = job !== 'configuration';
  const at = now.toISOString();
  const [self, client, role, division, integration, authorization, usage, endpoints] = await Promise.all([
    wantsConfiguration ? source.self() : undefined,
    source.clients(),
    wantsConfiguration ? source.roles() : undefined,
    wantsConfiguration ? source.divisions() : undefined,
    wantsConfiguration && org.readIntegrations ? source.integrations() : undefined,
    wantsConfiguration && org.readAuthorizations ? source.authorizations() : undefined,
    wantsUsage ? source.usage({ from: firstUsageDay(latest, now), to: dayOf(now) }) : undefined,
    wantsUsage ? readEndpoints(source, latest, now) : undefined,
  ]);
  const notAsked = (reason: string): SourceCoverage => ({ status: 'skipped', count: 0, asOf: at, reason });
  const otherJob = notAsked(`not part of a ${job} run`);
  return {
    kinds: {
      client: reading(client),
      ...(role && { role: reading(role) }),
      ...(division && { division: reading(division) }),
      ...(integration && { integration: reading(integration) }),
      ...(authorization && { authorization: reading(authorization) }),
    },
    coverage: {
      clients: client.coverage,
      roles: role?.coverage ?? otherJob,
      divisions: division?.coverage ?? otherJob,
      usage: usage?.coverage ?? otherJob,
      authorizations:
        authorization?.coverage ??
        (org.readAuthorizations ? otherJob : notAsked('opt-in: readAuthorizations in guardian.yaml')),
      integrations:
        integration?.coverage ??
        (org.readIntegrations ? otherJob : notAsked('switched off: readIntegrations in guardian.yaml')),
    },
    ...(self?.self && { self: self.self }),
    ...(usage && usage.coverage.status !== 'failed' && { usage: { at, rows: usage.items } }),
    ...(endpoints && { endpoints }),
  };
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
const LATE_DAYS = 2;
/** The usage API answers 90 days at most. */
const LONGEST_USAGE_DAYS = 89;
/** Days of calls by operation that a first usage run asks for. */
const FIRST_ENDPOINT_DAYS = 30;

function firstUsageDay(latest: RunState | undefined, now: Date): string {
  const today = dayOf(now);
  const known = latest?.sources.usage?.completeAt;
  if (!known) return addDays(today, -FIRST_USAGE_DAYS);
  return later(addDays(dayOf(known), -LATE_DAYS), addDays(today, -LONGEST_USAGE_DAYS));
}

/** Calls by operation cost many pages, so they are read once a day, for days that are over. */
async function readEndpoints(
  source: GenesysSource,
  latest: RunState | undefined,
  now: Date,
): Promise<OrgReading['endpoints']> {
  const yesterday = addDays(dayOf(now), -1);
  const known = latest?.endpointsThrough;
  if (known && known >= yesterday) return undefined;
  const from = known ? addDays(known, -1) : addDays(yesterday, -FIRST_ENDPOINT_DAYS);
  const read = await source.endpoints({ from: later(from, addDays(yesterday, -LONGEST_USAGE_DAYS)), to: yesterday });
  return read.coverage.status === 'complete' ? { through: yesterday, rows: read.items } : undefined;
}

function reading<E extends { readonly id: string }>(
  read: Read<E>,
): { entities: ReadonlyMap<string, E>; isComplete: boolean } {
  return {
    entities: new Map(read.items.map((item) => [item.id, item] as const)),
    isComplete: read.coverage.status === 'complete',
  };
}

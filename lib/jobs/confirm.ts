import type { Coverage } from '../domain/coverage.ts';
import { ENTITY_KINDS, type EntityKind } from '../domain/org.ts';
import { entityHashes, rootHash } from '../domain/snapshot.ts';
import type { DecideOptions } from './decide.ts';
import type { Observation } from './observe.ts';
import { type KindReadings, readAgain, SOURCE_OF } from './reading.ts';

/** Root hash of each kind that was read whole, and the same twice where it had changed. */
export type SettledRoots = Partial<Readonly<Record<EntityKind, string>>>;

/** Reads again what differs from the last run: what two readings, some seconds apart, do not both show is not so yet. */
export async function confirm({
  latest,
  reading,
  sighting,
  source,
  config,
  clock,
  onProgress,
}: DecideOptions): Promise<KindReadings> {
  const changed = ENTITY_KINDS.filter((kind) => {
    const root = latest?.roots[kind];
    return reading.kinds[kind] && root !== undefined && root !== sighting.seen[kind];
  });
  if (changed.length === 0) return {};
  const seconds = config.thresholds.confirmAfterSeconds;
  onProgress?.(
    `changes in ${changed.map((kind) => SOURCE_OF[kind]).join(', ')}: reading again in ${seconds} s to confirm`,
  );
  await clock.sleep(seconds * 1000);
  return readAgain(source, changed);
}

/** A kind whose second reading was not whole was not read whole. */
export function settledCoverage(coverage: Coverage, observation: Observation, second: KindReadings): Coverage {
  const settled: Record<keyof Coverage, Coverage[keyof Coverage]> = { ...coverage };
  for (const kind of ENTITY_KINDS) {
    const source = SOURCE_OF[kind];
    if (second[kind] && coverage[source].status === 'complete' && !observation.kinds[kind].isComplete) {
      settled[source] = {
        ...coverage[source],
        status: 'incomplete',
        reason: 'the second, confirming read was not complete',
      };
    }
  }
  return settled;
}

/** Clients that may not be judged yet: they, or a role that they hold, differed between the two readings. */
export function unsettledClients({ kinds }: Observation): ReadonlySet<string> {
  const roles = new Set(kinds.role.unsettled);
  const holders = [...kinds.client.entities.values()].filter(({ grants }) =>
    grants.some(({ roleId }) => roles.has(roleId)),
  );
  return new Set([...kinds.client.unsettled, ...(roles.size > 0 ? holders.map(({ id }) => id) : [])]);
}

/** Root hashes of the kinds that were read whole and settled. */
export function settledRoots({ kinds }: Observation): SettledRoots {
  const roots: Partial<Record<EntityKind, string>> = {};
  if (kinds.client.isComplete) roots.client = rootHash(entityHashes('client', kinds.client.entities));
  if (kinds.role.isComplete) roots.role = rootHash(entityHashes('role', kinds.role.entities));
  if (kinds.division.isComplete) roots.division = rootHash(entityHashes('division', kinds.division.entities));
  if (kinds.integration.isComplete)
    roots.integration = rootHash(entityHashes('integration', kinds.integration.entities));
  if (kinds.authorization.isComplete) {
    roots.authorization = rootHash(entityHashes('authorization', kinds.authorization.entities));
  }
  return roots;
}

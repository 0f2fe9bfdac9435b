import type { RunRecord } from '../../../lib/domain/run.ts';
import type { World } from '../../../lib/simulator/index.ts';

/** Sources that a run calls complete although it did not see all that there is in the org. */
export function dishonestCoverage({ coverage }: RunRecord, world: World, step: number): string[] {
  const there = {
    clients: world.clients.size,
    roles: world.roles.size,
    divisions: world.divisions.size,
    integrations: world.integrations.size,
  } as const;
  return (Object.keys(there) as (keyof typeof there)[]).flatMap((source) => {
    const { status, count } = coverage[source];
    if (status !== 'complete' || count === there[source]) return [];
    return [`step ${step}: ${source} is called complete with ${count} of ${there[source]}`];
  });
}

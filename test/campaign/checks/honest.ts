import type { Revision, RunRecord } from '../../../lib/domain/run.ts';
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

/** Entities that a run calls gone and that are still in the org. */
export function falselyGone(revisions: readonly Revision[], world: World, step: number): string[] {
  return revisions
    .filter(({ kind, id, body }) => body === null && isThere(world, kind, id))
    .map(({ kind, id }) => `step ${step}: ${kind} ${id} was called gone`);
}

function isThere(world: World, kind: Revision['kind'], id: string): boolean {
  switch (kind) {
    case 'client':
      return world.clients.get(id) !== undefined;
    case 'role':
      return world.roles.get(id) !== undefined;
    case 'division':
      return world.divisions.get(id) !== undefined;
    case 'integration':
      return world.integrations.get(id) !== undefined;
    case 'authorization':
      return world.authorizations.get(id) !== undefined;
    default:
      return kind satisfies never;
  }
}

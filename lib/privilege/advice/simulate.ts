import type { CallCount, ClientEvidence } from './advice.ts';
import { brokenBy } from './changes.ts';
import { type GroundContext, groundOf } from './ground.ts';

/** What a client would lose. */
export interface Simulation {
  readonly client: { readonly id: string; readonly name: string };
  readonly vendor: string | null;
  /** Those of the names that are granted to it as they are written. */
  readonly removed: readonly string[];
  /** Those of the names that it holds by a wider grant only: removing them by name would change nothing. */
  readonly impliedBy: readonly { readonly name: string; readonly by: readonly string[] }[];
  /** Calls that would fail, most requests first. */
  readonly breaks: readonly CallCount[];
  readonly requests: number;
  /** Requests of which nobody can tell whether they would fail. */
  readonly unknownRequests: number;
}

/**
 * What would fail if the client lost all these names at once; undefined if it holds none of them, or if nobody knows
 * what restricts it.
 */
export function simulateRemoval(
  names: readonly string[],
  evidence: ClientEvidence,
  context: GroundContext,
): Simulation | undefined {
  const ground = groundOf(evidence, context);
  if (!ground) return undefined;
  const { naming, held, needed, basis } = ground;
  const removed = names.filter((name) => held.includes(name));
  const holds = naming.holding(held);
  const impliedBy = names
    .filter((name) => !removed.includes(name) && holds(name))
    .map((name) => ({ name, by: held.filter((one) => naming.implies(one, name)) }));
  if (removed.length + impliedBy.length === 0) return undefined;
  const breaks = brokenBy(removed, { naming, held, calls: needed.served });
  return {
    client: { id: evidence.client.id, name: evidence.client.name },
    vendor: evidence.vendor?.name ?? null,
    removed,
    impliedBy,
    breaks,
    requests: requestsOf(breaks),
    unknownRequests: requestsOf([...basis.unmapped, ...basis.doubtful]),
  };
}

function requestsOf(calls: readonly CallCount[]): number {
  return calls.reduce((sum, { requests }) => sum + requests, 0);
}

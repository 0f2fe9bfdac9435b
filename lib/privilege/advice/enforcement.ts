import { restrictedBy } from '../../domain/client.ts';
import type { CallCount, ClientEvidence, Confidence, ExplainedCall, Proof } from './advice.ts';
import { counted } from './changes.ts';
import { confidenceOf } from './confidence.ts';
import { type Ground, type GroundContext, groundOf } from './ground.ts';
import { minimalSet } from './minimal.ts';
import { helpsServe, isServed, lackOf } from './names.ts';

/** What becomes of a client on the day on which its org begins to enforce scopes. */
export interface Enforcement {
  readonly client: { readonly id: string; readonly name: string };
  readonly vendor: string | null;
  readonly grantType: string;
  /** `unknown`: nothing was observed, or nobody can tell what some of its calls need. */
  readonly verdict: 'breaks' | 'safe' | 'unknown';
  /** As granted, sorted. */
  readonly scopes: readonly string[];
  /** Calls that would fail, most requests first. */
  readonly breaks: readonly CallCount[];
  readonly requests: number;
  readonly failingRequests: number;
  /** The least scopes beside the granted ones with which none of them fails. */
  readonly mend: readonly Proof[];
  readonly unmapped: readonly ExplainedCall[];
  readonly confidence: Confidence;
}

/**
 * What enforcing scopes would do to one client; undefined for client credentials, which scopes do not restrict. A client
 * of an unknown grant type is judged as if they did: better warned for nothing than broken by surprise.
 */
export function enforcementOf(evidence: ClientEvidence, context: GroundContext): Enforcement | undefined {
  if (restrictedBy(evidence.client.grantType) === 'permissions') return undefined;
  const ground = groundOf(asUserGrant(evidence), context);
  if (!ground) return undefined;
  const { naming, held, basis, calls } = ground;
  const holds = naming.holding(held);
  const failing = observed(ground).filter(({ need }) => !isServed(need, holds));
  const mend = minimalSet(
    failing.map(({ need }) => lackOf(need, holds)),
    { naming, catalogue: context.catalogue, held: [] },
  ).names;
  const after = naming.holding([...held, ...mend]);
  const unmapped = [...basis.unmapped, ...basis.doubtful].filter(({ requests }) => requests > 0);
  return {
    client: { id: evidence.client.id, name: evidence.client.name },
    vendor: evidence.vendor?.name ?? null,
    grantType: evidence.client.grantType,
    verdict: failing.length > 0 ? 'breaks' : calls.mapped.length === 0 || unmapped.length > 0 ? 'unknown' : 'safe',
    scopes: held,
    breaks: counted(failing),
    requests: basis.requests,
    failingRequests: failing.reduce((sum, { call }) => sum + call.requests, 0),
    mend: mend.map((name) => ({
      name,
      because: counted(failing.filter(({ need }) => helpsServe(name, need, { naming, holds: after }))),
    })),
    unmapped,
    confidence: confidenceOf(ground.confidence),
  };
}

function asUserGrant(evidence: ClientEvidence): ClientEvidence {
  return { ...evidence, client: { ...evidence.client, grantType: 'CODE' } };
}

/** Calls that were made, whatever became of them, and those that the manifest announces. */
function observed({ needed }: Ground): Ground['needed']['served'] {
  return [...needed.served, ...needed.lacking].sort((a, b) => b.call.requests - a.call.requests);
}

import type { OrgConfig } from '../../domain/manifest.ts';
import { operationName } from '../../domain/operation-name.ts';
import type { Advice, ClientEvidence, NoAdvice } from './advice.ts';
import { advisedRoles } from './advised-roles.ts';
import { type Changes, changesOf } from './changes.ts';
import { confidenceOf, reasonsToWait } from './confidence.ts';
import { dependenciesOf } from './dependencies.ts';
import { type Ground, type GroundContext, groundOf } from './ground.ts';
import { heldSince } from './held-since.ts';
import { type Minimal, minimalSet } from './minimal.ts';
import { lackOf } from './names.ts';
import { provenNeeds } from './proven.ts';
import { weightsOf } from './weights.ts';

/** What advice needs beside the evidence. */
export interface AdviceContext extends GroundContext {
  readonly enforceScopes: OrgConfig['enforceScopes'];
}

/** The least that the client needs for what it calls, and the way there. Pure. */
export function advise(evidence: ClientEvidence, context: AdviceContext): Advice | NoAdvice {
  const ground = groundOf(evidence, context);
  if (!ground) return noAdvice(evidence);
  const { naming, held, calls } = ground;
  const { catalogue } = context;
  const { least, changes } = leastOf(ground, context);
  const { weigh } = weightsOf(naming.kind, catalogue);
  return {
    ...inShort(least, changes, ground, context),
    optimal: least.optimal,
    dependencies: dependenciesOf(calls.mapped, { naming, catalogue, minimal: least.names }),
    ...(naming.kind === 'permissions' && { roles: rolesOf(least.names, changes, ground, context) }),
    risk: {
      now: naming.withoutImplied(held).reduce((sum, name) => sum + weigh(name).weight, 0),
      minimal: least.weight,
      greedy: least.greedy.weight,
      union: listedWeight(ground, context),
    },
    ties: least.ties,
    notes: notesOf(ground, context),
  };
}

/** As much of an advice as a list of many clients shows. */
export type AdviceInShort = Pick<
  Advice,
  'client' | 'vendor' | 'kind' | 'basis' | 'confidence' | 'minimal' | 'keep' | 'remove' | 'narrow' | 'add'
>;

/** The same answer as {@link advise}, without what only the whole of it needs: for hundreds of clients at a time. Pure. */
export function adviseInShort(evidence: ClientEvidence, context: AdviceContext): AdviceInShort | NoAdvice {
  const ground = groundOf(evidence, context);
  if (!ground) return noAdvice(evidence);
  const { least, changes } = leastOf(ground, context);
  return inShort(least, changes, ground, context);
}

function inShort(least: Minimal, changes: Changes, ground: Ground, context: AdviceContext): AdviceInShort {
  const { evidence, naming, basis, confidence } = ground;
  return {
    client: { id: evidence.client.id, name: evidence.client.name },
    vendor: evidence.vendor?.name ?? null,
    kind: naming.kind,
    basis,
    confidence: confidenceOf(confidence),
    minimal: least.names,
    ...changes,
    ...waiting(changes, ground, context),
  };
}

function leastOf(
  { naming, held, needed, isObserved }: Ground,
  { catalogue }: AdviceContext,
): { readonly least: Minimal; readonly changes: Changes } {
  const search = { naming, catalogue, held };
  const least = minimalSet(
    provenNeeds(
      needed.served.map(({ need }) => need),
      naming,
      held,
    ),
    search,
  );
  const reached = [...held, ...least.names];
  const holds = naming.holding(reached);
  const lacking = needed.lacking.map(({ need }) => need);
  const inferred = minimalSet(
    provenNeeds(lacking, naming, reached).map((need) => lackOf(need, holds)),
    { ...search, held: [] },
  ).names;
  const changes = changesOf({ naming, held, minimal: least.names, needed, inferred, mayRemove: isObserved });
  return { least, changes };
}

/** True if advice could be given. */
export function isAdvice<A extends Pick<Advice, 'minimal'>>(answer: A | NoAdvice): answer is A {
  return 'minimal' in answer;
}

/** Why there is no advice. */
function noAdvice({ client, vendor }: ClientEvidence): NoAdvice {
  return {
    client: { id: client.id, name: client.name },
    vendor: vendor?.name ?? null,
    why: `nobody knows what restricts clients of the grant type ${client.grantType}`,
  };
}

/** The same changes, each with why it has to wait, where it has to. */
function waiting(
  { remove, narrow }: Changes,
  { confidence, evidence, naming }: Ground,
  { thresholds }: AdviceContext,
): Pick<Advice, 'remove' | 'narrow'> {
  const general = reasonsToWait(confidence);
  const young = new Set(confidence.youngNames);
  const wait = (name: string): { wait?: string } => {
    const since = heldSince(name, evidence, naming)?.slice(0, 10);
    const reasons = [
      ...(young.has(name) ? [`held since ${since} only: younger than ${thresholds.youngGrantDays} days`] : []),
      ...general,
    ];
    return reasons.length > 0 ? { wait: reasons.join('; ') } : {};
  };
  return {
    remove: remove.map((one) => ({ ...one, ...wait(one.name) })),
    narrow: narrow.map((one) => ({ ...one, ...wait(one.from) })),
  };
}

function rolesOf(
  minimal: readonly string[],
  { narrow }: Changes,
  { evidence }: Ground,
  { catalogue }: AdviceContext,
): Advice['roles'] & {} {
  return advisedRoles(minimal, evidence, {
    catalogue,
    insteadOf: (name) => narrow.flatMap(({ from, to }) => (to.includes(name) ? [from] : [])),
    namedAfter: minimal,
  });
}

/** The weight of all that the operations list: what one grants who does not choose. */
function listedWeight({ naming, needed }: Ground, { catalogue }: AdviceContext): number {
  const needs = needed.served.map(({ need }) => need);
  const listed = naming.withoutImplied(new Set(needs.flatMap(({ alternatives }) => alternatives.flat())));
  const { weigh } = weightsOf(naming.kind, catalogue);
  return listed.reduce((sum, name) => sum + weigh(name).weight, 0);
}

function notesOf({ naming, needed, evidence, held }: Ground, { enforceScopes }: AdviceContext): string[] {
  return [
    ...(naming.kind === 'scopes' && enforceScopes !== true ? [ENFORCEMENT[String(enforceScopes)] ?? ''] : []),
    ...(naming.kind === 'scopes'
      ? ['what its users may do themselves restricts it, too: advice is about scopes only']
      : []),
    ...(naming.kind === 'permissions' && held.length > 0
      ? ['usage does not tell divisions: permissions stay in those where they are held']
      : []),
    ...needed.unservable.map(
      ({ call }) => `${operationName(call)}: no readable grant would open it, so no set accounts for it`,
    ),
    ...(needed.others.length > 0
      ? [
          `${evidence.vendor?.name} has several clients: declared calls that this one may not make were left to the others`,
        ]
      : []),
  ];
}

const ENFORCEMENT: Readonly<Record<string, string>> = {
  false: 'this org does not enforce scopes: they restrict nothing before it does',
  unknown: 'nobody has said whether this org enforces scopes (enforceScopes): where it does not, they restrict nothing',
};

import { byVendorAndName } from '../../domain/client-order.ts';
import type { RunRecord } from '../../domain/run.ts';
import {
  type Advice,
  type AdviceContext,
  advise,
  type ClientEvidence,
  type Enforcement,
  enforcementOf,
  explainName,
  holderOf,
  isAdvice,
  type NameExplanation,
  type NoAdvice,
  type Simulation,
  simulateRemoval,
  type Window,
} from '../../privilege/advice/index.ts';
import { type BlastRadius, blastRadius } from '../../privilege/blast/index.ts';
import type { Catalogue } from '../../privilege/catalogue/catalogue.ts';
import { platformCatalogue } from '../../privilege/catalogue/platform-catalogue.ts';
import { type EvidenceGround, type EvidenceSource, eachEvidence, evidenceGround } from './client-evidence.ts';

export type { CallCount, Enforcement, NameExplanation, NameHolder, Simulation } from '../../privilege/advice/index.ts';
export type { BlastRadius } from '../../privilege/blast/index.ts';

/** Which clients are asked about: all, unless one or a vendor is named. */
export interface AdviceQuery extends EvidenceSource {
  readonly clientId?: string | undefined;
  /** Vendor's name, without regard to case. */
  readonly vendor?: string | undefined;
  /** What operations need. Default: the catalogue that comes with the guardian. */
  readonly catalogue?: Catalogue;
}

/** What every answer says of itself. The run is absent where none was made yet: then nothing is known. */
export interface Answered {
  readonly run?: RunRecord;
  readonly window?: Window;
}

/** The advice for a client, with its blast radius where that was asked for. */
export type ClientAdvice = Advice & { readonly blast?: BlastRadius };

export interface AdviceAnswer extends Answered {
  /** By vendor, then by client. */
  readonly clients: readonly ClientAdvice[];
  readonly unadvised: readonly NoAdvice[];
  /** Names of divisions by id, for people. */
  readonly divisionNames: ReadonlyMap<string, string>;
}

/** The least grant that each client needs for what it calls; `withBlast`: and what an attacker could do who holds it. */
export async function findAdvice(query: AdviceQuery & { readonly withBlast?: boolean }): Promise<AdviceAnswer> {
  const { answered, ground, made } = await ofClients(query, (evidence, context): ClientAdvice | NoAdvice => {
    const advice = advise(evidence, context);
    const blast = query.withBlast ? blastRadius(evidence, context) : undefined;
    return isAdvice(advice) && blast ? { ...advice, blast } : advice;
  });
  return {
    ...answered,
    clients: made.flatMap((answer) => (isAdvice(answer) ? [answer] : [])),
    unadvised: made.flatMap((answer) => (isAdvice(answer) ? [] : [answer])),
    divisionNames: new Map([...(ground?.divisions.values() ?? [])].map(({ id, name }) => [id, name] as const)),
  };
}

/** What would fail if clients lost these names; `unknown`: those that neither the API nor any client has. */
export async function findSimulation(
  query: AdviceQuery,
  names: readonly string[],
): Promise<Answered & { readonly clients: readonly Simulation[]; readonly unknown: readonly string[] }> {
  const { answered, made } = await ofClients(query, (evidence, context) => simulateRemoval(names, evidence, context));
  const clients = made.flatMap((simulation) => simulation ?? []);
  const { scopes, permissions } = query.catalogue ?? platformCatalogue();
  const known = new Set([...scopes, ...permissions, ...clients.flatMap(({ removed }) => removed)]);
  return { ...answered, clients, unknown: names.filter((name) => !known.has(name)) };
}

/** What would fail on the day on which the org begins to enforce scopes; the worst first. */
export async function findEnforcement(
  query: AdviceQuery,
): Promise<Answered & { readonly clients: readonly Enforcement[] }> {
  const { answered, made } = await ofClients(query, enforcementOf);
  const order = ['breaks', 'unknown', 'safe'];
  const clients = made
    .flatMap((enforcement) => enforcement ?? [])
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || b.failingRequests - a.failingRequests);
  return { ...answered, clients };
}

/** All that is known of a scope or permission: what it opens, who holds it, and which calls need it. */
export async function findExplanation(
  query: AdviceQuery,
  name: string,
): Promise<Answered & { readonly explanation: NameExplanation }> {
  const { answered, made } = await ofClients(query, (evidence, context) => holderOf(name, evidence, context));
  const holders = made.flatMap((holder) => holder ?? []);
  return { ...answered, explanation: explainName(name, query.catalogue ?? platformCatalogue(), holders) };
}

interface Made<T> {
  readonly answered: Answered;
  readonly ground?: EvidenceGround;
  readonly made: readonly T[];
}

async function ofClients<T>(
  query: AdviceQuery,
  make: (evidence: ClientEvidence, context: AdviceContext) => T,
): Promise<Made<T>> {
  const { org, config, now, catalogue = platformCatalogue() } = query;
  const ground = await evidenceGround(query);
  if (!ground) return { answered: {}, made: [] };
  const context = {
    catalogue,
    now,
    thresholds: config.thresholds,
    enforceScopes: org.enforceScopes,
  };
  const made = await eachEvidence(query, ground, wantedIds(ground, query), (evidence) => make(evidence, context));
  return { answered: { run: ground.run, window: ground.window }, ground, made };
}

/** Ids of the present clients that are asked about, by vendor and name; those of no vendor come last. */
function wantedIds({ clients, vendors }: EvidenceGround, { clientId, vendor }: AdviceQuery): string[] {
  return [...clients]
    .filter(([id, { body }]) => body !== null && (clientId === undefined || id === clientId))
    .map(([id, { body }]) => ({ id, name: body?.name ?? id, vendor: vendors.get(id)?.name ?? null }))
    .filter((client) => vendor === undefined || client.vendor?.toLowerCase() === vendor.toLowerCase())
    .sort(byVendorAndName)
    .map(({ id }) => id);
}

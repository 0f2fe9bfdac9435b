import { DAY_MS } from '../../domain/day.ts';
import type { Thresholds } from '../../domain/manifest.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Advice, CallCount, ClientEvidence, ExplainedCall, KnownCall, UnmappedCall } from './advice.ts';
import type { ConfidenceInput } from './confidence.ts';
import { heldSince } from './held-since.ts';
import { byRequests } from './known-calls.ts';
import { type Calls, mappedCalls } from './mapped-calls.ts';
import { heldNames, type Naming, namingOf, unreadRoles } from './names.ts';
import { type Needed, neededCalls } from './needed.ts';

/** What is known of a client's calls and grants before anything is advised. */
export interface Ground {
  readonly evidence: ClientEvidence;
  readonly naming: Naming;
  /** As granted, sorted. */
  readonly held: readonly string[];
  readonly calls: Calls;
  readonly needed: Needed;
  readonly basis: Advice['basis'];
  readonly confidence: ConfidenceInput;
  readonly isObserved: boolean;
}

/** What is needed to tell it. */
export interface GroundContext {
  readonly catalogue: Catalogue;
  readonly now: Date;
  readonly thresholds: Pick<Thresholds, 'youngGrantDays' | 'usageStaleHours'>;
}

/** The ground of one client; undefined if nobody knows what restricts clients of its grant type. */
export function groundOf(evidence: ClientEvidence, { catalogue, now, thresholds }: GroundContext): Ground | undefined {
  const naming = namingOf(evidence.client.grantType);
  if (!naming) return undefined;
  const held = heldNames(evidence, naming);
  const calls = mappedCalls(evidence, catalogue);
  const needed = neededCalls(calls.mapped, { naming, holds: naming.holding(held), evidence });
  const basis = basisOf(evidence, calls, needed);
  const confidence: ConfidenceInput = {
    evidence,
    now,
    staleHours: thresholds.usageStaleHours,
    // A pattern announces no call, so it hides none that a removal could break.
    basis: { ...basis, unmapped: explained(calls.unmapped.filter(({ isPattern }) => !isPattern)) },
    unreadRoles: naming.kind === 'permissions' ? unreadRoles(evidence) : [],
    youngNames: held.filter((name) => isYoung(heldSince(name, evidence, naming), thresholds.youngGrantDays, now)),
  };
  return { evidence, naming, held, calls, needed, basis, confidence, isObserved: basis.requests > 0 };
}

function basisOf({ window, asOf, rows }: ClientEvidence, { mapped, unmapped }: Calls, needed: Needed): Advice['basis'] {
  const all: readonly KnownCall[] = [...mapped, ...unmapped].sort(byRequests);
  return {
    daysObserved: window.daysObserved,
    daysWanted: window.daysWanted,
    operations: mapped.length,
    requests: rows.reduce((sum, { requests }) => sum + requests, 0),
    unmapped: explained(unmapped),
    doubtful: [...mapped]
      .sort(byRequests)
      .flatMap((call) => (call.doubt === undefined ? [] : [{ ...shown(call), why: call.doubt }])),
    refused: needed.lacking.map(({ call }) => shown(call)),
    declared: all.filter(({ isDeclared }) => isDeclared).map(shown),
    asOf,
  };
}

function explained(calls: readonly UnmappedCall[]): ExplainedCall[] {
  return [...calls].sort(byRequests).map((call) => ({ ...shown(call), why: call.why }));
}

function shown({ method, template, requests }: CallCount): CallCount {
  return { method, template, requests };
}

function isYoung(since: string | undefined, youngDays: number, now: Date): boolean {
  return since !== undefined && now.getTime() - Date.parse(since) < youngDays * DAY_MS;
}

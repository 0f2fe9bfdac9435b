import { createHash } from 'node:crypto';
import type { Severity } from './severity.ts';
import type { Acknowledgement, Waiver } from './triage.ts';

/** States of a finding. A finding that comes back goes `resolved → open`. */
export const FINDING_STATES = ['open', 'acknowledged', 'waived', 'resolved'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** What differs between approved and present, in the words that people read. Each list is sorted. */
export interface AccessChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Values that were replaced: `{ name: 'tokenSeconds', from: '3600', to: '86400' }`. */
  readonly changed: readonly { readonly name: string; readonly from: string; readonly to: string }[];
}

/** Who made a change, when an audit entry or `modifiedBy` names one. */
export interface Actor {
  readonly id: string;
  readonly name?: string;
  /** An actor can be an OAuth client: audits put a client id into `user.id`. */
  readonly kind: 'user' | 'client' | 'unknown';
  readonly at?: string;
  readonly source: 'audit' | 'modifiedBy';
}

/** JSON that a finding's evidence may hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What identifies a finding: never its severity, its text or its counts (docs/json.md). */
export interface FindingIdentity {
  readonly org: string;
  /** The id of the client, or `-` for a finding about the org or the guardian itself. */
  readonly clientId: string;
  readonly rule: string;
  /** A scope, a role and division, a URI, …: what distinguishes two findings of one rule on one client. */
  readonly subject: string;
}

/** A finding as it is stored, shown and sent: docs/json.md. */
export interface Finding {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly state: FindingState;
  /** The org's name in `guardian.yaml`. */
  readonly org: string;
  readonly client: { readonly id: string; readonly name: string };
  /** The vendor's name in the manifest, or `null` for a client that no vendor claims. */
  readonly vendor: string | null;
  readonly subject: string;
  readonly title: string;
  readonly because: string;
  readonly evidence: { readonly [key: string]: Json };
  readonly change?: AccessChange;
  readonly fix: readonly string[];
  readonly actor?: Actor;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** The time of the data that the finding was judged on. */
  readonly asOf: string;
  /** True where the rule is staged: recorded and shown, not notified. */
  readonly staged?: boolean;
  /** ISO time at which people were last told of it; absent where they never were. */
  readonly toldAt?: string;
  /** Where the state is `acknowledged`. */
  readonly acknowledgement?: Acknowledgement;
  /** Where the state is `waived`. */
  readonly waiver?: Waiver;
}

/** Why a finding changed its state: docs/json.md. */
export const CAUSES = [
  'found',
  'came-back',
  'grew',
  'escalated',
  'unstaged',
  'shrank',
  'gone',
  'rule-off',
  'acknowledged',
  'waived',
  'accepted',
  'reopened',
  'waiver-expired',
  'waiver-withdrawn',
] as const;

/** Why and by whom. */
export interface Cause {
  readonly kind: (typeof CAUSES)[number];
  /** Who: a person's name, or `guardian` for what a scan found out. */
  readonly by: string;
  /** What that person said. */
  readonly note?: string;
  /** The severity before, where the finding escalated. */
  readonly was?: Severity;
}

/** The author of what a scan finds out by itself. */
export const GUARDIAN = 'guardian';

/** The client of a finding that is about the org or the guardian itself. */
export const NO_CLIENT = { id: '-', name: '-' } as const;

/**
 * The durable id of a finding: `<rule>-<12 hex digits>`. Client ids and subjects are compared without regard to case
 * of ids only: subjects are hashed as given.
 */
export function findingId({ org, clientId, rule, subject }: FindingIdentity): string {
  const identity = JSON.stringify([org, clientId.toLowerCase(), rule, subject]);
  return `${rule}-${createHash('sha256').update(identity).digest('hex').slice(0, 12)}`;
}

/**
 * Digest of all unresolved findings, in any order: what a run record's `openDigest` holds. It covers what is said of them
 * and not only which they are, so that an index that has not yet heard of somebody's decision is known by it.
 */
export function openDigest(findings: Iterable<Finding>): string {
  const lines = [...findings].map(({ id, state, severity, staged, toldAt, acknowledgement, waiver, evidence }) =>
    JSON.stringify([id, state, severity, staged, toldAt, acknowledgement?.at, waiver?.at, waiver?.until, evidence]),
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex').slice(0, 32);
}

/** What was known of a finding before it changed, and what somebody had decided about it. */
export type Before = Pick<Finding, 'evidence' | 'severity' | 'acknowledgement' | 'waiver'>;

/** A change of a finding's state: one line of the history. */
export interface Transition {
  readonly from: FindingState | null;
  readonly to: FindingState;
  readonly finding: Finding;
  readonly change?: AccessChange;
  /** True for an `open → open` that says less than before: kept, so that it may grow again, and told to nobody. */
  readonly shrank?: true;
  /** Why and by whom; absent in records of versions before 0.2. */
  readonly cause?: Cause;
  /** For what opens again or ends: whoever is told of it wants to know what no longer holds. */
  readonly before?: Before;
}

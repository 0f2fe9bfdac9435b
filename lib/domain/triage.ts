import { createHash } from 'node:crypto';
import { DAY_MS } from './day.ts';
import { isWithinEvidence } from './evidence.ts';
import type { Finding, Json } from './finding.ts';
import { type Severity, severityRank } from './severity.ts';
import { byText } from './text-order.ts';

/**
 * What people decide about a finding. Each decision is bound to exactly what its author saw: it goes on covering a
 * finding that shrinks, and one that grows back to what it was, and never more than that.
 */

/** The evidence and the severity that a decision was made for. */
export interface Covered {
  readonly evidence: Finding['evidence'];
  readonly severity: Severity;
}

/** Somebody looks after it. */
export interface Acknowledgement {
  /** Who looks after it: a name, a team, a ticket. */
  readonly owner: string;
  readonly note?: string;
  /** Who said so. */
  readonly by: string;
  /** ISO time. */
  readonly at: string;
  readonly covers: Covered;
}

/** Somebody takes the risk, for a reason and for a time. */
export interface Waiver {
  readonly reason: string;
  /** Who takes the risk. */
  readonly by: string;
  /** ISO time. */
  readonly at: string;
  /** ISO time from which on it no longer holds. */
  readonly until: string;
  /** `manifest`: it stands in `guardian.yaml`, and ends when it is taken out there. */
  readonly source: 'command' | 'manifest';
  readonly covers: Covered;
}

/** A waiver as `guardian.yaml` has it: bound to its evidence and severity by {@link evidenceDigest}. */
export interface WrittenWaiver {
  /** Id of the finding. */
  readonly finding: string;
  readonly reason: string;
  readonly by: string;
  /** ISO time from which on it holds. */
  readonly at: string;
  /** ISO time from which on it no longer holds. */
  readonly until: string;
  readonly evidence: string;
}

/** Days for which a waiver holds where nobody says otherwise, and at most. Product contract §6. */
export const WAIVER_DAYS = { default: 90, most: 365, soon: 14 } as const;

/** What a decision that is made now is bound to. */
export function coveredNow({ evidence, severity }: Pick<Finding, 'evidence' | 'severity'>): Covered {
  return { evidence, severity };
}

/** True if a finding says nothing beyond what a decision was made for, and weighs no more than then. */
export function isCovered(finding: Pick<Finding, 'evidence' | 'severity'>, covers: Covered): boolean {
  return isWithinEvidence(finding.evidence, covers.evidence) && !isWorse(finding.severity, covers.severity);
}

/** True if `severity` weighs more than `than`. */
export function isWorse(severity: Severity, than: Severity): boolean {
  return severityRank(severity) < severityRank(than);
}

/** True if a waiver holds at a time. Both ISO times. */
export function holdsAt({ at, until }: { readonly at: string; readonly until: string }, now: string): boolean {
  return Date.parse(at) <= Date.parse(now) && Date.parse(now) < Date.parse(until);
}

/** True for a waiver that ends within 14 days. */
export function expiresSoon({ until }: Pick<Waiver, 'until'>, now: string): boolean {
  return Date.parse(until) - Date.parse(now) <= WAIVER_DAYS.soon * DAY_MS;
}

/**
 * 16 hex digits of a finding's evidence and severity, however its keys and lists are ordered: what binds a waiver in
 * `guardian.yaml` to what its author saw. Without the severity, a finding that escalated would be waived again by the
 * next scan.
 */
export function evidenceDigest({ evidence, severity }: Covered): string {
  return createHash('sha256').update(canonical({ evidence, severity })).digest('hex').slice(0, 16);
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(canonical))].sort().join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
    return `{${members.sort().join(',')}}`;
  }
  return JSON.stringify(value);
}

/** An acknowledged finding. */
export interface Acknowledged {
  readonly finding: Finding;
  readonly acknowledgement: Acknowledgement;
}

/** Acknowledged findings, the oldest decision first. */
export function acknowledgedFindings(unresolved: readonly Finding[]): Acknowledged[] {
  return unresolved
    .flatMap((finding) =>
      finding.state === 'acknowledged' && finding.acknowledgement
        ? [{ finding, acknowledgement: finding.acknowledgement }]
        : [],
    )
    .sort((a, b) => byText(a.acknowledgement.at, b.acknowledgement.at) || byText(a.finding.id, b.finding.id));
}

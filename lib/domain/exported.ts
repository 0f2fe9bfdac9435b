import type { ApprovalBasis } from './approval.ts';
import type { OAuthClient } from './client.ts';
import type { Gap } from './gaps.ts';
import type { UsageCounts } from './usage/day.ts';

/** What can be exported, beside findings and the history: rows of the same committed state as everything else. */

/** A client as it is, or as it was last seen. */
export interface ExportedClient {
  readonly org: string;
  readonly client: OAuthClient;
  readonly vendor: string | null;
  readonly isGone: boolean;
  /** ISO time since which it is as it is. */
  readonly since: string;
  readonly approvedBy: ApprovalBasis | null;
  /** Names of the roles and divisions of its grants; an id where no name is known. */
  readonly grants: readonly { readonly role: string; readonly division: string }[];
}

/** The requests of one client on one UTC day. A day of which nothing is known has no rows at all. */
export interface ExportedUsage extends UsageCounts {
  readonly org: string;
  readonly date: string;
  readonly client: { readonly id: string; readonly name: string };
  readonly vendor: string | null;
  /** ISO time at which Genesys was last seen to refresh the day: a day that is not over may still grow. */
  readonly asOf: string;
}

/** How much of the truth an export holds. */
export interface Completeness {
  /** ISO time of the newest scan; null before the first. */
  readonly asOf: string | null;
  readonly gaps: readonly Gap[];
  /** What else is not known of the rows at hand, in words. */
  readonly doubts?: readonly string[];
}

/** Sentences: why an export is not the whole truth. Empty: it is. */
export function incompleteBecause({ asOf, gaps, doubts = [] }: Completeness): string[] {
  if (asOf === null) return ["no run was made yet, so nothing is known: run 'guardian scan' first"];
  return [...gaps.map(({ source, status, reason }) => `${source} ${status}${reason ? `: ${reason}` : ''}`), ...doubts];
}

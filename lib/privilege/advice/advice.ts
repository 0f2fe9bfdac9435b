import type { OAuthClient } from '../../domain/client.ts';
import type { Day } from '../../domain/day.ts';
import type { Vendor } from '../../domain/manifest.ts';
import type { Division, Role } from '../../domain/org.ts';
import type { EndpointRow } from '../../domain/usage/day.ts';
import type { ApiOperation } from '../catalogue/operation.ts';

/**
 * What advice is made of, and what it says. Everything in it can be followed to a call: a name is kept because of calls,
 * removed because of none, and a call that no catalogue knows is listed and never dropped.
 */

/** A call as it is shown beside an advice. */
export interface CallCount {
  readonly method: string;
  /** With a leading slash. */
  readonly template: string;
  /** In the window of observation; 0 for a call that is declared only. */
  readonly requests: number;
}

/** How a call is known. */
export type CallBasis =
  /** Usage counted answers 2xx or 3xx. */
  | 'succeeded'
  /** Usage counted answers 4xx other than 429, and none that succeeded. That it was for want of a grant is inference. */
  | 'refused'
  /** Usage counted only 429 and 5xx: nobody knows whether the client may make the call. */
  | 'unanswered'
  /** The manifest's endpoints, or the vendor's own documentation, name it. Nobody saw it. */
  | 'declared';

/** One operation that a client calls, or says that it will. */
export interface KnownCall extends CallCount {
  readonly basis: CallBasis;
  readonly succeeded: number;
  readonly refused: number;
  readonly firstDay?: Day;
  readonly lastDay?: Day;
  /** True if the manifest names the call, whether or not it was observed. */
  readonly isDeclared?: boolean;
}

/** A call with the operation that it is, by the catalogue. */
export interface MappedCall extends KnownCall {
  readonly operation: ApiOperation;
  /** Why the call may need more than the catalogue says, in words. */
  readonly doubt?: string;
}

/** A call of which nobody knows what it needs. */
export interface UnmappedCall extends KnownCall {
  /** Why, in words. */
  readonly why: string;
  /** True for a pattern of the manifest: it approves calls, and announces none. */
  readonly isPattern?: boolean;
}

/** The days that were looked at. */
export interface Window {
  /** First and last UTC day, both inclusive. */
  readonly from: Day;
  readonly through: Day;
  readonly daysWanted: number;
  /** Days of the window whose calls by operation were read whole. */
  readonly daysObserved: number;
}

/** What is known of one client: all that advice depends on. */
export interface ClientEvidence {
  readonly client: OAuthClient;
  readonly vendor?: Vendor;
  /** Roles that the client holds, by id, as they are now. A role that nobody could read is absent. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Divisions of the org, by id. */
  readonly divisions: ReadonlyMap<string, Division>;
  readonly window: Window;
  /** Usage rows of the client in the window. */
  readonly rows: readonly EndpointRow[];
  /**
   * ISO time at which each scope, role grant (`grantKey`) or permission of a role (`gainKey`) was first seen; absent
   * where it was always there.
   */
  readonly grantedAt: ReadonlyMap<string, string>;
  /** True if its vendor has other clients in this org: what the manifest announces may be theirs. */
  readonly sharesVendor?: boolean;
  /** ISO time of the usage data. */
  readonly asOf: string | null;
}

/** A name (scope or permission) and the calls that prove something about it. */
export interface Proof {
  readonly name: string;
  readonly because: readonly CallCount[];
  /** Beside the calls: in words, where there is more to say. */
  readonly note?: string;
}

/** How much the advice is worth. */
export interface Confidence {
  readonly level: 'high' | 'medium' | 'low' | 'none';
  /** Each reason for not being higher, in words: days missing, unmapped calls, old data, young grants. */
  readonly reasons: readonly string[];
}

/** The advice for one client: `guardian advise --json`, and the ground of everything that is ready to apply. */
export interface Advice {
  readonly client: { readonly id: string; readonly name: string };
  readonly vendor: string | null;
  /** Scopes for grant types that scopes restrict; permissions, roles and divisions for client credentials. */
  readonly kind: 'scopes' | 'permissions';
  readonly basis: {
    readonly daysObserved: number;
    readonly daysWanted: number;
    /** Different operations that were mapped. */
    readonly operations: number;
    /** Requests of the window, mapped or not. */
    readonly requests: number;
    readonly unmapped: readonly ExplainedCall[];
    /** Mapped calls that may need more than the catalogue says. */
    readonly doubtful: readonly ExplainedCall[];
    readonly refused: readonly CallCount[];
    readonly declared: readonly CallCount[];
    readonly asOf: string | null;
  };
  readonly confidence: Confidence;
  /**
   * The least-risk set that serves every call that succeeded or is declared, and every other one that the present grants
   * allow: a 404 has passed the same door as a 200. Of permissions that the calls were seen to work with only: another
   * one that opens the same call may show other data. Sorted.
   */
  readonly minimal: readonly string[];
  /** True if nothing of less risk serves them: proved. */
  readonly optimal: boolean;
  readonly keep: readonly Proof[];
  readonly remove: readonly {
    readonly name: string;
    /** Observed calls that would fail without it. Empty for what nothing needs. */
    readonly breaks: readonly CallCount[];
    /** Set where it must not be removed yet, and why: a grant younger than 14 days, unmapped calls. */
    readonly wait?: string;
  }[];
  readonly narrow: readonly {
    readonly from: string;
    readonly to: readonly string[];
    readonly because: readonly CallCount[];
    /** What to ask before it is followed, in words. */
    readonly note?: string;
    /** As that of `remove`. */
    readonly wait?: string;
  }[];
  readonly add: readonly Proof[];
  /** What calls usually need others for, by a published source, where no call of the client shows it. */
  readonly dependencies: readonly Dependency[];
  /** For client credentials: the roles that would give exactly the minimal permissions, with their divisions. */
  readonly roles?: readonly AdvisedRole[];
  /** Total risk by the published table: now, after the advice, by a greedy choice, and by all that operations list. */
  readonly risk: {
    readonly now: number;
    readonly minimal: number;
    readonly greedy: number;
    readonly union: number;
  };
  /** Why one of several equally good sets was chosen, where there was a tie. */
  readonly ties: readonly string[];
  /** What else to know before the advice is followed, in words. */
  readonly notes: readonly string[];
}

/** A client of which no advice can be given. */
export interface NoAdvice {
  readonly client: { readonly id: string; readonly name: string };
  readonly vendor: string | null;
  readonly why: string;
}

/** A call, and what there is to say of it. */
export interface ExplainedCall extends CallCount {
  readonly why: string;
}

/** A look-up or a second step that a call is usually followed by. */
export interface Dependency {
  /** The observed or declared call. */
  readonly of: CallCount;
  /** The operation that usually follows: `GET /api/v2/routing/queues/{queueId}`. */
  readonly operation: string;
  /** Scopes or permissions that would open it beside the minimal set, sorted; empty where the minimal set does. */
  readonly needs: readonly string[];
  readonly why: string;
  /** Where that is from: curated by hand, never computed. */
  readonly source: string;
}

/** A role that the advice asks for, named after the pattern of Genesys' own: `Marketplace_App_Analytics_Only`. */
export interface AdvisedRole {
  readonly name: string;
  /** Sorted. */
  readonly permissions: readonly string[];
  /** Ids of divisions, or `*`. */
  readonly divisions: readonly string[];
  /** Why these divisions, where that is not simply where the permissions are held now. */
  readonly note?: string;
}

import type { Day } from './day.ts';
import type { Permission } from './permission.ts';
import type { Scope } from './scope.ts';

/** The days of which a client's calls are looked at. */
export interface CallWindow {
  readonly from: Day;
  /** The last day whose calls by operation were read. */
  readonly to: Day;
  /**
   * Why these days do not show all calls: some were not read, or nobody knows of them, or the newest one is too long
   * ago. While there is a reason, nothing may be called unused.
   */
  readonly gap?: string;
  /** True if the gap is at the window's end: what has been called lately is not known at all. */
  readonly isStale: boolean;
}

/** A call of which nobody can tell what it needed. */
export interface OpaqueCall {
  /** `METHOD /template`, as usage names it. */
  readonly operation: string;
  readonly why: string;
  /** True if such calls were refused, as far as status classes tell. */
  readonly isRefused: boolean;
}

/** What a role gives a client, and how much of that no call needed. Permissions that another one implies do not count. */
export interface RoleUse {
  readonly roleId: string;
  readonly held: number;
  /** Those that no call needed, and that the client has held for the whole window. */
  readonly unused: number;
  /** The same by their domain. */
  readonly unusedByDomain: Readonly<Record<string, number>>;
  /** A few of them, the riskiest first. */
  readonly examples: readonly Permission[];
  /** Those that no call needed, and that the client may hold for less than the window. */
  readonly unusedYoung: number;
}

/** Permissions that calls need and that no role of the client gives. */
export interface MissingNeed {
  /** `ANY`: one of them would do. `ALL`: each of them is missing. */
  readonly kind: 'ANY' | 'ALL';
  readonly permissions: readonly Permission[];
  /** Calls of the window that were refused, and did not succeed since: `METHOD /template`, sorted. */
  readonly refused: readonly string[];
  /** Calls that the manifest announces: `METHOD /template`, sorted. */
  readonly declared: readonly string[];
}

/** What a client's calls say of its grants. Made by `lib/privilege/use`; rules only read it. */
export interface GrantUse {
  /** False if it made no call in the window: that is another finding than grants that calls do not need. */
  readonly hasCalled: boolean;
  /** True if the guardian knows the client for less than the window: none of its grants can be old enough. */
  readonly isNew: boolean;
  /** Calls of the window of which nobody can tell what they needed: they may have needed any grant. */
  readonly opaque: readonly OpaqueCall[];
  /** Empty for a client that scopes do not restrict. */
  readonly unusedScopes: readonly Scope[];
  /** Unused, and perhaps held for less than the window. */
  readonly unusedYoungScopes: readonly Scope[];
  /** Held roles with anything unused. Empty for a client that roles do not restrict. */
  readonly roles: readonly RoleUse[];
  readonly missing: readonly MissingNeed[];
}

import type { Day } from '../../domain/day.ts';
import type { EntityKind, Role } from '../../domain/org.ts';
import type { ApprovableKind, ApprovalChange, Head, PastRevision, RunState } from '../../domain/run.ts';
import type { EndpointRow, UsageDay } from '../../domain/usage/day.ts';

/** A new state of an entity of any kind, with its time. */
export type EntityChange = { readonly [K in EntityKind]: PastRevision<K> }[EntityKind];

/** What changed in an org's past, and when (ISO time). */
export type PastChange =
  | { readonly at: string; readonly what: 'revision'; readonly revision: EntityChange }
  /** Somebody accepted the state of a client or an app. */
  | { readonly at: string; readonly what: 'approval'; readonly approval: ApprovalChange }
  /** Other sources than before are read whole. */
  | { readonly at: string; readonly what: 'coverage'; readonly sources: RunState['sources'] };

/** The committed past of an org, as far as it is stored: all that a back-test judges. */
export interface Past {
  /** ISO times: the state at `since`, and every change after it, up to and with `until`. */
  readonly since: string;
  readonly until: string;
  /** The entities and approvals at `since`; empty where nothing was known yet. */
  readonly start: PastStart;
  /** Oldest first. */
  readonly changes: readonly PastChange[];
  /** Bodies of roles as approved, by durable hash; those of revisions need not be among them. */
  readonly roleBodies: ReadonlyMap<string, Role>;
  /** Days whose counts are whole, oldest first, from as far before `since` as rules look back. */
  readonly usageDays: readonly UsageDay[];
  /** The first and the last day whose calls by operation were read without a gap; absent where none were. */
  readonly observed?: { readonly from: Day; readonly through: Day };
  /** ISO time by which clients, roles and divisions were first known whole. */
  readonly baselineAt?: string;
  readonly ownClientId?: string;
  /** What is taken to have been so, because nothing that is stored says otherwise: full sentences. */
  readonly assumptions: readonly string[];
}

export interface PastStart {
  readonly heads: { readonly [K in EntityKind]: readonly Head<K>[] };
  /** By id; also of entities of which no state at that time is stored. Those of the heads do not count. */
  readonly approvals: { readonly [K in ApprovableKind]: ReadonlyMap<string, Approval<K>> };
  readonly sources: RunState['sources'];
}

/** What was approved, by whom and when. */
export type Approval<K extends ApprovableKind> = NonNullable<Head<K>['approval']>;

/** Calls by operation of a few days, asked for while the past is walked through: of a year they would fill the memory. */
export type ReadCalls = (from: Day, through: Day) => Promise<readonly EndpointRow[]>;

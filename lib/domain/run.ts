import type { Coverage, SourceName } from './coverage.ts';
import type { AccessChange, Actor, Finding, Transition } from './finding.ts';
import type { EntityKind, EntityOf, Role } from './org.ts';
import type { SeverityCounts } from './severity.ts';
import type { EndpointRow, UsageSample } from './usage/day.ts';

/** What a run reads: configuration and usage may be scheduled apart; `all` is what the command line runs. */
export const JOBS = ['configuration', 'usage', 'all'] as const;
export type Job = (typeof JOBS)[number];

/** Somebody's decision, committed as a run of its own: so it is history, atomic, and in order with all scans. */
export const ACTS = ['ack', 'waive', 'reopen', 'accept'] as const;

export interface Act {
  readonly kind: (typeof ACTS)[number];
  /** Who decided. */
  readonly by: string;
  /** Why, in their words. */
  readonly note?: string;
}

/** What is remembered of a source from run to run. */
export interface SourceState {
  /** ISO time of the last complete read. */
  readonly completeAt?: string;
  /** Runs on end in which it was tried and not read whole. */
  readonly failures: number;
  readonly reason?: string;
}

/**
 * What the next run must know, carried from run record to run record, so that a quiet run reads one item and not
 * thousands.
 */
export interface RunState {
  /** 1 for an org's first committed run, then one more each. The conditional put of this number is the commit. */
  readonly seq: number;
  /** ISO time of the commit: never earlier than the run before, even if the clock was set back. */
  readonly at: string;
  /** Id and name as Genesys tells them; absent until `tokens/me` was read once. */
  readonly genesysOrg?: { readonly id: string; readonly name: string };
  /** Root hash of the last complete read, by kind; for usage, of the last sample. */
  readonly roots: Partial<Readonly<Record<EntityKind | 'usage', string>>>;
  /** The newest schedule slot (ISO time) that a committed run of each job has covered. */
  readonly slots: Partial<Readonly<Record<Job, string>>>;
  readonly sources: Partial<Readonly<Record<SourceName, SourceState>>>;
  /** Digest of everything that the last judgement of each job depended on: equal inputs need no second judgement. */
  readonly judged: Partial<Readonly<Record<Job, string>>>;
  /** Number of findings in state open, by severity. */
  readonly open: SeverityCounts;
  /** Digest of all unresolved findings and what is said of them: lets a run notice an index that lags behind. */
  readonly openDigest: string;
  /** Id of the guardian's own client; absent until `tokens/me` was read once. */
  readonly ownClientId?: string;
  /** ISO time by which clients, roles and divisions were first known whole: from then on, what is new is news. */
  readonly baselineAt?: string;
  /** ISO time up to which Genesys had counted usage, as the meter saw it last. */
  readonly usageAsOf?: string;
  /** The first UTC day from which calls by operation were read without a gap, up to `endpointsThrough`. */
  readonly endpointsFrom?: string;
  /** The last UTC day whose calls by operation were read. */
  readonly endpointsThrough?: string;
  /** ISO time at which something falls due by time alone (a waiver ends, a reminder): from then on no run is quiet. */
  readonly wakeAt?: string;
  /** Times of the newest run that read the org, where that is not this one: an act reads nothing. */
  readonly lastScan?: { readonly at: string; readonly startedAt: string };
}

/** A committed run. Small whatever happened in it: bulk is in its payload. */
export interface RunRecord extends RunState {
  readonly id: string;
  readonly org: string;
  readonly job: Job | 'act';
  /** What somebody decided, where the job is `act`. Its coverage is that of the last scan. */
  readonly act?: Act;
  /** Schedule slot that the run covers; absent for a run that somebody started by hand. */
  readonly slot?: string;
  /** Distinguishes two tries at the same `seq`; the payload is filed under it. */
  readonly attempt: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly apiCalls: number;
  readonly coverage: Coverage;
  readonly isBaseline: boolean;
  readonly counts: {
    readonly revisions: number;
    readonly transitions: number;
    readonly usageRows: number;
    readonly reminders?: number;
  };
  /** Number of payload chunks; 0 for a quiet run. */
  readonly chunks: number;
  /** What people should know beside findings: a clock that went backwards, manifest names that do not resolve. */
  readonly warnings: readonly string[];
}

/** A new state of one entity: written only when its durable hash changed. `body` is null when it is gone. */
export interface Revision<K extends EntityKind = EntityKind> {
  readonly kind: K;
  readonly id: string;
  readonly hash: string;
  readonly body: EntityOf[K] | null;
  /** The last known state of an entity that is gone, so that its name is not lost. */
  readonly last?: EntityOf[K];
  readonly actor?: Actor;
  readonly change?: AccessChange;
}

/** The kinds of entity that are approved or not. */
export type ApprovableKind = 'client' | 'authorization';

/** A new approval of an entity as it is in this run's revision or head. */
export type ApprovalChange = {
  [K in ApprovableKind]: {
    readonly kind: K;
    readonly id: string;
    readonly by: 'baseline' | 'first-sighting' | 'accepted';
    readonly body: EntityOf[K];
    /** For clients: the hash of each role held, as approved. */
    readonly roles: Readonly<Record<string, string>>;
    /** For clients: the name of each division of a grant, as approved. */
    readonly divisions?: Readonly<Record<string, string>>;
    /** Who accepted it, and why. */
    readonly author?: string;
    readonly note?: string;
  };
}[ApprovableKind];

/** Everything that a run found out, written before the commit and visible only through it. */
export interface RunPayload {
  readonly revisions: readonly Revision[];
  readonly approvals: readonly ApprovalChange[];
  readonly transitions: readonly Transition[];
  readonly usage: readonly UsageSample[];
  readonly endpoints: readonly EndpointRow[];
  /** Open findings of which people are told again, as they are now: nothing about them changed. */
  readonly reminders?: readonly Finding[];
}

/** The committed present of one entity. */
export interface Head<K extends EntityKind = EntityKind> {
  readonly kind: K;
  readonly id: string;
  readonly hash: string;
  /** Null when the entity is gone. */
  readonly body: EntityOf[K] | null;
  readonly last?: EntityOf[K];
  /** Time of the run that brought this state. */
  readonly since: string;
  readonly approval?: {
    readonly body: EntityOf[K];
    readonly by: ApprovalChange['by'];
    readonly at: string;
    readonly roles: Readonly<Record<string, string>>;
    readonly divisions?: Readonly<Record<string, string>>;
    readonly author?: string;
    readonly note?: string;
  };
}

/** A revision with the run that brought it: one state in an entity's past. */
export type PastRevision<K extends EntityKind = EntityKind> = Revision<K> & {
  readonly at: string;
  readonly seq: number;
  readonly run: string;
};

/** The times of the newest run that read the org: those of this one, or of the one that an act follows. */
export function lastScanOf(run: RunRecord): { readonly at: string; readonly startedAt: string } {
  return run.lastScan ?? { at: run.at, startedAt: run.startedAt };
}

/** One line of the history: a transition with its time and run. */
export interface HistoryRecord extends Transition {
  readonly at: string;
  readonly run: string;
  readonly seq: number;
}

/** Role bodies by durable hash: what an approval's `roles` point at. */
export type RoleBodies = ReadonlyMap<string, Role>;
export type FindingsById = ReadonlyMap<string, Finding>;

/**
 * The doors between the jobs and the world: what a Genesys Cloud org, a store, an alert channel and a clock must do.
 * Small on purpose. One contract suite in `test/contracts` says what every store does.
 */
import type { OAuthClient } from './domain/client.ts';
import type { Read, SourceCoverage } from './domain/coverage.ts';
import type { Finding } from './domain/finding.ts';
import type { HistoryFilter } from './domain/history-filter.ts';
import type { Authorization, Division, EntityKind, Integration, Role } from './domain/org.ts';
import type {
  FindingsById,
  Head,
  HistoryRecord,
  Job,
  PastRevision,
  RoleBodies,
  RunPayload,
  RunRecord,
} from './domain/run.ts';
import type { Severity } from './domain/severity.ts';
import type { WrittenWaiver } from './domain/triage.ts';
import type { CallProfile } from './domain/usage/call-profile.ts';
import type { EndpointRow, UsageDay, UsageRow } from './domain/usage/day.ts';
import type { UsageSummary } from './domain/usage/summary.ts';

/** Time, injectable: `GUARDIAN_NOW` replaces it in tests and replays. */
export interface Clock {
  now(): Date;
  /**
   * Waits, in real time for the real clock; a frozen clock moves itself forward and returns at once. Returns early when
   * the signal is aborted.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The guardian's own client and org, as `GET /api/v2/tokens/me` tells them. */
export interface Self {
  readonly org: { readonly id: string; readonly name: string };
  readonly clientId: string;
  readonly clientName: string;
  readonly grants: OAuthClient['grants'];
}

/** An audit entry about an OAuth client or a role. Source: docs/genesys.md, Audits. */
export interface AuditEntry {
  readonly at: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly action: string;
  readonly actorId: string;
  readonly actorName?: string;
  /** Names of the properties that the entry says were changed. */
  readonly properties: readonly string[];
}

/** The days and the detail of a usage read. Both days are inclusive UTC days, `yyyy-MM-dd`. */
export interface UsageQuery {
  readonly from: string;
  readonly to: string;
}

/** Rates of the platform API that hold for the guardian's token, per minute. */
export interface RateLimits {
  readonly clientTokenPerMinute: number;
}

/**
 * A Genesys Cloud org, read only. Methods do not throw for what Genesys or the network does: they answer what was
 * seen, with a coverage that says how much that is and why. They throw for mistakes of ours only.
 */
export interface GenesysSource {
  self(): Promise<{ readonly self?: Self; readonly coverage: SourceCoverage }>;
  clients(): Promise<Read<OAuthClient>>;
  roles(): Promise<Read<Role>>;
  divisions(): Promise<Read<Division>>;
  integrations(): Promise<Read<Integration>>;
  authorizations(): Promise<Read<Authorization>>;
  /** Requests by client and day. `coverage.asOf` is the time of the read; the meter finds the data's own time. */
  usage(query: UsageQuery): Promise<Read<UsageRow>>;
  /** Requests by client, method, template and day. */
  endpoints(query: UsageQuery): Promise<Read<EndpointRow>>;
  /** Audit entries of OAuth clients and roles between two ISO times, newest first. */
  audits(query: { readonly from: string; readonly to: string }): Promise<Read<AuditEntry>>;
  limits(): Promise<{ readonly limits?: RateLimits; readonly coverage: SourceCoverage }>;
  /** Requests sent so far by this source, token requests and retries included. */
  readonly apiCalls: number;
}

/** What a commit came to. `conflict`: another run committed first; nothing of this one is visible. */
export type CommitOutcome =
  | { readonly outcome: 'committed' }
  | { readonly outcome: 'conflict'; readonly latest: RunRecord };

/** A page of an answer, and the cursor of the next one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A time range; both ends optional, ISO times, `from` inclusive, `to` exclusive. */
export interface TimeRange {
  readonly from?: string;
  readonly to?: string;
}

/** A question to the history. */
export interface HistoryQuery extends TimeRange, HistoryFilter {
  /** Most records of a page, 1 to 1000. Default: 100. */
  readonly limit?: number;
  /** `next` of the page before, to the same question; its times may have moved on. */
  readonly cursor?: string;
}

/** How an org's history is laid out in the database. Versions only go up, and an older one answers the same, slower. */
export interface HistoryLayout {
  readonly version: number;
  /** What this guardian writes. */
  readonly newest: number;
}

/** How far a migration has come. */
export interface MigrationProgress {
  /** Clients whose past is done, of those that have one. */
  readonly clients: number;
  readonly ofClients: number;
  /** Records looked at by this call. */
  readonly records: number;
  /** Items written by this call, or that would be. */
  readonly entries: number;
}

/** What a migration came to. */
export interface Migration extends MigrationProgress {
  readonly from: HistoryLayout;
  readonly to: HistoryLayout;
}

export interface MigrationOptions {
  /** True: read everything, write nothing. */
  readonly isDryRun?: boolean;
  readonly onProgress?: (progress: MigrationProgress) => void;
}

/** What reading and writing cost: counts for `npm run bench`, metrics and people. */
export interface StoreConsumption {
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly itemsRead: number;
  readonly itemsWritten: number;
}

/**
 * The guardian's memory. A run becomes visible with one conditional put of its record, wholly or not at all;
 * everything else is a projection of committed runs, repaired by whoever comes next.
 * Throws {@link StoreError} for what the database does; never answers an error as an empty result.
 */
export interface Store {
  /** The newest committed run of an org, strongly consistent. Finishes a projection that a dead run left behind. */
  latestRun(org: string): Promise<RunRecord | undefined>;
  /** Makes a run visible, then projects it. A crash after the commit loses nothing: see {@link latestRun}. */
  commit(run: RunRecord, payload: RunPayload): Promise<CommitOutcome>;
  /** The committed present of all entities of a kind, gone ones included. */
  heads<K extends EntityKind>(org: string, kind: K): Promise<readonly Head<K>[]>;
  /** Bodies of roles by durable hash, for approvals; unknown ones are absent. */
  roleBodies(
    org: string,
    references: readonly { readonly roleId: string; readonly hash: string }[],
  ): Promise<RoleBodies>;
  /** All findings that are not resolved. `openDigest` of the newest run guards against a lagging index. */
  unresolvedFindings(org: string, openDigest?: string): Promise<readonly Finding[]>;
  findingsById(org: string, ids: readonly string[]): Promise<FindingsById>;
  /** Known usage days of a range of UTC days, both ends inclusive, oldest first; a client's own rows where one is named. */
  usageDays(org: string, from: string, to: string, clientId?: string): Promise<readonly UsageDay[]>;
  /** Calls by operation of a client (or all), both ends inclusive. */
  endpointDays(org: string, from: string, to: string, clientId?: string): Promise<readonly EndpointRow[]>;
  /**
   * Which operations clients have ever called, and when: of all clients or of one. A client without a profile was not
   * observed; how far back profiles reach is `endpointsFrom` of the newest run.
   */
  callProfiles(org: string, clientId?: string): Promise<readonly CallProfile[]>;
  /** A run's payload, for notification and replay. */
  payload(run: RunRecord): Promise<RunPayload>;

  /** Resolved findings, newest first by last sight. */
  resolvedFindings(org: string): Promise<readonly Finding[]>;
  /**
   * Transitions, newest first. Reads little more than it answers where one of client, vendor, rule and actor is named;
   * where several are, as much as the rarest of them has. A page may be shorter than its limit although more follows:
   * only an absent `next` says that it is the last one. What is committed meanwhile changes no later page.
   */
  history(org: string, query: HistoryQuery): Promise<Page<HistoryRecord>>;
  /** How the org's history is laid out; the newest layout where there is none yet. */
  historyLayout(org: string): Promise<HistoryLayout>;
  /**
   * Lifts a history that an older version wrote to the newest layout. May be broken off, done twice, and done while
   * runs are committed: it goes on where it was, and what is there already stays as it is.
   */
  migrateHistory(org: string, options?: MigrationOptions): Promise<Migration>;
  /** States of one entity, newest first. With `limit: 1` and `to`, the state at a time. */
  revisions<K extends EntityKind>(
    org: string,
    kind: K,
    id: string,
    query: TimeRange & { readonly limit?: number },
  ): Promise<readonly PastRevision<K>[]>;
  /** Committed runs, newest first. */
  runs(org: string, query: TimeRange & { readonly limit?: number; readonly cursor?: string }): Promise<Page<RunRecord>>;
  /** Committed runs after `seq`, oldest first: what a notifier has still to deliver. */
  runsAfter(org: string, seq: number, limit: number): Promise<readonly RunRecord[]>;

  /** The newest run that a channel has delivered, and the keys of messages already sent for the one after it. */
  deliveryMark(org: string, channel: string): Promise<DeliveryMark>;
  saveDeliveryMark(org: string, channel: string, mark: DeliveryMark): Promise<void>;

  readonly consumption: StoreConsumption;
  close(): Promise<void>;
}

export interface DeliveryMark {
  /** 0 where nothing was delivered yet. */
  readonly seq: number;
  /** Keys of messages of run `seq + 1` that were already accepted. */
  readonly sent: readonly string[];
  /** Absent where there is nothing to remember of text messages. */
  readonly texts?: TextsSent;
  /** ISO time up to which everything was told, where a channel goes by time and not by runs: digests do. */
  readonly toldUpTo?: string;
}

/** What a channel remembers of its text messages: they wake people, so there is a limit to them. */
export interface TextsSent {
  /** ISO times of those that were sent in the last hour, oldest first. */
  readonly sentAt: readonly string[];
  /** Those that were held back since the last one was sent. */
  readonly heldBack: number;
}

/** What Genesys tells as it happens: that something of interest was changed in an org. */
export interface ChangeNotice {
  /** Genesys' id of the org. */
  readonly genesysOrgId: string;
  /** ISO time at which Genesys told it: not earlier than the change. */
  readonly at: string;
}

/** One run that is to be made: what dispatch asks of a worker. */
export interface ScanRequest {
  readonly org: string;
  readonly job: Job;
  /** ISO time of the schedule: the same slot twice is one run. */
  readonly slot: string;
  /** Not before so many seconds from now. Default: at once. */
  readonly delaySeconds?: number;
}

/** Where runs are asked for. Asking twice for the same slot does no harm. */
export interface WorkQueue {
  /** Resolves when every request was accepted; rejects, naming those that were not, and is asked again with all. */
  send(requests: readonly ScanRequest[]): Promise<void>;
}

/** One message to people: of one run and one severity class. */
export interface AlertMessage {
  /** Stable: a retry after a crash sends the same key again. */
  readonly key: string;
  readonly org: string;
  readonly severity: Severity;
  /** `alert`, `reminder` (still open), `summary` (first run, storm), `resolved`, `digest`, `test`. */
  readonly kind: 'alert' | 'reminder' | 'summary' | 'resolved' | 'digest' | 'test';
  /** ASCII, under 100 characters. */
  readonly subject: string;
  readonly text: string;
  /** The same for mail programs that show HTML; absent where the text is all. */
  readonly html?: string;
  /** What the message is about, for programs, without names of actors; absent where it is about no finding. */
  readonly findings?: readonly Finding[];
  /** At most 140 GSM-7 characters; absent where the severity does not deserve one. */
  readonly sms?: string;
  /** What subscribers filter by. `vendor`, `owner` and `rule` may be `several` or `none`. */
  readonly attributes: Readonly<Record<'severity' | 'vendor' | 'owner' | 'rule' | 'state' | 'kind' | 'org', string>>;
  readonly at: string;
}

/** What a digest tells of an org. */
export interface DigestFacts {
  readonly org: string;
  /** ISO time of the schedule that asks for the digest; everything is told up to then. */
  readonly slot: string;
  /** ISO time from which on things are new: the last digest's, or a period before this one. */
  readonly since: string;
  /** The newest run; absent where none was made yet. */
  readonly run?: RunRecord;
  /** Findings that are not resolved. */
  readonly unresolved: readonly Finding[];
  /** Transitions since then, newest first. */
  readonly records: readonly HistoryRecord[];
  readonly usage: UsageSummary;
  /** Waivers of `guardian.yaml` that are of this org, each with its finding if there ever was one. Default: none. */
  readonly waivers?: readonly { readonly waiver: WrittenWaiver; readonly finding?: Finding }[];
  /** Where the newest report is; absent where none was ever written. */
  readonly report?: ReportPlace;
}

/** Where people find a report. */
export interface ReportPlace {
  /** ISO time at which it was made. */
  readonly at: string;
  /** A path, or `s3://bucket/key`. */
  readonly location: string;
  /** For a browser, where there is such a thing. */
  readonly link?: string;
}

/** A way to reach people. */
export interface AlertSink {
  /** Its delivery mark hangs on it: never the same for two ways, and never another one for the same way. */
  readonly channel: string;
  /** True for a screen: it shows what the newest run says, and what nobody watched is not shown later. */
  readonly isScreen?: boolean;
  /** Absent where a channel sends no text messages. */
  readonly texts?: TextRules;
  /** Whether a message is meant for this channel. Absent where all are. */
  wants?(message: AlertMessage): boolean;
  /**
   * Resolves only when the message was accepted; rejects otherwise, and is asked again. Rejects with an error whose
   * `isFinal` is true where it will never take this very message, whatever anybody does.
   */
  send(message: AlertMessage): Promise<void>;
}

/** When and what a channel may send to telephones. The rest of a message goes out all the same. */
export interface TextRules {
  readonly perHour: number;
  /** The time at which a message is handed over. */
  now(): Date;
  /** The text message; undefined where no telephone is to ring for it. It says how many were held back before it. */
  textOf(message: AlertMessage, heldBack: number): string | undefined;
}

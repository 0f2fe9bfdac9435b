import type { ApprovalBasis } from './approval.ts';
import type { Day } from './day.ts';
import type { AccessChange, Actor, Cause, Finding, FindingState } from './finding.ts';
import type { Overview } from './overview.ts';
import type { Residue } from './residue.ts';
import type { Severity } from './severity.ts';
import type { DaySpan } from './usage/calendar.ts';
import type { MonthForecast } from './usage/forecast.ts';

/**
 * Everything that a report shows of an org, in rows. Gathered from one committed state of the history
 * (`lib/jobs/queries/report`), drawn by `lib/report`. Data, JSON through and through: it travels inside the page.
 */
export interface ReportFacts {
  readonly overview: Overview;
  /** ISO times: what the report looks back on; `until` is when it was made. */
  readonly since: string;
  readonly until: string;
  /** Set where the report is about one client only. */
  readonly only?: { readonly id: string; readonly name: string };
  /** Unresolved ones, and those resolved within the range; worst and oldest first. */
  readonly findings: readonly Finding[];
  /** Within the range, newest first. */
  readonly events: readonly ReportEvent[];
  /** True where there were more events than a report holds: the oldest are left out. */
  readonly eventsCut: boolean;
  /** Present clients and those that went within the range, by vendor and name, those of no vendor last. */
  readonly clients: readonly ReportClient[];
  readonly quota: ReportQuota;
  readonly residue: Residue;
  /** What is new since the report before this one; null where there was none. */
  readonly sinceLast: SinceLast | null;
}

/** One line of the drift timeline. The finding is named by id: it is in `findings`, or ended before the range. */
export interface ReportEvent {
  readonly at: string;
  readonly findingId: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly from: FindingState | null;
  readonly to: FindingState;
  readonly client: { readonly id: string; readonly name: string };
  readonly vendor: string | null;
  readonly title: string;
  readonly change?: AccessChange;
  readonly cause?: Cause;
  readonly actor?: Actor;
}

/** Whether observed calls needed a grant. Unknown where calls were not observed for long enough, or not all of them. */
export type Used = 'yes' | 'no' | 'unknown';

/** One client: a row of the matrix, and a page of its own. */
export interface ReportClient {
  readonly id: string;
  readonly name: string;
  readonly vendor: string | null;
  /** Who answers for the vendor, by the manifest. */
  readonly owner: string | null;
  readonly grantType: string;
  readonly state: string;
  readonly restrictedBy: 'scopes' | 'permissions' | 'unknown';
  /** True where the client is no longer there: the rest is its last known state. */
  readonly isGone: boolean;
  /** ISO time since which it is as it is. */
  readonly since: string;
  /** Who or what approved it as it should be. Null: nothing is approved. */
  readonly approvedBy: ApprovalBasis | null;
  readonly deletesAt?: string;
  readonly tokenSeconds: number;
  readonly redirectUris: readonly string[];
  /** Held or approved, by name. For client credentials too: there they restrict nothing. */
  readonly scopes: readonly ReportScope[];
  /** Held roles by division, the ones that reach beyond first. */
  readonly grants: readonly ReportGrant[];
  /** Within the range, newest first; the one before it too, so that the first change can be read. */
  readonly revisions: readonly ReportRevision[];
  /** Requests on each day of `quota.days`; null where the day is unknown. Empty where no day is known at all. */
  readonly requests: readonly (number | null)[];
  /** By the newest data, of the hourly quota; null where either is unknown. */
  readonly share: number | null;
  readonly perHour: number | null;
  readonly forecastMonth: number | null;
  /** Null where none can be given; `noAdvice` then says why. */
  readonly advice: ReportAdvice | null;
  readonly noAdvice?: string;
}

export interface ReportScope {
  readonly name: string;
  readonly isApproved: boolean;
  readonly isHeld: boolean;
  readonly used: Used;
  readonly severity: Severity;
}

export interface ReportGrant {
  readonly role: { readonly id: string; readonly name: string };
  readonly division: { readonly id: string; readonly name: string };
  /** Number of permissions that the role gives; null where the role could not be read. */
  readonly permissions: number | null;
  /** Risk of the worst permission; null where the role could not be read. */
  readonly severity: Severity | null;
  readonly isApproved: boolean;
  /** `home`: every user's; `all`: every division; `beyond`: not approved there; null: as approved. */
  readonly reach: 'home' | 'all' | 'beyond' | null;
}

export interface ReportRevision {
  readonly at: string;
  readonly isGone: boolean;
  readonly actor?: Actor;
  readonly change?: AccessChange;
}

/** The least grant in short; the whole of it is `guardian advise`. */
export interface ReportAdvice {
  readonly kind: 'scopes' | 'permissions';
  readonly daysObserved: number;
  readonly daysWanted: number;
  readonly confidence: string;
  readonly keep: readonly string[];
  readonly remove: readonly { readonly name: string; readonly wait?: string }[];
  readonly narrow: readonly { readonly from: string; readonly to: readonly string[] }[];
  readonly add: readonly string[];
}

/** The API allowance, by day. */
export interface ReportQuota {
  /** Every UTC day of the range, oldest first: the axis of all series of requests. */
  readonly days: readonly Day[];
  /** Of all clients but Genesys' own; null where the day is unknown. */
  readonly total: readonly (number | null)[];
  /** Whole requests per hour; null where no quota is configured. */
  readonly hourlyQuota: number | null;
  readonly monthlyAllowance: number | null;
  /** Share of the hourly quota above which the guardian alerts: 0.5 unless `guardian.yaml` says otherwise. */
  readonly alertShare: number;
  /** Clients by vendor, the greatest share first. Clients of no vendor stand alone, under their own name. */
  readonly vendors: readonly {
    readonly name: string;
    readonly isVendor: boolean;
    readonly clients: readonly string[];
    readonly perHour: number | null;
    readonly share: number | null;
  }[];
  /** The billing month, both days inclusive. */
  readonly month: DaySpan;
  /** Requests counted by the end of each past day of the month; null from the first day on that is unknown. */
  readonly burnDown: readonly { readonly day: Day; readonly counted: number | null }[];
  /** With the interval that holds the month in 80 % of the cases. */
  readonly forecast: MonthForecast;
}

/** What is new since an earlier report. */
export interface SinceLast {
  /** ISO time of that report. */
  readonly at: string;
  readonly opened: readonly string[];
  readonly resolved: readonly string[];
  /** Acknowledged, waived, reopened, grown. */
  readonly changed: readonly string[];
  /** Ids of clients that came, changed or went. */
  readonly clients: readonly string[];
  /** Set where more happened than a report reads: the oldest of it is not in here. */
  readonly isPartial?: true;
}

import type { EffectiveAccess } from '../domain/access.ts';
import type { ClientApproval } from '../domain/approval.ts';
import type { OAuthClient } from '../domain/client.ts';
import type { Coverage, SourceName } from '../domain/coverage.ts';
import type { AccessChange, Json } from '../domain/finding.ts';
import type { CallWindow, GrantUse } from '../domain/grant-use.ts';
import type { OrgConfig, Thresholds, Vendor } from '../domain/manifest.ts';
import type { Authorization, OrgSnapshot } from '../domain/org.ts';
import type { Scope } from '../domain/scope.ts';
import type { Severity } from '../domain/severity.ts';
import type { Budget } from '../domain/usage/budget.ts';
import type { EndpointRow, UsageDay } from '../domain/usage/day.ts';

/**
 * A rule is one pure judgement with three outcomes. `unknown` is never reported as clean and never resolves anything.
 * A new rule is one file here, a line in `index.ts`, and a test; its documentation page is generated from `doc`.
 */
export type Rule = ClientRule | OrgRule | MeteredRule;

interface RuleBase {
  /** The name in docs/rules.md: never changed, for findings are identified by it. */
  readonly id: string;
  /** What the catalogue shows; a rule that weighs each violation says by what. */
  readonly defaultSeverity: Severity | string;
  /** Sources that must have been read completely. Without them the engine answers `unknown` and the rule is not asked. */
  readonly needs: readonly SourceName[];
  /**
   * Those of `needs` that do not have to be of this run: where it did not ask, the last run that did will do, if it read
   * the source whole and not too long ago. For a rule that joins what different jobs read.
   */
  readonly recalls?: readonly SourceName[];
  readonly doc: RuleDoc;
}

/** Judges every present client on its own. */
export interface ClientRule extends RuleBase {
  readonly scope: 'client';
  /** True if it finds nothing but differences from the approval. The engine then need not ask it about a client without any. */
  readonly isDrift?: boolean;
  judge(facts: ClientFacts, context: RuleContext): Verdict;
}

/** Judges the org as a whole: gone clients, the guardian itself, sums over clients. */
export interface OrgRule extends RuleBase {
  readonly scope: 'org';
  judge(context: RuleContext): Verdict;
}

/** Judges every client that usage counts or could count: a vendor-owned app burns quota, though no list of clients has it. */
export interface MeteredRule extends RuleBase {
  readonly scope: 'metered';
  judge(client: MeteredClient, usage: UsageFacts, context: RuleContext): Verdict;
}

/** The rule's page in `docs/rules.md`. Full sentences, in the reader's words. */
export interface RuleDoc {
  readonly what: string;
  readonly why: string;
  readonly when: string;
  readonly fix: string;
  readonly silence: string;
}

export type Verdict =
  | { readonly outcome: 'compliant' }
  /** `alsoUnknown`: what could not be judged beside the violations. */
  | ({
      readonly outcome: 'violated';
      readonly violations: readonly Violation[];
      readonly alsoUnknown?: string;
    } & Unknown)
  | ({ readonly outcome: 'unknown'; readonly because: string } & Unknown);

interface Unknown {
  /**
   * The subjects of which nothing is known. Left out: none of the rule's findings may resolve for the client. Given:
   * all others may.
   */
  readonly unknownSubjects?: readonly string[];
}

/** One thing that is wrong: becomes a finding. */
export interface Violation {
  /** What distinguishes this from other violations of the same rule on the same client. Stable across runs. */
  readonly subject: string;
  readonly severity: Severity;
  /** A dozen words: what changed or is wrong. */
  readonly title: string;
  /** Why it matters, in a sentence or three. */
  readonly because: string;
  /** What proves it. When it grows, a waiver no longer covers it; so no times and no counts that move by themselves. */
  readonly evidence: { readonly [key: string]: Json };
  /** What differs between approved and present. */
  readonly change?: AccessChange;
  /** What to do, as steps with the screen in the admin UI. */
  readonly fix: readonly string[];
  /** Ids of the entities whose edit can have brought it, the likeliest first. @default the client's own */
  readonly changedBy?: readonly string[];
  /** For org rules: the client that it is about. */
  readonly client?: { readonly id: string; readonly name: string };
  /** For org rules: the vendor, where one is known. */
  readonly vendor?: string;
}

/** All that is known of one present client. */
export interface ClientFacts {
  readonly client: OAuthClient;
  readonly vendor?: Vendor;
  /** Vendor by an installed integration, where the manifest names none. */
  readonly integrationVendor?: string;
  readonly access: EffectiveAccess;
  readonly approval: ClientApproval;
  /**
   * True if the client and every role that it holds are what was approved at first sight or accepted, and the manifest
   * says nothing else: no rule that only compares with the approval has anything to find.
   */
  readonly isAsApproved?: boolean;
  /** What its calls say of its grants; absent where no calls by operation are known in this run. */
  readonly use?: GrantUse;
  /** True if the client changed between the two reads of this run: nothing is said of it. */
  readonly isUnsettled: boolean;
}

/** A client as the usage meter sees it: one of the org's own, one that is gone, or an app of a vendor. */
export interface MeteredClient {
  readonly id: string;
  readonly name: string;
  /** Where the manifest names one. */
  readonly vendor?: Vendor;
  /** The manifest's name of the vendor, else the one that an installed integration gives. */
  readonly vendorName?: string;
  /** True if the client changed between the two reads of this run. */
  readonly isUnsettled: boolean;
}

/** A client that was seen before and is no longer there. */
export interface GoneClient {
  readonly client: OAuthClient;
  readonly vendor?: Vendor;
  /** ISO time of the run that first missed it. */
  readonly goneSince: string;
}

/** What the guardian knows of its own reading: input of `guardian-blind`. */
export interface SourceHistory {
  /** Runs on end in which the source was not read whole, this run included. */
  readonly failures: number;
  readonly lastCompleteAt?: string;
}

/** Usage as the meter knows it: known days, oldest first. */
export interface UsageFacts {
  readonly days: readonly UsageDay[];
  /** Calls by operation of the newest days that were read with that detail. */
  readonly endpoints: readonly EndpointRow[];
  /** The days of calls by operation that `ClientFacts.use` is about; absent where none were ever read. */
  readonly calls?: CallWindow;
  /** Undefined where no licence, allowance or quota is configured. */
  readonly budget?: Budget;
  /** ISO time up to which Genesys had counted; undefined where no day is known. */
  readonly asOf?: string;
}

/** The guardian's own client, as `tokens/me` and the roles show it. */
export interface SelfFacts {
  readonly client: { readonly id: string; readonly name: string };
  readonly access: EffectiveAccess;
}

/** Everything a rule may look at. The same inputs always give the same verdict. */
export interface RuleContext {
  readonly org: OrgConfig;
  readonly thresholds: Thresholds;
  readonly now: string;
  readonly coverage: Coverage;
  readonly sources: Partial<Readonly<Record<SourceName, SourceHistory>>>;
  readonly snapshot: OrgSnapshot;
  readonly clients: readonly ClientFacts[];
  readonly gone: readonly GoneClient[];
  /** Authorisations as approved (first complete sighting or accepted), by client id. */
  readonly approvedAuthorizations: ReadonlyMap<string, Authorization>;
  /** All scopes that exist: what "nearly the whole catalogue" is measured against. */
  readonly scopeCatalogue: readonly Scope[];
  readonly vendors: readonly Vendor[];
  readonly usage?: UsageFacts;
  /** Id of the guardian's own client, as any run has learnt it: `self` is known only to runs that read it. */
  readonly ownClientId?: string;
  readonly self?: SelfFacts;
}

export const compliant: Verdict = { outcome: 'compliant' };

/** `compliant` for an empty list, else `violated`. With something unknown beside it, an empty list is `unknown`. */
export function violatedBy(
  violations: readonly Violation[],
  alsoUnknown?: string,
  unknownSubjects?: readonly string[],
): Verdict {
  if (!alsoUnknown) return violations.length > 0 ? { outcome: 'violated', violations } : compliant;
  const unknown = unknownSubjects && { unknownSubjects };
  return violations.length > 0
    ? { outcome: 'violated', violations, alsoUnknown, ...unknown }
    : { outcome: 'unknown', because: alsoUnknown, ...unknown };
}

export function unknownBecause(because: string): Verdict {
  return { outcome: 'unknown', because };
}

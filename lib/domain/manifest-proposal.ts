import type { Day } from './day.ts';
import type { OrgConfig } from './manifest.ts';

/**
 * A `guardian.yaml` that the guardian proposes: what is there now, with what somebody should know before it is committed.
 * Data; `lib/config/init` writes it. Every text may hold names of strangers: whoever writes it makes them harmless.
 */
export interface ManifestProposal {
  readonly org: OrgConfig;
  /** ISO time of the state that it was made of; null where nothing was ever read. */
  readonly asOf: string | null;
  /** True where the advised least stands in place of what is held, wherever that is sure. */
  readonly isLeast: boolean;
  /** What holds for the whole, a sentence each. */
  readonly notes: readonly string[];
  /** By name. */
  readonly vendors: readonly ProposedVendor[];
  /** Clients without an entry, by name. */
  readonly leftOut: readonly LeftOutClient[];
}

export interface LeftOutClient {
  readonly id: string;
  readonly name: string;
  /** One sentence. */
  readonly why: string;
}

/** One entry under `vendors`. An aspect that is left out goes on being approved by its first sighting. */
export interface ProposedVendor {
  readonly name: string;
  /** What to look at in the entry as a whole, a sentence each. */
  readonly notes: readonly string[];
  readonly clients: readonly ProposedClient[];
  /** Set where the file has several orgs. */
  readonly orgs?: readonly string[];
  readonly grantType?: string;
  readonly scopes?: readonly ProposedLine[];
  readonly roles?: readonly ProposedRole[];
  readonly permissions?: readonly ProposedLine[];
  readonly redirectUris?: readonly string[];
  readonly maxTokenSeconds?: number;
  /** Aspects that cannot be written, with the reason. */
  readonly unwritten: readonly string[];
  /** Suggested, not written: what somebody has to decide. */
  readonly quotaShare?: { readonly value: number; readonly why: string };
  /** Observed calls, suggested and not written; `more` were left out. */
  readonly endpoints?: { readonly calls: readonly string[]; readonly more: number };
  readonly reviewBy: Day;
}

export interface ProposedClient {
  /** Its id, or its name where that was asked for and says the same. */
  readonly written: string;
  readonly id: string;
  readonly name: string;
}

/** A value with what to know of it. */
export interface ProposedLine {
  readonly value: string;
  readonly notes: readonly string[];
}

export interface ProposedRole {
  readonly name: string;
  readonly divisions: readonly string[];
  readonly notes: readonly string[];
}

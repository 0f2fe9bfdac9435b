import type { GuardianConfig } from '../domain/manifest.ts';
import type { ManifestProposal } from '../domain/manifest-proposal.ts';
import type { ManifestProblem, PlaceOf } from '../domain/manifest-verdict.ts';
import type { OrgState } from '../domain/org-state.ts';
import type { Clock } from '../ports.ts';
import type { Rule } from '../rules/rule.ts';

/** A `guardian.yaml` as it was read: its configuration, or all that is wrong with it. */
export type ManifestReading = GoodManifest | BrokenManifest;

export interface GoodManifest {
  /** As it was named. */
  readonly file: string;
  /** True where there is none and none was named: the defaults hold. */
  readonly isMissing: boolean;
  readonly config: GuardianConfig;
  readonly placeOf: PlaceOf;
}

export interface BrokenManifest {
  readonly file: string;
  readonly problems: readonly ManifestProblem[];
  /** All of them in words, a line each. */
  readonly message: string;
}

/** What commands about `guardian.yaml` work with that need no org, no store and no credentials. */
export interface ManifestDesk {
  readonly clock: Clock;
  readonly rules: readonly Rule[];
  /** @param file left out: what GUARDIAN_CONFIG names, else ./guardian.yaml */
  read(file: string | undefined): ManifestReading;
  /** @throws UsageError with everything that is wrong with it */
  readSnapshot(file: string): Promise<OrgState>;
  /** A proposal as the text of a guardian.yaml, read back and found in order. @throws UsageError if it is too large */
  propose(proposal: ManifestProposal): string;
  /**
   * The entries of a proposal added to a file that is there, of which nothing else changes.
   *
   * @throws UsageError where there is none, or where it cannot be added to
   */
  merge(file: string | undefined, vendors: ManifestProposal['vendors']): MergedManifest;
  /** Writes a file, whole or not at all. @throws UsageError where there is one, unless `force` */
  write(file: string, text: string, options: { readonly force: boolean }): Promise<void>;
}

/** An edit of a file that was worked out and checked, and not written yet. */
export interface MergedManifest {
  readonly file: string;
  readonly text: string;
  /** Throws if the file was changed since it was read; nothing is written then. */
  save(): Promise<void>;
}

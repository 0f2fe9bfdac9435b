import type { AccessChange } from './finding.ts';
import type { Severity } from './severity.ts';

/**
 * What `guardian manifest check` says of a `guardian.yaml`: what is wrong with the file, and, where it is judged against the
 * state of an org or against another file, what would be told under it and what it newly allows. Data: the texts for people,
 * the document and SARIF are made of it.
 */
export interface ManifestVerdict {
  /** The file as the person named it. */
  readonly file: string;
  /** True where there is no such file and none was named: the defaults hold. */
  readonly isMissing: boolean;
  /** In the order of the file. A file with any is never judged: the rest is then empty. */
  readonly problems: readonly ManifestProblem[];
  /** Names, in the order of the file. */
  readonly orgs: readonly string[];
  readonly vendors: readonly string[];
  /** Set where it was judged against the state of an org. */
  readonly judged?: JudgedManifest;
  /** Set where it was compared with another file. */
  readonly compared?: ComparedManifest;
  /** What somebody should look at, though no rule speaks of it. In the order of the file. */
  readonly remarks: readonly ManifestRemark[];
}

/** A place in a file. Lines and columns are 1-based, columns in UTF-16 code units; absent where there is no such place. */
export interface FilePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Where the key or value at a path of the file stands (`['vendors', 0, 'scopes', 1]`), or the nearest thing around it. */
export type PlaceOf = (path: readonly (string | number)[], at?: 'key' | 'value') => FilePlace;

/** One thing that is wrong with a `guardian.yaml`, and where. */
export interface ManifestProblem extends FilePlace {
  /** `vendors[0].scopes[1]`; empty for the whole. */
  readonly path: string;
  readonly message: string;
  /** What was written, shortened. Absent where it could be a secret. */
  readonly given?: string;
  readonly allowed?: readonly string[];
}

/** What would be open in an org under this manifest. */
export interface JudgedManifest {
  /** The org's name in `guardian.yaml`. */
  readonly org: string;
  readonly state: {
    /** `org`: read now; `last`: what the last scan committed; `snapshot`: a file. */
    readonly from: 'org' | 'last' | 'snapshot';
    /** ISO time of the reading; null where the org was never read. */
    readonly asOf: string | null;
    /** The snapshot's file. */
    readonly file?: string;
  };
  /** Sentences: why this is not the whole truth. Empty: everything that was needed was seen. */
  readonly unseen: readonly string[];
  /** Rules that were not asked, for they judge by usage or by the guardian itself, and what of theirs is open already. */
  readonly notJudged: { readonly rules: readonly string[]; readonly open: number };
  /** What is not resolved under this manifest, the worst first. */
  readonly findings: readonly ManifestFinding[];
  /** What the manifest that is compared with leaves open and this one does not. Empty without one. */
  readonly closes: readonly ManifestFinding[];
}

/** A finding as it would be under the manifest. */
export interface ManifestFinding {
  /** The finding's own id: that of `guardian findings`. */
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly state: 'open' | 'acknowledged' | 'waived';
  readonly org: string;
  readonly client: { readonly id: string; readonly name: string };
  readonly vendor: string | null;
  readonly subject: string;
  readonly title: string;
  readonly because: string;
  readonly change?: AccessChange;
  readonly fix: readonly string[];
  /** True where the rule is staged: told to nobody. */
  readonly staged: boolean;
  /**
   * Compared with the other manifest: true if the finding is open under this one only. Null where nothing was compared.
   */
  readonly isNew: boolean | null;
  /** The vendor's entry that decides; the file alone where none does. */
  readonly place: FilePlace;
}

/** What one `guardian.yaml` means beside another. */
export interface ComparedManifest {
  /** The other file. */
  readonly base: string;
  /** What this file newly allows or no longer tells of. In the order of the file. */
  readonly widened: readonly Widening[];
}

export const WIDENINGS = [
  'client',
  'grant-type',
  'scope',
  'role',
  'division',
  'permission',
  'redirect-uri',
  'token-lifetime',
  'quota-share',
  'endpoint',
  'waiver',
  'rule',
  'threshold',
] as const;

/** One thing that becomes allowed, or of which nobody is told any more. */
export interface Widening {
  readonly kind: (typeof WIDENINGS)[number];
  /** The vendor's name in this file; null for waivers, rules and thresholds. */
  readonly vendor: string | null;
  /** What: a scope, a role, `role in division`, a URI, `3600 → 86400`. */
  readonly what: string;
  /** One sentence. */
  readonly message: string;
  /** How bad it would be in the wrong hands. */
  readonly severity: Severity;
  readonly place: FilePlace;
}

/** What a check says beside findings and widenings. */
export const REMARKS = [
  'review-overdue',
  'unknown-client',
  'unknown-role',
  'unknown-division',
  'vendor-without-client',
] as const;

/** Something to look at. */
export interface ManifestRemark {
  readonly kind: (typeof REMARKS)[number];
  readonly vendor: string;
  /** One sentence. */
  readonly message: string;
  readonly severity: Severity;
  readonly place: FilePlace;
}

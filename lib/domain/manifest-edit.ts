import type { GuardianConfig, Vendor } from './manifest.ts';
import type { ProposedVendor } from './manifest-proposal.ts';

/** What the guardian may write into a `guardian.yaml`. Everything else there is its author's. */
export type ManifestEdit =
  /** Writes a waiver, in the place of one for the same finding where there is one. */
  | { readonly kind: 'write-waiver'; readonly waiver: WaiverEntry }
  | { readonly kind: 'take-out-waiver'; readonly finding: string }
  | { readonly kind: 'approve'; readonly vendor: string; readonly aspects: VendorAspects }
  /** Appends entries to the vendors, in their order. */
  | { readonly kind: 'add-vendors'; readonly vendors: readonly ProposedVendor[] };

/** A waiver in the words of `guardian.yaml`: `on` and `until` are UTC days, both inclusive. */
export interface WaiverEntry {
  readonly finding: string;
  readonly evidence: string;
  readonly reason: string;
  readonly by: string;
  readonly on: string;
  readonly until: string;
}

/** What a vendor's entry is to say from now on. An aspect that is left out stays as it is written. */
export type VendorAspects = Partial<
  Pick<Vendor, 'grantType' | 'scopes' | 'roles' | 'permissions' | 'redirectUris' | 'maxTokenSeconds'>
>;

/** An edit that was worked out and checked, and not written yet. */
export interface ManifestDraft {
  /** The file as people name it. */
  readonly file: string;
  /** What the file will mean. */
  readonly config: GuardianConfig;
  /** Lines that go and lines that come, in the order of the file. Both empty where it says all that already. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
  /** Throws if the file was changed since it was read; nothing is written then. */
  save(): Promise<void>;
}

/** The `guardian.yaml` that a command may edit. */
export interface ManifestFile {
  readonly file: string;
  /** All of the edits, one after another. Throws where one cannot be made without touching anything else. */
  draft(edits: readonly ManifestEdit[]): ManifestDraft;
}

import type { Day } from './day.ts';

/**
 * Access that outlived its purpose. Nothing of it is a drift, so no rule speaks of it: somebody has to look at the list
 * from time to time.
 */
export const RESIDUE_KINDS = [
  'role-on-people',
  'role-unused',
  'authorization-idle',
  'client-unowned',
  'client-awaits-deletion',
  'implicit-grant',
] as const;
export type ResidueKind = (typeof RESIDUE_KINDS)[number];

/** One thing that is left over. */
export interface ResidueItem {
  readonly kind: ResidueKind;
  readonly subject: { readonly kind: 'client' | 'role' | 'authorization'; readonly id: string; readonly name: string };
  readonly vendor: string | null;
  /** For roles: ids of the clients of that vendor which hold it, or held it before they lost it or went. */
  readonly clients?: readonly string[];
  /** One sentence: what is left over, and what that means. */
  readonly why: string;
  /** What to do, one sentence. */
  readonly fix: string;
  /** ISO time since which it is so, as far as the history knows. */
  readonly since?: string;
  /** UTC day on which it ends or stops working by itself. */
  readonly until?: Day;
}

/** What is left over in an org, and of which kinds that could not be told. */
export interface Residue {
  /** By kind in the order of {@link RESIDUE_KINDS}, then by vendor and name. */
  readonly items: readonly ResidueItem[];
  /** Kinds of which nothing, or not everything, could be told. An absent kind with no item has nothing left over. */
  readonly unknown: readonly UnknownResidue[];
}

export interface UnknownResidue {
  readonly kind: ResidueKind;
  /** One sentence. */
  readonly why: string;
  /** Set where somebody wants it so: the source is switched off in `guardian.yaml`. */
  readonly onPurpose?: true;
}

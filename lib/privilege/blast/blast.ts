import type { Permission } from '../../domain/permission.ts';

/** What an attacker could do who holds the client, worst first. */
export const POWER_KINDS = ['escalate', 'data', 'destroy', 'configure', 'read'] as const;
export type PowerKind = (typeof POWER_KINDS)[number];

/** A scope or permission as a way to harm. */
export interface PowerSource {
  readonly name: string;
  readonly weight: number;
  /** A sentence: what it reads, changes or widens. */
  readonly why: string;
  /** Operations of this kind that it opens, or helps to open. */
  readonly operations: number;
  /** The first of them: `METHOD /template`. */
  readonly examples: readonly string[];
}

/** One kind of harm, with the grants behind it; the heaviest first. */
export interface Power {
  readonly kind: PowerKind;
  /** In words, for the heading. */
  readonly title: string;
  /** Different operations behind it. */
  readonly operations: number;
  readonly sources: readonly PowerSource[];
}

/** A grant that reaches beyond the divisions that the manifest writes for the vendor. */
export interface Reach {
  readonly role: { readonly id: string; readonly name: string };
  /** Id of the division, or `*`. */
  readonly divisionId: string;
  readonly divisionName: string;
  /** Permissions that divisions restrict, or may restrict, sorted: what the grant gives there. */
  readonly permissions: readonly Permission[];
  /** True if nobody has said of some of them whether divisions restrict them. */
  readonly isUncertain: boolean;
  /** The same in a sentence. */
  readonly sentence: string;
}

/** How far the harm reaches if a client is taken over. */
export interface BlastRadius {
  readonly client: { readonly id: string; readonly name: string };
  readonly vendor: string | null;
  /** Kinds without any operation are left out. */
  readonly powers: readonly Power[];
  /** Names of divisions that the manifest writes for the vendor; null where it writes none. */
  readonly approvedDivisions: readonly string[] | null;
  readonly reach: readonly Reach[];
  /** What limits or widens all of it, in words. */
  readonly notes: readonly string[];
}

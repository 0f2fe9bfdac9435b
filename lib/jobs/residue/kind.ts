import type { ResidueItem, ResidueKind } from '../../domain/residue.ts';
import type { ResidueFacts } from './facts.ts';

/** What is left over of one kind. */
export interface KindResidue {
  readonly items: readonly ResidueItem[];
  /** Sentences: of what it cannot be told, beyond sources that were not read. */
  readonly unknown: readonly string[];
}

/** Looks for one kind of residue. Pure. */
export type Look = (facts: ResidueFacts) => KindResidue;

/** The parts of an item that each kind's file writes. */
export function item(kind: ResidueKind, rest: Omit<ResidueItem, 'kind'>): ResidueItem {
  return { kind, ...rest };
}

/** `a, b, c and 4 more`: as much of a list as a sentence can hold. */
export function some(names: readonly string[], most = 3): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}

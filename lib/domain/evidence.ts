import type { Finding, Json } from './finding.ts';

/** What became of a finding's evidence: the same, more of it, or less and nothing new. */
export type EvidenceChange = 'same' | 'grew' | 'shrank';

/**
 * Compares evidence by what it says: lists are sets, and a figure that fell says nothing new. So a finding that grows
 * is told again, and one that wavers around a figure is not told at every turn.
 */
export function evidenceChange(before: Finding['evidence'], after: Finding['evidence']): EvidenceChange {
  if (!isWithin(after, before)) return 'grew';
  return isSettled(after, before) ? 'same' : 'shrank';
}

/** True if `part` says nothing that `whole` does not say: its lists hold nothing new, its figures are not higher. */
export function isWithinEvidence(part: Finding['evidence'], whole: Finding['evidence']): boolean {
  return isWithin(part, whole);
}

function isWithin(part: Json, whole: Json | undefined): boolean {
  if (typeof part === 'number') return typeof whole === 'number' && part <= whole;
  if (isList(part)) return isList(whole) && part.every((member) => whole.some((other) => isEqual(member, other)));
  if (isRecord(part)) {
    return isRecord(whole) && Object.entries(part).every(([key, member]) => isWithin(member, whole[key]));
  }
  return part === whole;
}

/** True if every list and record of `whole` is still whole; a lower figure alone is no change worth recording. */
function isSettled(part: Json | undefined, whole: Json): boolean {
  if (isList(whole)) return isList(part) && isWithin(whole, part);
  if (isRecord(whole)) {
    return isRecord(part) && Object.entries(whole).every(([key, member]) => isSettled(part[key], member));
  }
  return part !== undefined;
}

function isEqual(a: Json, b: Json): boolean {
  return isWithin(a, b) && isWithin(b, a);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

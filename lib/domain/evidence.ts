import type { Finding, Json } from './finding.ts';
import { permissionImplies } from './permission.ts';
import { scopeImplies } from './scope.ts';

/** What became of a finding's evidence: the same, more of it, or less and nothing new. */
export type EvidenceChange = 'same' | 'grew' | 'shrank';

/**
 * Compares evidence by what it says: lists are sets, those named `scopes` and `permissions` are what their members
 * imply, and a figure that fell says nothing new. So a finding that grows is told again, and one that is narrowed or
 * wavers around a figure is not.
 */
export function evidenceChange(before: Finding['evidence'], after: Finding['evidence']): EvidenceChange {
  if (!isWithin(after, before)) return 'grew';
  return isSettled(after, before) ? 'same' : 'shrank';
}

/** True if `part` says nothing that `whole` does not say: its lists hold nothing new, its figures are not higher. */
export function isWithinEvidence(part: Finding['evidence'], whole: Finding['evidence']): boolean {
  return isWithin(part, whole);
}

/** Lists of access, by the key under which every rule writes them. */
const IMPLIED_BY: ReadonlyMap<string, (held: string, wanted: string) => boolean> = new Map([
  ['scopes', scopeImplies],
  ['permissions', permissionImplies],
]);

function isWithin(part: Json, whole: Json | undefined, key = ''): boolean {
  if (typeof part === 'number') return typeof whole === 'number' && part <= whole;
  if (isList(part)) return isList(whole) && part.every((member) => whole.some((other) => says(other, member, key)));
  if (isRecord(part)) {
    return isRecord(whole) && Object.entries(part).every(([name, member]) => isWithin(member, whole[name], name));
  }
  return part === whole;
}

/** True if every list and record of `whole` is still whole; a lower figure alone is no change worth recording. */
function isSettled(part: Json | undefined, whole: Json, key = ''): boolean {
  if (isList(whole)) return isList(part) && isWithin(whole, part, key);
  if (isRecord(whole)) {
    return isRecord(part) && Object.entries(whole).every(([name, member]) => isSettled(part[name], member, name));
  }
  return part !== undefined;
}

function says(held: Json, wanted: Json, key: string): boolean {
  const implies = IMPLIED_BY.get(key);
  if (implies && typeof held === 'string' && typeof wanted === 'string') return implies(held, wanted);
  return isEqual(held, wanted);
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

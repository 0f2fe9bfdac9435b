import type { CallWindow, GrantUse, OpaqueCall } from '../domain/grant-use.ts';
import { type ClientFacts, compliant, type RuleContext, unknownBecause, type Verdict } from './rule.ts';
import { listed } from './words.ts';

/** What the rules that join grants and calls have in common. */
export interface ObservedCalls {
  readonly use: GrantUse;
  readonly window: CallWindow;
}

/** The client's calls, or the verdict where none were read. The guardian's own client is not judged by them. */
export function observedCalls(
  { client, use }: ClientFacts,
  { usage, ownClientId }: RuleContext,
): ObservedCalls | Verdict {
  if (client.id === ownClientId) return compliant;
  if (!use || !usage?.calls) return unknownBecause('Calls by operation have not been read yet.');
  return { use, window: usage.calls };
}

/**
 * Judges what no call has needed, where that can be known. A new client is left alone, and one that calls nothing is
 * another rule's. Days that nobody knows, and calls that may have needed anything, leave no answer.
 */
export function whereUnusedCanBeTold(
  facts: ClientFacts,
  context: RuleContext,
  judge: (observed: ObservedCalls) => Verdict,
): Verdict {
  const observed = observedCalls(facts, context);
  if ('outcome' in observed) return observed;
  const { use, window } = observed;
  if (use.isNew) return compliant;
  if (window.gap) return unknownBecause(window.gap);
  if (use.opaque.length > 0) return unknownBecause(`${opaqueNote(use.opaque)} They may have needed any grant.`);
  return use.hasCalled ? judge(observed) : compliant;
}

/** `Of these calls nobody can tell …: GET /a (not in the catalogue: unknown template).` */
export function opaqueNote(opaque: readonly OpaqueCall[]): string {
  return `Of these calls nobody can tell what they need: ${listed(opaque.map(({ operation, why }) => `${operation} (${why})`))}.`;
}

/** `from 2026-10-21 to 2026-11-19`. */
export function windowWords({ from, to }: CallWindow): string {
  return `from ${from} to ${to}`;
}

/** Why nothing is said of a grant that no call needed, and that may be younger than the window. */
export const AGE_UNKNOWN =
  'What no call has needed may be held for less than the window: the client, its roles or its approval changed since.';

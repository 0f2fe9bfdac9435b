import type { EffectiveAccess } from '../../domain/access.ts';
import type { CallWindow, OpaqueCall } from '../../domain/grant-use.ts';
import { operationName } from '../../domain/operation-name.ts';
import type { CallProfile, OperationCalls } from '../../domain/usage/call-profile.ts';
import type { Catalogue, Match } from '../catalogue/catalogue.ts';
import type { ApiOperation } from '../catalogue/operation.ts';
import { subscribesToTopics, TOPICS_UNKNOWN } from '../catalogue/topic-subscription.ts';

/** A call of the window whose operation the catalogue knows. */
export interface CalledOperation {
  readonly operation: ApiOperation;
  /** True if it was refused in the window and has not succeeded since, as far as days and status classes tell. */
  readonly isRefused: boolean;
  /** True if it has succeeded in the window, and was not refused since. */
  readonly isWorking: boolean;
}

/** The calls of a client in a window, and those of them of which nobody can tell what they needed. */
export interface Calls {
  readonly known: readonly CalledOperation[];
  readonly opaque: readonly OpaqueCall[];
}

export type FindOperation = (method: string, template: string) => Match;

/** `Catalogue.find` that remembers: thousands of clients call the same few hundred operations. */
export function finder(catalogue: Catalogue): FindOperation {
  const found = new Map<string, Map<string, Match>>();
  return (method, template) => {
    const byMethod = found.get(template) ?? new Map<string, Match>();
    const known = byMethod.get(method);
    if (known) return known;
    const match = catalogue.find(method, template);
    found.set(template, byMethod.set(method, match));
    return match;
  };
}

/**
 * What a client has called since the first day of the window. Calls later than its last day count, too. `restrictedBy`:
 * of a client that scopes restrict it does not matter which permissions a call needs.
 */
export function callsIn(
  profile: CallProfile | undefined,
  { from }: CallWindow,
  restrictedBy: EffectiveAccess['restrictedBy'],
  find: FindOperation,
): Calls {
  const known: CalledOperation[] = [];
  const opaque: OpaqueCall[] = [];
  for (const calls of profile?.operations ?? []) {
    if (calls.lastDay < from) continue;
    const match = find(calls.method, calls.template);
    const isRefused = wasRefused(calls, from);
    const isWorking = !isRefused && calls.lastSuccess !== undefined && calls.lastSuccess >= from;
    if (match.kind === 'mapped') known.push({ operation: match.operation, isRefused, isWorking });
    const why = obscurity(match, restrictedBy);
    if (why) opaque.push({ operation: operationName(calls), why, isRefused });
  }
  return { known, opaque };
}

/** A success on the day of the refusal, or after it, shows that the client may call it. */
function wasRefused({ lastRefusal, lastSuccess }: OperationCalls, from: string): boolean {
  if (lastRefusal === undefined || lastRefusal < from) return false;
  return lastSuccess === undefined || lastSuccess < lastRefusal;
}

/** Why nobody can tell which grants a call needed; undefined where the catalogue says all of it. */
function obscurity(match: Match, restrictedBy: EffectiveAccess['restrictedBy']): string | undefined {
  if (match.kind === 'unmapped') return `not in the catalogue: ${match.why}`;
  const { operation } = match;
  if (subscribesToTopics(operation)) return TOPICS_UNKNOWN;
  return operation.unreadable && restrictedBy !== 'scopes'
    ? 'the API definition does not say in full which permissions it needs'
    : undefined;
}

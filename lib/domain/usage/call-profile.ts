import { type Day, later } from '../day.ts';
import type { EndpointRow } from './day.ts';

/** One operation as a client has called it: days, and no counts, so that it stays small however long it is kept. */
export interface OperationCalls {
  /** As usage names it. */
  readonly method: string;
  /** As usage names it, with a leading slash: `/api/v2/users/{userId}`. */
  readonly template: string;
  readonly firstDay: Day;
  /** The last day with any call, whatever became of it. */
  readonly lastDay: Day;
  /** The last day with an answer of 2xx or 3xx. */
  readonly lastSuccess?: Day;
  /** The last day with an answer of 4xx other than 429. A 403 cannot be told from a 404 there: usage counts classes. */
  readonly lastRefusal?: Day;
}

/** All operations that a client was seen to call, in the order of their names. */
export interface CallProfile {
  readonly clientId: string;
  readonly operations: readonly OperationCalls[];
}

/**
 * Adds rows of any clients to the profiles of these clients, by client id. Days are read again, late and out of order:
 * that does no harm, for a row can only move the first day back and the last days on. A row without requests is no call.
 */
export function foldCalls(
  profiles: ReadonlyMap<string, CallProfile>,
  rows: readonly EndpointRow[],
): Map<string, CallProfile> {
  const calls = new Map<string, Map<string, OperationCalls>>();
  for (const row of rows) {
    if (row.requests <= 0) continue;
    const ofClient = calls.get(row.clientId) ?? operationsByName(profiles.get(row.clientId));
    calls.set(row.clientId, ofClient);
    const name = nameOf(row);
    ofClient.set(name, joined(ofClient.get(name), callsOf(row)));
  }
  const folded = new Map(profiles);
  for (const [clientId, operations] of calls) folded.set(clientId, { clientId, operations: sorted(operations) });
  return folded;
}

/** The profile without operations that nobody has called since the day before `oldest`; undefined if nothing is left. */
export function withoutOldCalls(profile: CallProfile, oldest: Day): CallProfile | undefined {
  const operations = profile.operations.filter(({ lastDay }) => lastDay >= oldest);
  return operations.length === 0 ? undefined : { ...profile, operations };
}

function operationsByName(profile: CallProfile | undefined): Map<string, OperationCalls> {
  return new Map(profile?.operations.map((operation) => [nameOf(operation), operation] as const));
}

function callsOf(row: EndpointRow): OperationCalls {
  const { method, template, date, status200, status300, status400, status429 } = row;
  return {
    method,
    template,
    firstDay: date,
    lastDay: date,
    ...(status200 + status300 > 0 && { lastSuccess: date }),
    ...(status400 > status429 && { lastRefusal: date }),
  };
}

function joined(known: OperationCalls | undefined, more: OperationCalls): OperationCalls {
  if (!known) return more;
  const lastSuccess = latest(known.lastSuccess, more.lastSuccess);
  const lastRefusal = latest(known.lastRefusal, more.lastRefusal);
  return {
    ...known,
    firstDay: known.firstDay < more.firstDay ? known.firstDay : more.firstDay,
    lastDay: later(known.lastDay, more.lastDay),
    ...(lastSuccess && { lastSuccess }),
    ...(lastRefusal && { lastRefusal }),
  };
}

function latest(a: Day | undefined, b: Day | undefined): Day | undefined {
  return a && b ? later(a, b) : (a ?? b);
}

function sorted(operations: ReadonlyMap<string, OperationCalls>): OperationCalls[] {
  return [...operations].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, operation]) => operation);
}

function nameOf({ method, template }: Pick<OperationCalls, 'method' | 'template'>): string {
  return `${template} ${method}`;
}

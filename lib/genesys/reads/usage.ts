import { isBuiltInClient } from '../../domain/client.ts';
import type { EndpointRow, UsageCounts, UsageRow } from '../../domain/usage/day.ts';
import type { UsageQuery } from '../../ports.ts';
import { GenesysError } from '../errors.ts';
import { spansOfDays } from '../interval.ts';
import type { Judged } from '../outcome.ts';
import type { Session } from '../session.ts';
import { readUsageJob } from './usage-jobs.ts';
import { readUsageQuery } from './usage-query.ts';

/** Genesys: "End date cannot be more than 90 days after the start." */
const MAX_DAYS = 90;

/** A usage read may be complete and yet have something to say: that it was counted in the old way. */
export type JudgedUsage<T> = Judged<T> & { readonly note?: string };

/** Requests by client and day. */
export async function readUsage(session: Session, query: UsageQuery): Promise<JudgedUsage<UsageRow>> {
  const { items, ...rest } = await readRows(session, query, false);
  return { ...rest, items: merged(items, ({ date, clientId }) => [date, clientId]).map(withoutOperation) };
}

/** Requests by client, operation and day. */
export async function readEndpoints(session: Session, query: UsageQuery): Promise<JudgedUsage<EndpointRow>> {
  const { items, ...rest } = await readRows(session, query, true);
  const key = ({ date, clientId, method, template }: EndpointRow) => [date, clientId, method, template];
  return { ...rest, items: merged(items, key) };
}

async function readRows(
  session: Session,
  query: UsageQuery,
  hasOperations: boolean,
): Promise<JudgedUsage<EndpointRow>> {
  const parts: Judged<EndpointRow>[] = [];
  let note: string | undefined;
  for (const span of spansOfDays({ ...query, maxDays: MAX_DAYS })) {
    const part = note ? undefined : await readUsageJob(session, { span, hasOperations }).catch(refusedPermission);
    if (part && !(part instanceof GenesysError)) parts.push(part);
    else {
      if (part) note = `counted by Genesys' old usage query, which is to be withdrawn (${part.message})`;
      parts.push(await readUsageQuery(session, { span, hasOperations }));
    }
  }
  const rows = parts.flatMap(({ items }) => items).filter((row) => isWanted(row, query));
  const named = rows.filter(({ clientId }) => clientId !== '');
  const problems = parts.flatMap((part) => part.problems);
  const nameless = rows.length - named.length;
  // Requests of nobody's client change nobody's count; an answer in which no row names one is no answer.
  const aside = nameless > 0 ? [`${nameless} of ${rows.length} rows left out: they name no client`] : [];
  if (named.length === 0) return { items: named, problems: [...problems, ...aside], ...(note && { note }) };
  const notes = [...aside, ...(note ? [note] : [])].join('; ');
  return { items: named, problems, ...(notes && { note: notes }) };
}

/** Only a missing permission leads to the old query: everything else would fail there too. */
function refusedPermission(error: unknown): GenesysError {
  if (error instanceof GenesysError && error.kind === 'permission') return error;
  throw error;
}

/**
 * Genesys' own clients are no part of any share, and days beyond the range are no part of the question. A client that
 * only bears such a name is kept: whether it is the org's own is not known here, and anybody may choose a name.
 */
function isWanted({ date, clientId }: UsageRow, { from, to }: UsageQuery): boolean {
  return date >= from && date <= to && !isBuiltInClient(clientId);
}

/** Adds up the rows of one key (a client that was renamed during a day has two), sorted by it. */
function merged(rows: readonly EndpointRow[], keyOf: (row: EndpointRow) => string[]): EndpointRow[] {
  const byKey = new Map<string, EndpointRow>();
  for (const row of rows) {
    const key = keyOf(row).join(' ');
    const before = byKey.get(key);
    byKey.set(key, before ? { ...row, ...sum(before, row) } : row);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function sum(a: UsageCounts, b: UsageCounts): UsageCounts {
  return {
    requests: a.requests + b.requests,
    status200: a.status200 + b.status200,
    status300: a.status300 + b.status300,
    status400: a.status400 + b.status400,
    status500: a.status500 + b.status500,
    status429: a.status429 + b.status429,
  };
}

function withoutOperation({ method: _method, template: _template, ...row }: EndpointRow): UsageRow {
  return row;
}

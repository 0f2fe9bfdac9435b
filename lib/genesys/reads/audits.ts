import { DAY_MS } from '../../domain/day.ts';
import type { AuditEntry } from '../../ports.ts';
import { type AuditRecord, auditRecord } from '../doors/audit.ts';
import { GenesysError } from '../errors.ts';
import { type Span, spansOfTime } from '../interval.ts';
import { readNumberedPages } from '../listing.ts';
import { type Judged, judgeListing } from '../outcome.ts';
import type { Session } from '../session.ts';
import { readAuditQuery } from './audit-query.ts';
import { type AuditRequest, auditRequest, EXPAND } from './audit-request.ts';

/** The kinds of entity of which the guardian keeps track. */
const ENTITY_TYPES = ['OAuthClient', 'Role'] as const;

/** Genesys keeps the realtime audits of some services for 14 days only; it need not say so when it is asked for more. */
const REALTIME_REACH_MS = 14 * DAY_MS;

/**
 * Audit entries of OAuth clients and roles, newest first, without actions that failed. Needs `audits:audit:view`.
 *
 * The realtime query takes short spans of the last days only, and each kind on its own, for it is not documented
 * whether two filters on one property mean both or either. What is older, or what it refuses, the slower query answers.
 */
export async function readAudits(session: Session, range: Span, now: Date): Promise<Judged<AuditEntry>> {
  const reach = new Date(now.getTime() - REALTIME_REACH_MS).toISOString();
  const kinds: Judged<AuditRecord>[] = [];
  for (const entityType of ENTITY_TYPES) kinds.push(await readKind(session, { range, entityType, reach }));
  const records = new Map(kinds.flatMap(({ items }) => items).map((record) => [record.id, record]));
  return {
    items: [...records.values()]
      .filter(({ tookEffect }) => tookEffect)
      .map(({ entry }) => entry)
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at)),
    problems: kinds.flatMap(({ problems }) => problems),
  };
}

interface Wanted {
  readonly range: Span;
  readonly entityType: string;
  /** The earliest time that the realtime query can be trusted to know. */
  readonly reach: string;
}

async function readKind(session: Session, { range, entityType, reach }: Wanted): Promise<Judged<AuditRecord>> {
  const parts: Judged<AuditRecord>[] = [];
  for (const span of spansOfTime(range)) {
    const part = span.from >= reach ? await readRealtime(session, auditRequest(span, entityType)) : undefined;
    if (part) parts.push(part);
    else {
      // Spans run from new to old: what is left is older still, and one slow query costs as much as many.
      const rest = { from: new Date(range.from).toISOString(), to: span.to };
      parts.push(await readAuditQuery(session, auditRequest(rest, entityType)));
      break;
    }
  }
  return { items: parts.flatMap(({ items }) => items), problems: parts.flatMap(({ problems }) => problems) };
}

/** The entries of a span; `undefined` where Genesys refuses the span. */
async function readRealtime(
  { sdk, pageSize }: Session,
  request: AuditRequest,
): Promise<Judged<AuditRecord> | undefined> {
  try {
    const listing = await readNumberedPages(
      (paging) => sdk.audits.postAuditsQueryRealtime({ ...request, ...paging }, { expand: EXPAND }),
      pageSize,
    );
    return judgeListing(auditRecord, listing);
  } catch (error) {
    if (error instanceof GenesysError && error.kind === 'bad-request') return undefined;
    throw error;
  }
}

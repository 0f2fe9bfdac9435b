import { answerOf, auditQuery, auditResults } from '../doors/answers.ts';
import { type AuditRecord, auditRecord } from '../doors/audit.ts';
import { GenesysError } from '../errors.ts';
import { type Judged, judge } from '../outcome.ts';
import type { Session } from '../session.ts';
import { type AuditRequest, EXPAND } from './audit-request.ts';

/** Genesys: "The maximum page size is 500." */
const ENTRIES_PER_PAGE = 500;
const MAX_PAGES = 200;

/**
 * Audit entries by the query that Genesys runs in the background: asked until it is done, then read page by page.
 * @throws GenesysError when the query cannot be started, does not succeed, or a page cannot be read.
 */
export async function readAuditQuery(session: Session, request: AuditRequest): Promise<Judged<AuditRecord>> {
  const { audits } = session.sdk;
  const { id } = answerOf(auditQuery, await audits.postAuditsQuery(request));
  const ask = async () => answerOf(auditQuery, await audits.getAuditsQueryTransactionId(id));
  const { state } = await session.poll('audits', ask, (answer) => isOver(answer.state));
  if (state !== 'Succeeded') {
    throw new GenesysError({ kind: 'server', fix: `the audit query ended as ${state}; the next run tries again` });
  }

  const entries: unknown[] = [];
  const problems: string[] = [];
  let cursor = '';
  for (let pages = 1; ; pages += 1) {
    const options = { pageSize: ENTRIES_PER_PAGE, expand: EXPAND, ...(cursor && { cursor }) };
    const page = answerOf(auditResults, await audits.getAuditsQueryTransactionIdResults(id, options));
    entries.push(...(page.entities ?? []));
    if (!page.entities) problems.push(`page ${pages} of the audit query came without entries`);
    if (!page.cursor) break;
    if (page.cursor === cursor || pages === MAX_PAGES) {
      problems.push(`reading stopped after page ${pages} of the audit query, though there are more`);
      break;
    }
    cursor = page.cursor;
  }
  const judged = judge(auditRecord, entries);
  return { items: judged.items, problems: [...problems, ...judged.problems] };
}

function isOver(state: string): boolean {
  return state === 'Succeeded' || state === 'Failed' || state === 'Cancelled';
}

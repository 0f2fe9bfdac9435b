import type { EndpointRow } from '../../domain/usage/day.ts';
import { answerOf, jobPage, startedJob } from '../doors/answers.ts';
import { jobRow } from '../doors/usage.ts';
import { GenesysError } from '../errors.ts';
import { intervalOf, type Span } from '../interval.ts';
import { queryOf } from '../listing.ts';
import { type Judged, judge } from '../outcome.ts';
import type { Session } from '../session.ts';

/** Genesys: "Page size of the results. Max is 1000." */
const ROWS_PER_PAGE = 1_000;
const MAX_PAGES = 2_000;

/** A span of days, and whether the rows are to name operations. */
export interface UsageSpan {
  readonly span: Span;
  readonly hasOperations: boolean;
}

/**
 * Usage by the jobs API: one job for a span of at most 90 days, asked until it is done, then read page by page. Needs
 * `usage:organization:view`.
 * @throws GenesysError when the job cannot be started or does not succeed; a later page that fails is a problem.
 */
export async function readUsageJob(session: Session, wanted: UsageSpan): Promise<Judged<EndpointRow>> {
  const { usage } = session.sdk;
  const { id } = answerOf(startedJob, await usage.postUsageAggregatesQueryJobs(bodyOf(wanted)));
  const read = async (after?: string) => {
    const options = { pageSize: ROWS_PER_PAGE, ...(after && { after }) };
    return answerOf(jobPage, await usage.getUsageAggregatesQueryJob(id, options));
  };
  const first = await session.poll('usage', read, ({ queryStatus }) => isOver(queryStatus));
  if (first.queryStatus !== 'Succeeded') throw unsuccessful(first.queryStatus, first.errorBody?.code ?? '');

  const { rows, problems } = await readRest(first, read);
  const judged = judge(jobRow, rows);
  return { items: judged.items, problems: [...problems, ...judged.problems] };
}

type JobPage = ReturnType<typeof jobPage.parse>;

/** Follows the cursors from the first page to the last; a job has no total that would tell whether a page is missing. */
async function readRest(first: JobPage, read: (after: string) => Promise<JobPage>) {
  const rows: unknown[] = [];
  const problems: string[] = [];
  const followed = new Set<string>();
  try {
    for (let page = first; ; ) {
      rows.push(...(page.entities ?? []));
      const isLost = !page.entities || (page.entities.length === 0 && page.nextUri !== '');
      if (isLost) problems.push(`page ${followed.size + 1} came without rows`);
      if (!page.nextUri) break;
      const after = queryOf(page.nextUri).after ?? '';
      if (!after || followed.has(after) || followed.size === MAX_PAGES) {
        problems.push(`reading stopped after page ${followed.size + 1}, though there are more`);
        break;
      }
      followed.add(after);
      page = await read(after);
    }
  } catch (error) {
    if (!(error instanceof GenesysError)) throw error;
    problems.push(`page ${followed.size + 1} could not be read (${error.message})`);
  }
  return { rows, problems };
}

function bodyOf({ span, hasOperations }: UsageSpan) {
  return {
    interval: intervalOf(span),
    granularity: 'Day',
    groupBy: ['OauthClientId', 'OauthClientName', ...(hasOperations ? ['HttpMethod', 'TemplateUri'] : [])],
  } as const;
}

/** A status that we do not know may be one of waiting: it is asked again until the read's time is over. */
function isOver(status: string): boolean {
  return status === 'Succeeded' || status === 'Failed' || status === 'Cancelled';
}

function unsuccessful(status: string, code: string): GenesysError {
  return new GenesysError({
    kind: 'server',
    fix: `the usage query ended as ${status}${code && ` (${code})`}; the next run tries again`,
  });
}

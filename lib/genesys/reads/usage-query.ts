import type { EndpointRow } from '../../domain/usage/day.ts';
import { answerOf, queryResults, startedQuery } from '../doors/answers.ts';
import { queryRow } from '../doors/usage.ts';
import { GenesysError } from '../errors.ts';
import { intervalOf } from '../interval.ts';
import { type Judged, judge } from '../outcome.ts';
import type { Session } from '../session.ts';
import type { UsageSpan } from './usage-jobs.ts';

/**
 * Usage by the old query, which is to be deprecated, and for which `oauth:client:view` is enough.
 * @throws GenesysError when the query cannot be started or does not complete.
 */
export async function readUsageQuery(
  session: Session,
  { span, hasOperations }: UsageSpan,
): Promise<Judged<EndpointRow>> {
  const { usage } = session.sdk;
  const started = await usage.postUsageQuery({
    interval: intervalOf(span),
    granularity: 'Day',
    groupBy: ['OAuthClientId', ...(hasOperations ? ['HttpMethod', 'TemplateUri'] : [])],
  });
  const { executionId } = answerOf(startedQuery, started);
  const ask = async () => answerOf(queryResults, await usage.getUsageQueryExecutionIdResults(executionId));
  const answer = await session.poll('usage', ask, ({ queryStatus }) => isOver(queryStatus));
  if (answer.queryStatus !== 'Complete') {
    throw new GenesysError({ kind: 'server', fix: 'the usage query ended as Failed; the next run tries again' });
  }
  const judged = judge(queryRow, answer.results ?? []);
  const problems = [
    ...(answer.results ? [] : ['the answer came without rows']),
    // The operation takes no cursor: what does not come with the first answer cannot be asked for.
    ...(answer.cursors?.after ? ['Genesys has more rows than the old query can give'] : []),
  ];
  return { items: judged.items, problems: [...problems, ...judged.problems] };
}

function isOver(status: string): boolean {
  return status === 'Complete' || status === 'Failed';
}

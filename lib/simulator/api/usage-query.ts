import * as z from 'zod';
import { isBuiltInClient } from '../../domain/client.ts';
import { type Answer, ApiError } from '../http/answer.ts';
import type { Call, Route } from '../http/call.ts';
import { parseInterval } from '../http/interval.ts';
import { QueryJobs } from './query-jobs.ts';
import { type Dimension, groupUsage, type UsageGroup } from './usage-rows.ts';

const TEMPLATE = '/api/v2/usage/query';
const NEEDS = { any: ['oauth:client:view', 'usage:organization:view'] };

const DIMENSIONS = {
  OAuthClientId: ['clientId', 'clientName'],
  OrganizationId: [],
  UserId: ['userId'],
  TemplateUri: ['template'],
  HttpMethod: ['method'],
} as const satisfies Record<string, readonly Dimension[]>;

const Query = z.object({
  interval: z.string(),
  granularity: z.enum(['Day', 'Week', 'Month']).default('Day'),
  metrics: z.array(z.enum(['Status200', 'Status300', 'Status400', 'Status500', 'Status429', 'Requests'])).optional(),
  groupBy: z.array(z.enum(['OAuthClientId', 'OrganizationId', 'UserId', 'TemplateUri', 'HttpMethod'])).default([]),
});

interface Execution {
  readonly rows: readonly UsageGroup[];
  readonly hasOrganization: boolean;
}

/** The old usage query, to be deprecated: leaves Genesys' own clients out. */
export function usageQueryRoutes(): readonly Route[] {
  const executions = new QueryJobs<Execution>('b2');
  return [
    { method: 'POST', template: TEMPLATE, needs: NEEDS, answer: (call) => startQuery(call, executions) },
    {
      method: 'GET',
      template: `${TEMPLATE}/{executionId}/results`,
      needs: NEEDS,
      answer: (call) => readResults(call, executions),
    },
  ];
}

function startQuery({ body, now, world }: Call, executions: QueryJobs<Execution>): Answer {
  const parsed = Query.safeParse(body);
  if (!parsed.success) throw new ApiError(400, 'bad.request');
  const { interval, granularity, groupBy } = parsed.data;
  const times = parseInterval(interval);
  if (!times) throw new ApiError(400, 'invalid.date');
  const [from, to] = times;
  // Whether the end is inclusive is unverified. An end at midnight adds no day here, as in Genesys' analytics intervals.
  const lastMoment = to > from ? to - 1 : to;
  const entries = world.usage
    .published({ from: dayOf(from), to: dayOf(lastMoment), now, publication: world.settings.usage })
    .filter(({ clientId }) => !isBuiltInClient(clientId));
  const dimensions = groupBy.flatMap((name): readonly Dimension[] => DIMENSIONS[name]);
  const executionId = executions.start({
    rows: groupUsage(entries, { dimensions, granularity }),
    hasOrganization: groupBy.includes('OrganizationId'),
  });
  return { status: 202, body: { executionId, resultsUri: `${TEMPLATE}/${executionId}/results` } };
}

function readResults({ params, world }: Call, executions: QueryJobs<Execution>): Answer {
  const { pollsBefore, result } = executions.poll(params.executionId);
  if (pollsBefore < world.settings.queryPolls) return { status: 200, body: { queryStatus: 'Running' } };
  const organizationId = result.hasOrganization ? world.org.id : '';
  return {
    status: 200,
    body: { queryStatus: 'Complete', results: result.rows.map((row) => usageRow(row, organizationId)) },
  };
}

/** Dimensions that were not asked for come back empty, and templates have no leading slash. */
function usageRow(group: UsageGroup, organizationId: string): Record<string, unknown> {
  const { clientId = '', clientName = '', userId = '', method = '', template = '', date, ...counts } = group;
  return {
    clientId,
    clientName,
    organizationId,
    userId,
    templateUri: template.replace(/^\//, ''),
    httpMethod: method,
    ...counts,
    date: `${date}T00:00:00.000Z`,
  };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

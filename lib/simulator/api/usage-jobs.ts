import * as z from 'zod';
import { DAY_MS } from '../../domain/day.ts';
import { type Answer, ApiError } from '../http/answer.ts';
import type { Call, Route } from '../http/call.ts';
import { parseInterval } from '../http/interval.ts';
import { QueryJobs } from './query-jobs.ts';
import { type Dimension, groupUsage, type UsageGroup } from './usage-rows.ts';

const TEMPLATE = '/api/v2/usage/aggregates/query/jobs';
const NEEDS = { any: ['usage:organization:view'] };
const MAX_DAYS = 90;
const MAX_AGE_DAYS = 366;
const DEFAULT_PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 1000;

const DIMENSIONS = {
  OauthClientId: 'clientId',
  OauthClientName: 'clientName',
  UserId: 'userId',
  HttpMethod: 'method',
  TemplateUri: 'template',
} as const satisfies Record<string, Dimension>;
const ALL_DIMENSIONS = Object.values(DIMENSIONS);

const Query = z.object({
  interval: z.string(),
  granularity: z.enum(['Day', 'Week', 'Month']).default('Day'),
  metrics: z.array(z.enum(['Requests', 'Status200', 'Status300', 'Status400', 'Status429', 'Status500'])).optional(),
  groupBy: z
    .array(z.enum(['OauthClientId', 'OauthClientName', 'UserId', 'HttpMethod', 'TemplateUri', 'Platform']))
    .default([]),
  oauthClientIds: z.array(z.string()).optional(),
  httpMethods: z.array(z.string()).optional(),
  templateUris: z.array(z.string()).optional(),
});

/** The usage jobs API: counts all requests, Genesys' own clients among them. */
export function usageJobRoutes(): readonly Route[] {
  const jobs = new QueryJobs<readonly UsageGroup[]>('a1');
  return [
    { method: 'POST', template: TEMPLATE, needs: NEEDS, answer: (call) => startJob(call, jobs) },
    { method: 'GET', template: `${TEMPLATE}/{jobId}`, needs: NEEDS, answer: (call) => readJob(call, jobs) },
  ];
}

/** Both ends of the interval are inclusive. The result is that of the time of the query. */
function startJob(call: Call, jobs: QueryJobs<readonly UsageGroup[]>): Answer {
  const parsed = Query.safeParse(call.body);
  if (!parsed.success) throw new ApiError(400, 'bad.request');
  const { interval, granularity, groupBy, ...filters } = parsed.data;
  const [from, to] = checkedInterval(interval, call.now);
  const clientIds = filters.oauthClientIds?.map((id) => id.toLowerCase());
  const entries = call.world.usage
    .published({ from: dayOf(from), to: dayOf(to), now: call.now, publication: call.world.settings.usage })
    .filter(
      (entry) =>
        (clientIds?.includes(entry.clientId) ?? true) &&
        (filters.httpMethods?.includes(entry.method) ?? true) &&
        (filters.templateUris?.includes(entry.template) ?? true),
    );
  const dimensions = groupBy.length === 0 ? ALL_DIMENSIONS : groupBy.flatMap((name) => dimensionOf(name));
  const id = jobs.start(groupUsage(entries, { dimensions, granularity }));
  return { status: 202, body: { id, resultsUri: `${TEMPLATE}/${id}`, selfUri: `${TEMPLATE}/${id}` } };
}

function readJob({ params, query, world }: Call, jobs: QueryJobs<readonly UsageGroup[]>): Answer {
  const { pollsBefore, result } = jobs.poll(params.jobId);
  const selfUri = `${TEMPLATE}/${params.jobId}`;
  const waiting = world.settings.usageJobPolls[pollsBefore];
  if (waiting) return { status: 202, body: { queryStatus: waiting, selfUri } };
  const size = Number(query.get('pageSize') ?? DEFAULT_PAGE_SIZE);
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE) {
    throw new ApiError(400, 'constraint.validation', { problem: `pageSize must be between 1 and ${MAX_PAGE_SIZE}` });
  }
  const start = offsetOf(query.get('after'));
  const end = start + size;
  const nextUri = end < result.length ? `${selfUri}?pageSize=${size}&after=${cursorOf(end)}` : undefined;
  return {
    status: 200,
    body: {
      queryStatus: 'Succeeded',
      ...(nextUri ? { nextUri } : {}),
      entities: result.slice(start, end).map(usageEntity),
      selfUri,
    },
  };
}

function usageEntity(group: UsageGroup): Record<string, unknown> {
  const { clientId, clientName, userId, method, template, requests, ...rest } = group;
  const id = clientId === undefined ? {} : { id: clientId };
  const name = clientName === undefined ? {} : { name: clientName };
  return {
    ...rest,
    requestCount: requests,
    ...(clientId === undefined && clientName === undefined ? {} : { oauthClient: { ...id, ...name } }),
    ...(userId ? { user: { id: userId } } : {}),
    ...(method === undefined ? {} : { httpMethod: method }),
    ...(template === undefined ? {} : { templateUri: template }),
  };
}

function checkedInterval(interval: string, now: Date): readonly [number, number] {
  const times = parseInterval(interval);
  if (!times) throw new ApiError(400, 'invalid.date');
  const [from, to] = times;
  if (from < now.getTime() - MAX_AGE_DAYS * DAY_MS) {
    throw new ApiError(400, 'constraint.validation', { problem: 'Start date cannot be more than a year ago' });
  }
  if (to - from > MAX_DAYS * DAY_MS) {
    throw new ApiError(400, 'constraint.validation', {
      problem: `End date cannot be more than ${MAX_DAYS} days after the start`,
    });
  }
  return times;
}

function dimensionOf(name: keyof typeof DIMENSIONS | 'Platform'): Dimension[] {
  return name === 'Platform' ? [] : [DIMENSIONS[name]];
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function cursorOf(offset: number): string {
  return Buffer.from(`row:${offset}`).toString('base64url');
}

function offsetOf(cursor: string | null): number {
  if (cursor === null) return 0;
  const match = /^row:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) throw new ApiError(400, 'bad.request');
  return Number(match[1]);
}

import * as z from 'zod';
import { DAY_MS } from '../../domain/day.ts';
import { type Answer, ApiError } from '../http/answer.ts';
import type { Call, Route } from '../http/call.ts';
import { parseInterval } from '../http/interval.ts';
import type { AuditRecord } from '../world/records.ts';
import { QueryJobs } from './query-jobs.ts';

const SERVICE = 'PeoplePermissions';
const NEEDS = { all: ['audits:audit:view'] };
const DEFAULT_PAGE_SIZE = 25;
const MAX_PAGE_SIZE = 500;
const REALTIME_DAYS = 14;

const Query = z.object({
  interval: z.string(),
  serviceName: z.string().optional(),
  filters: z
    .array(
      z.object({
        property: z.enum(['UserId', 'TrusteeOrganizationId', 'ClientId', 'Action', 'EntityType', 'EntityId']),
        value: z.string(),
      }),
    )
    .default([]),
  sort: z.array(z.object({ name: z.literal('Timestamp'), sortOrder: z.enum(['ascending', 'descending']) })).default([]),
  pageNumber: z.int().positive().default(1),
  pageSize: z.int().positive().max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
});
type Query = z.infer<typeof Query>;

interface Execution {
  readonly query: Query;
  readonly startDate: string;
  readonly entries: readonly AuditRecord[];
}

/** The audit trail: answered at once for the last days, or by a query in the background. */
export function auditRoutes(): readonly Route[] {
  const executions = new QueryJobs<Execution>('c3');
  return [
    { method: 'POST', template: '/api/v2/audits/query/realtime', needs: NEEDS, answer: queryRealtime },
    {
      method: 'GET',
      template: '/api/v2/audits/query/realtime/servicemapping',
      needs: NEEDS,
      answer: () => ({ status: 200, body: SERVICE_MAPPING }),
    },
    {
      method: 'POST',
      template: '/api/v2/audits/query',
      needs: NEEDS,
      answer: (call) => {
        const query = parsedQuery(call.body);
        const entries = matching(call, query);
        const startDate = call.now.toISOString();
        const id = executions.start({ query, startDate, entries });
        return { status: 202, body: statusBody(id, 'Queued', { query, startDate, entries }) };
      },
    },
    {
      method: 'GET',
      template: '/api/v2/audits/query/{transactionId}',
      needs: NEEDS,
      answer: ({ params, world }) => {
        const { pollsBefore, result } = executions.poll(params.transactionId);
        const state = pollsBefore < world.settings.queryPolls ? 'Running' : 'Succeeded';
        return { status: state === 'Running' ? 202 : 200, body: statusBody(params.transactionId ?? '', state, result) };
      },
    },
    {
      method: 'GET',
      template: '/api/v2/audits/query/{transactionId}/results',
      needs: NEEDS,
      answer: (call) => readResults(call, executions),
    },
  ];
}

function queryRealtime(call: Call): Answer {
  const query = parsedQuery(call.body);
  const { pageNumber, pageSize } = query;
  const reach = new Date(call.now.getTime() - REALTIME_DAYS * DAY_MS).toISOString();
  const found = matching(call, query).filter(({ eventDate }) => eventDate >= reach);
  return {
    status: 200,
    body: {
      entities: found.slice((pageNumber - 1) * pageSize, pageNumber * pageSize).map((record) => entryOf(call, record)),
      pageSize,
      pageNumber,
      total: found.length,
      pageCount: Math.ceil(found.length / pageSize),
    },
  };
}

function readResults(call: Call, executions: QueryJobs<Execution>): Answer {
  const id = call.params.transactionId ?? '';
  const { polls, result } = executions.peek(id);
  if (polls <= call.world.settings.queryPolls) throw new ApiError(404, 'not.found');
  const pageSize = Number(call.query.get('pageSize') ?? DEFAULT_PAGE_SIZE);
  const start = Number(call.query.get('cursor') ?? 0);
  const end = start + pageSize;
  return {
    status: 200,
    body: {
      id,
      pageSize,
      ...(end < result.entries.length ? { cursor: String(end) } : {}),
      entities: result.entries.slice(start, end).map((record) => entryOf(call, record)),
    },
  };
}

function parsedQuery(body: unknown): Query {
  const parsed = Query.safeParse(body);
  if (!parsed.success) throw new ApiError(400, 'bad.request');
  return parsed.data;
}

function matching({ world }: Call, { interval, serviceName, filters, sort }: Query): AuditRecord[] {
  const times = parseInterval(interval);
  if (!times) throw new ApiError(400, 'invalid.date');
  const [from, to] = times;
  if (serviceName !== undefined && serviceName !== SERVICE) return [];
  const written = world.now().getTime() - world.settings.auditDelayMs;
  const found = world.audits.filter((record) => {
    const at = Date.parse(record.eventDate);
    return (
      at <= written &&
      at >= from &&
      at < to &&
      filters.every(({ property, value }) => filteredValue(record, property) === value)
    );
  });
  return sort[0]?.sortOrder === 'ascending' ? found : found.reverse();
}

function filteredValue(record: AuditRecord, property: Query['filters'][number]['property']): string {
  switch (property) {
    case 'UserId':
      return record.user.id;
    case 'ClientId':
      return record.clientId;
    case 'Action':
      return record.action;
    case 'EntityType':
      return record.entityType;
    case 'EntityId':
      return record.entity.id;
    case 'TrusteeOrganizationId':
      return '';
    default: {
      const never: never = property;
      throw new Error(`Unknown audit filter ${String(never)}`);
    }
  }
}

/** An entry in the field names of REST; the actor's name only where `expand=user` asks for it. */
function entryOf({ world, query }: Call, record: AuditRecord): Record<string, unknown> {
  const withName = query.getAll('expand').some((names) => names.split(',').includes('user'));
  return {
    id: record.id,
    userHomeOrgId: world.org.id,
    user: {
      id: record.user.id,
      ...(withName ? { name: record.user.name } : {}),
      selfUri: `/api/v2/users/${record.user.id}`,
    },
    client: { id: record.clientId },
    remoteIp: record.remoteIp,
    serviceName: SERVICE,
    level: 'USER',
    eventDate: record.eventDate,
    message: { message: `${record.entityType} ${record.action}` },
    action: record.action,
    entity: record.entity,
    entityType: record.entityType,
    status: 'SUCCESS',
    propertyChanges: record.propertyChanges,
  };
}

function statusBody(id: string, state: string, { query, startDate }: Execution): Record<string, unknown> {
  const { interval, serviceName, filters, sort } = query;
  return { id, state, startDate, interval, ...(serviceName ? { serviceName } : {}), filters, sort };
}

const SERVICE_MAPPING = {
  services: [
    {
      name: SERVICE,
      entities: ['Division', 'OAuthClient', 'OAuthClientAuthorization', 'Role'].map((name) => ({
        name,
        actions: ['Create', 'Update', 'Delete'],
      })),
    },
  ],
};

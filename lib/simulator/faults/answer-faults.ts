import { type Answer, ApiError } from '../http/answer.ts';
import { tooManyRequests } from '../http/rate-limit.ts';
import type { Fault, ForbiddenCode } from './fault.ts';

/** The error that a fault puts in place of the answer, or `undefined` where it lets the endpoint answer. */
export function faultError(fault: Fault): ApiError | undefined {
  switch (fault.kind) {
    case 'unauthorized':
      return new ApiError(401, 'bad.credentials');
    case 'forbidden':
      return forbidden(fault.code ?? 'missing.any.permissions', fault.permission ?? 'some:unnamed:permission');
    case 'too-many-requests':
      return tooManyRequests(fault.retryAfterSeconds);
    case 'internal-error':
      return new ApiError(500, 'internal.server.error');
    case 'unavailable':
      return new ApiError(503, 'service.unavailable');
    case 'gateway-timeout':
      return new ApiError(504, 'request.timeout');
    default:
      return undefined;
  }
}

/** What a fault makes of a right answer's JSON. Faults of the transport leave it alone. */
export function faultyAnswer(answer: Answer, fault: Fault): Answer {
  switch (fault.kind) {
    case 'truncated-page':
      return withEntities(answer, (entities) => entities.slice(0, Math.floor(entities.length / 2)), ['nextUri']);
    case 'missing-page':
      return withEntities(answer, () => []);
    case 'reordered':
      return { ...answer, body: mapJson(answer.body, { array: (items) => items.toReversed() }) };
    case 'fields-absent':
      return fieldsAbsent(answer, fault.fields);
    case 'unknown-fields': {
      const strange = { xUnknown: 'unknown', xNested: { list: [1, null, 'two'] } };
      return { ...answer, body: mapJson(answer.body, { object: (value) => ({ ...value, ...strange }) }) };
    }
    default:
      return answer;
  }
}

function forbidden(code: ForbiddenCode, permission: string): ApiError {
  return new ApiError(403, code, {
    permissions: code === 'missing.division.permission' ? permission : `[${permission}]`,
    ...(code === 'missing.any.division.permissions' ? { divisions: '[Home]' } : {}),
    ...(code === 'app.not.authorized.for.scope' ? { scope: 'oauth' } : {}),
    ...(code === 'authz.policy.denied' ? { policies: 'policy-1' } : {}),
  });
}

type JsonObject = { readonly [name: string]: unknown };

/** The names under which listings keep their entities; the old usage query has its own. */
const ENTITY_LISTS = ['entities', 'results'];

function withEntities(
  answer: Answer,
  change: (entities: readonly unknown[]) => readonly unknown[],
  drop: readonly string[] = [],
): Answer {
  const { body } = answer;
  if (!isObject(body)) return answer;
  for (const name of ENTITY_LISTS) {
    const entities = body[name];
    if (Array.isArray(entities)) return { ...answer, body: { ...without(body, drop), [name]: change(entities) } };
  }
  return answer;
}

function fieldsAbsent(answer: Answer, fields: readonly string[]): Answer {
  const { body } = answer;
  if (!isObject(body)) return answer;
  const isListing = ENTITY_LISTS.some((name) => Array.isArray(body[name]));
  if (!isListing) return { ...answer, body: without(body, fields) };
  return withEntities(answer, (all) => all.map((one) => (isObject(one) ? without(one, fields) : one)));
}

function without(object: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !fields.includes(name)));
}

interface JsonChange {
  readonly array?: (items: readonly unknown[]) => readonly unknown[];
  readonly object?: (value: JsonObject) => JsonObject;
}

function mapJson(value: unknown, change: JsonChange): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => mapJson(item, change));
    return change.array ? change.array(items) : items;
  }
  if (!isObject(value)) return value;
  const object = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapJson(inner, change)]));
  return change.object ? change.object(object) : object;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

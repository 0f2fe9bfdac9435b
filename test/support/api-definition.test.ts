import { type Exchange, hasApiDefinition, itWithDefinition, validateExchange } from './api-definition.ts';

const roles: Exchange = {
  method: 'GET',
  path: '/api/v2/authorization/roles',
  query: [['pageSize', '100']],
  status: 200,
  responseBody: { entities: [{ id: 'r', name: 'Role' }], total: 1 },
};

const usage: Exchange = {
  method: 'POST',
  path: '/api/v2/usage/aggregates/query/jobs',
  query: [],
  body: { interval: '2026-11-01T00:00:00Z/2026-11-02T00:00:00Z', groupBy: ['OauthClientId'] },
  status: 202,
  responseBody: { id: 'job' },
};

describe(`an exchange, by the API definition${hasApiDefinition ? '' : ' (skipped: the definition is not here)'}`, () => {
  itWithDefinition.each([
    ['a listing', roles],
    ['a query', usage],
  ])('conforms: %s', (_, exchange) => {
    expect(validateExchange(exchange)).toEqual([]);
  });

  itWithDefinition.each<[string, Exchange, string]>([
    ['path', { ...roles, path: '/api/v2/authorization/rules' }, 'no such operation'],
    ['method', { ...roles, method: 'PATCH' }, 'no such operation'],
    ['query parameter', { ...roles, query: [['page', '1']] }, 'unknown query parameter page'],
    ['type of a query parameter', { ...roles, query: [['pageSize', 'all']] }, 'pageSize=all is no integer'],
    ['status', { ...roles, status: 418 }, 'status 418 is not defined'],
    ['field of an answer', { ...roles, responseBody: { entity: [] } }, 'must NOT have additional properties (entity)'],
    ['type in an answer', { ...roles, responseBody: { total: 'one' } }, 'answer 200/total must be integer'],
    ['body', { ...usage, body: undefined }, 'body is missing'],
    ['field of a body', { ...usage, body: { granularity: 'Day' } }, "must have required property 'interval'"],
    ['member of an enumeration', { ...usage, body: { interval: 'a/b', granularity: 'Hour' } }, 'body/granularity'],
  ])('is reported for its unknown %s', (_, exchange, problem) => {
    expect(validateExchange(exchange).join('\n')).toContain(problem);
  });
});

import type { Answer } from '../http/answer.ts';
import type { Route } from '../http/call.ts';

/** Where the definition is served: to anybody, without a token. */
export const DEFINITION_PATH = '/api/v2/docs/swagger';

/** Scopes by the first part of a path where they have another name. */
const SCOPES: Readonly<Record<string, string>> = { usage: 'oauth', tokens: '', organizations: 'organization' };

/** The definition of what this simulator serves: small, and of the same shape as that of a region. */
export function definitionAnswer(routes: readonly Route[]): Answer {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    if (route.template.includes('*')) continue;
    const operations = paths[route.template] ?? {};
    paths[route.template] = { ...operations, [route.method.toLowerCase()]: operationOf(route) };
  }
  return { status: 200, body: { swagger: '2.0', info: { title: 'Platform API', version: 'v2' }, paths } };
}

function operationOf({ template, method, needs }: Route): Record<string, unknown> {
  const area = template.split('/')[3] ?? '';
  const scope = SCOPES[area] ?? area;
  const scopes = method === 'GET' ? [scope, `${scope}:readonly`] : [scope];
  return {
    responses: { 200: { description: 'successful operation' } },
    ...(scope && { security: [{ 'PureCloud OAuth': scopes }] }),
    ...(needs && {
      'x-inin-requires-permissions':
        'any' in needs ? { type: 'ANY', permissions: needs.any } : { type: 'ALL', permissions: needs.all },
    }),
  };
}

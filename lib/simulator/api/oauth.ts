import { type Answer, ApiError } from '../http/answer.ts';
import type { Call, Route } from '../http/call.ts';
import { page } from '../http/paging.ts';
import type { AuthorizationRecord, ClientRecord } from '../world/records.ts';
import type { WorldSettings } from '../world/settings.ts';
import { provenance } from './references.ts';
import { SCOPES } from './scope-catalogue.ts';

/** OAuth clients, authorisations of foreign clients, and the live scope catalogue. */
export const oauthRoutes: readonly Route[] = [
  { method: 'GET', template: '/api/v2/oauth/clients', needs: { any: ['oauth:client:view'] }, answer: listClients },
  {
    method: 'GET',
    template: '/api/v2/oauth/clients/{clientId}',
    needs: { any: ['oauth:client:view'] },
    answer: getClient,
  },
  {
    method: 'GET',
    template: '/api/v2/oauth/authorizations',
    needs: { any: ['oauth:client:authorize'] },
    answer: ({ view }) => listing('/api/v2/oauth/authorizations', view.authorizations.map(authorizationEntity)),
  },
  {
    method: 'GET',
    template: '/api/v2/oauth/scopes',
    answer: ({ world }) =>
      listing('/api/v2/oauth/scopes', [...SCOPES, ...world.settings.extraScopes].sort().map(scopeEntity)),
  },
];

/** Takes no paging parameters: all clients in one answer, unless the org's settings split them. */
function listClients(call: Call): Answer {
  const { settings } = call.world;
  const items = call.view.clients;
  const pageSize = settings.clientsPageSize ?? Math.max(1, items.length);
  const pageNumber = Number(call.query.get('pageNumber') ?? 1);
  return {
    status: 200,
    body: page({ call, items, pageSize, pageNumber, toEntity: (client) => clientEntity(client, settings) }),
  };
}

function getClient({ view, params, world }: Call): Answer {
  const client = view.clients.find(({ id }) => id === params.clientId?.toLowerCase());
  if (!client) throw new ApiError(404, 'not.found');
  return { status: 200, body: clientEntity(client, world.settings) };
}

/** A client as the API serves it. */
export function clientEntity(client: ClientRecord, settings: WorldSettings): Record<string, unknown> {
  const id = (text: string) => (settings.upperCaseIds ? text.toUpperCase() : text);
  const grants = settings.showDirectGrants ? [...client.roleDivisions, ...client.directGrants] : client.roleDivisions;
  const roleIds = [...new Set([...grants.map(({ roleId }) => roleId), ...client.looseRoleIds])];
  const { accessTokenValiditySeconds, dateToDelete } = client;
  return {
    id: id(client.id),
    name: client.name,
    ...(accessTokenValiditySeconds === undefined ? {} : { accessTokenValiditySeconds }),
    description: client.description,
    registeredRedirectUri: client.registeredRedirectUri,
    ...(settings.serveSecrets ? { secret: client.secret } : {}),
    roleIds: roleIds.map(id),
    ...provenance(client),
    authorizedGrantType: client.authorizedGrantType,
    scope: client.scope,
    roleDivisions: grants.map(({ roleId, divisionId }) => ({ roleId: id(roleId), divisionId: id(divisionId) })),
    state: client.state,
    ...(dateToDelete === undefined ? {} : { dateToDelete }),
    selfUri: `/api/v2/oauth/clients/${id(client.id)}`,
  };
}

function authorizationEntity(record: AuthorizationRecord): Record<string, unknown> {
  return {
    client: { id: record.id, name: record.name, authorizedGrantType: 'CODE' },
    scope: record.scope,
    roles: record.roles,
    resourceOwner: { id: record.createdBy.id },
    ...provenance(record),
    pending: record.pending,
    state: record.state,
    selfUri: `/api/v2/oauth/authorizations/${record.id}`,
  };
}

function scopeEntity(id: string): Record<string, unknown> {
  return { id, description: `The scope ${id}`, selfUri: `/api/v2/oauth/scopes/${id}` };
}

function listing(selfUri: string, entities: readonly unknown[]): Answer {
  return { status: 200, body: { total: entities.length, entities, selfUri } };
}

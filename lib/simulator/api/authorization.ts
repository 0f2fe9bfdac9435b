import { ALL_DIVISIONS } from '../../domain/client.ts';
import { type Answer, ApiError } from '../http/answer.ts';
import type { Call, Route } from '../http/call.ts';
import { pageAnswer } from '../http/paging.ts';
import type { DivisionRecord, RoleRecord } from '../world/records.ts';
import { permissionCollections } from './permission-catalogue.ts';

/** Roles, divisions, grants and the permission catalogue. */
export const authorizationRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/api/v2/authorization/roles',
    needs: { any: ['authorization:role:view'] },
    answer: (call) => pageAnswer(call, call.view.roles, (role) => roleEntity(role, wantsUserCount(call))),
  },
  {
    method: 'GET',
    template: '/api/v2/authorization/roles/{roleId}',
    needs: { any: ['authorization:role:view'] },
    answer: (call) => ({
      status: 200,
      body: roleEntity(byId(call.view.roles, call.params.roleId), wantsUserCount(call)),
    }),
  },
  {
    method: 'GET',
    template: '/api/v2/authorization/divisions',
    answer: (call) => pageAnswer(call, call.view.divisions, divisionEntity),
  },
  {
    method: 'GET',
    template: '/api/v2/authorization/divisions/home',
    answer: ({ world }) => ({ status: 200, body: divisionEntity(world.homeDivision) }),
  },
  {
    method: 'GET',
    template: '/api/v2/authorization/subjects/{subjectId}',
    needs: { any: ['authorization:grant:view'] },
    answer: getSubject,
  },
  {
    method: 'GET',
    template: '/api/v2/authorization/permissions',
    answer: (call) => pageAnswer(call, permissionCollections(), (collection) => collection),
  },
];

function wantsUserCount({ query }: Call): boolean {
  return query.get('userCount') !== 'false';
}

function roleEntity(role: RoleRecord, withUserCount: boolean): Record<string, unknown> {
  return {
    id: role.id,
    name: role.name,
    description: role.description,
    permissions: [],
    permissionPolicies: policiesOf(role),
    ...(withUserCount ? { userCount: role.userCount } : {}),
    roleNeedsUpdate: false,
    base: false,
    default: false,
    selfUri: `/api/v2/authorization/roles/${role.id}`,
  };
}

/** Permissions as policies: one for each entity, and one more for the actions that hold under a condition only. */
function policiesOf({ permissions, conditional }: RoleRecord): Record<string, unknown>[] {
  const conditions = new Set(conditional);
  const policies = new Map<
    string,
    { domain: string; entityName: string; actionSet: string[]; isConditional: boolean }
  >();
  for (const permission of permissions) {
    const [domain = '', entityName = '', action = ''] = permission.split(':');
    const isConditional = conditions.has(permission);
    const key = `${domain}:${entityName}:${isConditional}`;
    const policy = policies.get(key) ?? { domain, entityName, actionSet: [], isConditional };
    policy.actionSet.push(action);
    policies.set(key, policy);
  }
  return [...policies.values()].map(({ isConditional, ...policy }) => ({
    ...policy,
    allowConditions: isConditional,
    ...(isConditional ? { resourceConditionNode: ownQueuesOnly } : {}),
  }));
}

const ownQueuesOnly = {
  conjunction: 'AND',
  terms: [{ variableName: 'Conversation.queues', operator: 'IN', operands: [{ type: 'SCALAR', value: 'own' }] }],
};

function divisionEntity({ id, name, homeDivision }: DivisionRecord): Record<string, unknown> {
  return { id, name, description: '', homeDivision, selfUri: `/api/v2/authorization/divisions/${id}` };
}

/** Grants of a client with the names that the subjects API uses; the only place that is sure to show direct grants. */
function getSubject({ view, params }: Call): Answer {
  const { clients, roles, divisions } = view;
  const client = byId(clients, params.subjectId);
  const grants = [...client.roleDivisions, ...client.directGrants].flatMap(({ roleId, divisionId }) => {
    const role = roles.find(({ id }) => id === roleId);
    const division = divisions.find(({ id }) => id === divisionId);
    if (!role || (!division && divisionId !== ALL_DIVISIONS)) return [];
    return {
      subjectId: client.id,
      division: division ? divisionEntity(division) : { id: ALL_DIVISIONS, name: ALL_DIVISIONS, description: '' },
      role: subjectRole(role),
      grantMadeAt: client.dateModified,
    };
  });
  const selfUri = `/api/v2/authorization/subjects/${client.id}`;
  return { status: 200, body: { id: client.id, name: client.name, grants, version: 1, selfUri } };
}

function subjectRole(role: RoleRecord): Record<string, unknown> {
  const policies = policiesOf(role).map(({ domain, entityName, actionSet }) => ({
    domain,
    entityName,
    actions: actionSet,
  }));
  const selfUri = `/api/v2/authorization/roles/${role.id}`;
  return { id: role.id, name: role.name, description: role.description, policies, default: false, selfUri };
}

function byId<T extends { readonly id: string }>(entities: readonly T[], id = ''): T {
  const found = entities.find((entity) => entity.id === id.toLowerCase());
  if (!found) throw new ApiError(404, 'not.found');
  return found;
}

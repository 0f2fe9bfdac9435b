import * as z from 'zod';
import type { World } from '../../../lib/simulator/index.ts';

/**
 * What happens in the org, as data: a history can be generated, shortened, printed and pasted. An action that cannot be
 * done (its client is gone, because an earlier step was taken out) does nothing.
 */
export const actionSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.enum(['add-scopes', 'remove-scopes']), client: z.string(), scopes: z.array(z.string()) }),
  z.strictObject({
    do: z.enum(['add-permissions', 'remove-permissions']),
    role: z.string(),
    permissions: z.array(z.string()),
  }),
  z.strictObject({ do: z.enum(['grant', 'revoke']), client: z.string(), role: z.string(), division: z.string() }),
  z.strictObject({ do: z.literal('set-token'), client: z.string(), seconds: z.number() }),
  z.strictObject({ do: z.literal('set-redirects'), client: z.string(), uris: z.array(z.string()) }),
  z.strictObject({ do: z.literal('set-state'), client: z.string(), state: z.string() }),
  z.strictObject({ do: z.literal('create-client'), client: z.string() }),
  z.strictObject({ do: z.enum(['delete-client', 'restore-client']), client: z.string() }),
  z.strictObject({ do: z.literal('describe-client'), client: z.string(), description: z.string() }),
  z.strictObject({ do: z.literal('rename-role'), role: z.string(), name: z.string() }),
  z.strictObject({ do: z.literal('create-role'), role: z.string() }),
  z.strictObject({ do: z.literal('create-division'), division: z.string() }),
  /** Requests on the present UTC day: Genesys publishes them when it is over. */
  z.strictObject({ do: z.literal('burn'), client: z.string(), requests: z.number() }),
]);
export type Action = z.output<typeof actionSchema>;

/** Does an action, if it can be done. */
export function act(world: World, action: Action): void {
  if (!isPossible(world, action)) return;
  switch (action.do) {
    case 'add-scopes':
      world.addScopes(action.client, action.scopes);
      return;
    case 'remove-scopes':
      world.removeScopes(action.client, action.scopes);
      return;
    case 'add-permissions':
      world.editRole(action.role, { add: action.permissions });
      return;
    case 'remove-permissions':
      world.editRole(action.role, { remove: action.permissions });
      return;
    case 'grant':
      world.grantRole(action.client, action.role, action.division);
      return;
    case 'revoke':
      world.revokeRole(action.client, action.role, action.division);
      return;
    case 'set-token':
      world.setClient(action.client, { accessTokenValiditySeconds: action.seconds });
      return;
    case 'set-redirects':
      world.setClient(action.client, { registeredRedirectUri: action.uris });
      return;
    case 'set-state':
      world.setClient(action.client, { state: action.state });
      return;
    case 'create-client':
      world.createClient({ name: action.client, grantType: 'CODE', scopes: ['users:readonly'], tokenSeconds: 3_600 });
      return;
    case 'delete-client':
      world.deleteClient(action.client);
      return;
    case 'restore-client':
      world.restoreClient(action.client);
      return;
    case 'describe-client':
      world.setClient(action.client, { description: action.description });
      return;
    case 'rename-role':
      world.renameRole(action.role, action.name);
      return;
    case 'create-role':
      world.createRole({ name: action.role, permissions: ['routing:queue:view'] });
      return;
    case 'create-division':
      world.createDivision(action.division);
      return;
    case 'burn':
      world.burn(action.client, { requests: action.requests });
      return;
    default:
      action satisfies never;
  }
}

function isPossible(world: World, action: Action): boolean {
  const names = (entities: Iterable<{ readonly name: string }>) => new Set([...entities].map(({ name }) => name));
  const clients = names(world.clients.values());
  if (action.do === 'create-client') return !clients.has(action.client);
  if (action.do === 'restore-client') {
    return !clients.has(action.client) && names(world.clients.asOf(0)).has(action.client);
  }
  if ('client' in action && !clients.has(action.client)) return false;
  if ('role' in action && action.do !== 'create-role' && !names(world.roles.values()).has(action.role)) return false;
  return !('division' in action) || action.do === 'create-division' || isDivision(world, action.division);
}

function isDivision(world: World, name: string): boolean {
  return name === '*' || [...world.divisions.values()].some((division) => division.name === name);
}

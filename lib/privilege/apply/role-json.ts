import type { Permission } from '../../domain/permission.ts';
import type { ReadyFile, ReadyRole } from './grant.ts';
import { jsonText } from './quoted.ts';

/** One entity of a role's permissions, as the roles API writes it. */
export interface PermissionPolicy {
  readonly domain: string;
  readonly entityName: string;
  readonly actionSet: readonly string[];
}

/** The body of `POST /api/v2/authorization/roles`, and of `PUT …/{roleId}`. */
export interface RoleRequest {
  readonly name: string;
  readonly description: string;
  readonly permissionPolicies: readonly PermissionPolicy[];
}

export function roleRequest({ name, description, permissions }: Omit<ReadyRole, 'places'>): RoleRequest {
  return { name, description, permissionPolicies: permissionPolicies(permissions) };
}

/** The permissions by domain and entity; policies and actions sorted, none twice. */
export function permissionPolicies(permissions: readonly Permission[]): PermissionPolicy[] {
  const policies = new Map<string, { domain: string; entityName: string; actionSet: string[] }>();
  for (const permission of [...new Set(permissions)].sort()) {
    const [domain = '', entityName = '', action = ''] = permission.split(':');
    const key = `${domain}:${entityName}`;
    const policy = policies.get(key) ?? { domain, entityName, actionSet: [] };
    policy.actionSet.push(action);
    policies.set(key, policy);
  }
  return [...policies.values()];
}

/** A file for each role. */
export function roleFiles(roles: readonly ReadyRole[]): ReadyFile[] {
  return roles.map((role) => ({ name: `${role.name}.json`, text: jsonText(roleRequest(role)) }));
}

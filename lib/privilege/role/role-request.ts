import type { Permission } from '../../domain/permission.ts';

/** The body of `POST /api/v2/authorization/roles`, and of `PUT …/{roleId}`. */
export interface RoleRequest {
  readonly name: string;
  readonly description: string;
  readonly permissionPolicies: readonly PermissionPolicy[];
}

/** One entity of a role's permissions, as the roles API writes it. */
export interface PermissionPolicy {
  readonly domain: string;
  readonly entityName: string;
  readonly actionSet: readonly string[];
}

/** A role that is to be made, before anybody is granted it. */
export interface NewRole {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

/** A role as the roles API takes it. */
export function roleRequest({ name, description, permissions }: NewRole): RoleRequest {
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

export { roleName, slug } from './role-name.ts';
export { type NewRole, permissionPolicies, type RoleRequest, roleRequest } from './role-request.ts';

import type { Permission } from '../../domain/permission.ts';
import type { RoleBody } from './explanation.ts';

/** A role as `POST /api/v2/authorization/roles` takes it; permissions of one entity share a policy. */
export function roleBody({
  name,
  description,
  permissions,
}: {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}): RoleBody {
  const policies = new Map<string, { domain: string; entityName: string; actionSet: string[] }>();
  for (const permission of [...permissions].sort()) {
    const [domain = '', entityName = '', action = ''] = permission.split(':');
    const policy = policies.get(`${domain}:${entityName}`) ?? { domain, entityName, actionSet: [] };
    policy.actionSet.push(action);
    policies.set(`${domain}:${entityName}`, policy);
  }
  return { name, description, permissionPolicies: [...policies.values()] };
}

/** Named after the pattern of Genesys' own roles for apps: `Marketplace_App_Acme_Recorder_Analytics_Only`. */
export function roleNameFor(clientName: string, permissions: readonly Permission[]): string {
  const domains = [...new Set(permissions.map((permission) => permission.split(':')[0] ?? ''))].sort();
  const words = clientName.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const what =
    domains.length <= MOST_DOMAINS ? domains.map((domain) => domain.charAt(0).toUpperCase() + domain.slice(1)) : [];
  return ['Marketplace', 'App', ...words, ...what, 'Only'].join('_').slice(0, LONGEST_NAME);
}

const MOST_DOMAINS = 3;
/** Names of clients can be long; a role's name has to be typed. */
const LONGEST_NAME = 120;

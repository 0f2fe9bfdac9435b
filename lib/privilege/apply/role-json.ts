import { roleRequest } from '../role/index.ts';
import type { ReadyFile, ReadyRole } from './grant.ts';
import { jsonText } from './quoted.ts';

/** A file for each role: the body with which the roles API makes it. */
export function roleFiles(roles: readonly ReadyRole[]): ReadyFile[] {
  return roles.map((role) => ({ name: `${role.name}.json`, text: jsonText(roleRequest(role)) }));
}

export { type Advised, advisedGrant, approvedGrant, vendorName } from './advised-grant.ts';
export type { KeptGrant, Place, ReadyFile, ReadyGrant, ReadyRole } from './grant.ts';
export { hclFile } from './hcl.ts';
export { letterFile, welcomeLetter } from './letter.ts';
export { manifestFile } from './manifest-entry.ts';
export { planFiles } from './plan-file.ts';
export { type RoleRequest, roleFiles, roleRequest } from './role-json.ts';
export { roleName, slug } from './role-name.ts';
export { type RemovalPlan, removalPlan, STAGE_DAYS, type Stage } from './stages.ts';

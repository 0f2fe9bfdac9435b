export { type Advised, advisedGrant, approvedGrant } from './advised-grant.ts';
export type { KeptGrant, Place, ReadyFile, ReadyGrant, ReadyRole } from './grant.ts';
export { hclFile } from './hcl.ts';
export { letterFile, welcomeLetter } from './letter.ts';
export { manifestFile } from './manifest-entry.ts';
export { planFiles } from './plan-file.ts';
export { roleFiles } from './role-json.ts';
export { type RemovalPlan, removalPlan, STAGE_DAYS, type Stage } from './stages.ts';

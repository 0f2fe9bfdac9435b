/**
 * A Genesys Cloud org over real HTTP, for the demo and for tests. `World` is the org and its script verbs,
 * `startSimulator` serves it, `FaultPlan` breaks it on purpose, `generateOrg` makes large ones, `demoOrg` the one of the
 * story. Behaviour follows the public API definition; what no source settles is a setting of the world.
 */
export { DEMO_CLIENTS, DEMO_ROLES } from './demo/apps.ts';
export { demoManifest } from './demo/manifest.ts';
export { type DemoOrgOptions, demoOrg } from './demo/org.ts';
export { type DemoStep, demoStory } from './demo/story.ts';
export { type Fault, type FaultKind, FORBIDDEN_CODES, type ForbiddenCode } from './faults/fault.ts';
export { FaultPlan, type Occurrence, type PlannedFault } from './faults/fault-plan.ts';
export { type GenerateOrgOptions, generateOrg } from './generate/org.ts';
export { Random } from './generate/random.ts';
export { type GenerateUsageOptions, generateUsage } from './generate/usage.ts';
export type { RequestLog } from './http/request-log.ts';
export { type InProcessSimulator, openSimulator } from './in-process.ts';
export { type Credentials, type Simulator, type SimulatorOptions, startSimulator } from './server.ts';
export {
  addGuardian,
  GUARDIAN_PERMISSIONS,
  type GuardianOptions,
  OPTIONAL_GUARDIAN_PERMISSIONS,
} from './world/guardian-client.ts';
export type { EditOptions, OrgOptions } from './world/org-state.ts';
export type {
  AuditRecord,
  AuthorizationRecord,
  ClientRecord,
  DivisionRecord,
  IntegrationRecord,
  IntegrationTypeRecord,
  RoleRecord,
} from './world/records.ts';
export type { BurnScript, ClientPatch, ClientScript, GrantScript, RoleScript } from './world/scripts.ts';
export type { UsagePublication, WorldSettings } from './world/settings.ts';
export { World } from './world/world.ts';

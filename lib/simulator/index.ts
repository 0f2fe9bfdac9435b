export { type Fault, type FaultKind, FORBIDDEN_CODES, type ForbiddenCode } from './faults/fault.ts';
export { FaultPlan, type Occurrence, type PlannedFault } from './faults/fault-plan.ts';
export type { RequestLog } from './http/request-log.ts';
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
export type { UsagePublication, WorldSettings } from './world/settings.ts';
export {
  type BurnScript,
  type ClientPatch,
  type ClientScript,
  type GrantScript,
  type RoleScript,
  World,
} from './world/world.ts';

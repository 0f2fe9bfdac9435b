import { allDivisionsGrant } from './all-divisions-grant.ts';
import { authorizationGranted } from './authorization-granted.ts';
import { clientCreated } from './client-created.ts';
import { clientDeleted } from './client-deleted.ts';
import { clientStateChanged } from './client-state-changed.ts';
import { clientUnused } from './client-unused.ts';
import { divisionWidened } from './division-widened.ts';
import { endpointUnapproved } from './endpoint-unapproved.ts';
import { failingCalls } from './failing-calls.ts';
import { grantTypeChanged } from './grant-type-changed.ts';
import { guardianBlind } from './guardian-blind.ts';
import { guardianOverprivileged } from './guardian-overprivileged.ts';
import { homeDivisionGrant } from './home-division-grant.ts';
import { implicitGrant } from './implicit-grant.ts';
import { passwordGrant } from './password-grant.ts';
import { permissionMissing } from './permission-missing.ts';
import { permissionUnused } from './permission-unused.ts';
import { quotaForecast } from './quota-forecast.ts';
import { quotaShare } from './quota-share.ts';
import { rateLimited } from './rate-limited.ts';
import { redirectUriChanged } from './redirect-uri-changed.ts';
import { redirectUriInsecure } from './redirect-uri-insecure.ts';
import { roleAdded } from './role-added.ts';
import { rolePermissionsWidened } from './role-permissions-widened.ts';
import { roleRemoved } from './role-removed.ts';
import type { Rule } from './rule.ts';
import { scopeAdded } from './scope-added.ts';
import { scopeBroaderThanNeeded } from './scope-broader-than-needed.ts';
import { scopeRemoved } from './scope-removed.ts';
import { scopeUnused } from './scope-unused.ts';
import { scopesExcessive } from './scopes-excessive.ts';
import { selfEscalation } from './self-escalation.ts';
import { sharedRole } from './shared-role.ts';
import { tokenLifetimeRaised } from './token-lifetime-raised.ts';
import { usageSpike } from './usage-spike.ts';
import { wildcardPermission } from './wildcard-permission.ts';

/** Every rule, in the order of the catalogue. A new rule is a file beside this one, a line here, and a test. */
export const RULES: readonly Rule[] = [
  scopeAdded,
  scopeRemoved,
  scopesExcessive,
  scopeBroaderThanNeeded,
  roleAdded,
  roleRemoved,
  divisionWidened,
  rolePermissionsWidened,
  homeDivisionGrant,
  allDivisionsGrant,
  wildcardPermission,
  selfEscalation,
  sharedRole,
  grantTypeChanged,
  implicitGrant,
  passwordGrant,
  redirectUriInsecure,
  redirectUriChanged,
  tokenLifetimeRaised,
  clientCreated,
  clientDeleted,
  clientStateChanged,
  authorizationGranted,
  quotaShare,
  quotaForecast,
  usageSpike,
  rateLimited,
  failingCalls,
  clientUnused,
  scopeUnused,
  permissionUnused,
  permissionMissing,
  endpointUnapproved,
  guardianBlind,
  guardianOverprivileged,
];

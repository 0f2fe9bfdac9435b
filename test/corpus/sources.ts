/**
 * Which rules have no answer without a source. Written out by hand and not asked of the rules: a rule that forgets what
 * it needs would forget it in its label, too.
 */

/** Rules about scopes, sign-in and the life of a client. */
const OF_CLIENTS = [
  'scope-added',
  'scope-removed',
  'scopes-excessive',
  'scope-broader-than-needed',
  'grant-type-changed',
  'implicit-grant',
  'password-grant',
  'redirect-uri-insecure',
  'redirect-uri-changed',
  'token-lifetime-raised',
  'client-created',
  'client-state-changed',
] as const;

/** Rules about grants, which need the divisions too. */
export const OF_DIVISIONS = [
  'role-added',
  'role-removed',
  'division-widened',
  'role-permissions-widened',
  'home-division-grant',
  'all-divisions-grant',
] as const;

/** Rules about roles, of one client each. */
export const OF_ROLES = [...OF_DIVISIONS, 'wildcard-permission', 'self-escalation', 'shared-role'] as const;

/** Rules about usage, of one client each. */
export const OF_USAGE = [
  'quota-share',
  'usage-spike',
  'rate-limited',
  'failing-calls',
  'client-unused',
  'endpoint-unapproved',
] as const;

/** Rules that hold the permissions of roles against calls. */
export const OF_ROLES_AND_CALLS = ['permission-unused', 'permission-missing'] as const;

/** Rules that hold grants against calls. */
export const OF_CALLS = ['scope-unused', ...OF_ROLES_AND_CALLS] as const;

/** Every rule that says something of a client by itself. */
export const OF_ONE_CLIENT = [...OF_CLIENTS, ...OF_ROLES, ...OF_USAGE, ...OF_CALLS] as const;

/** Every rule that reads the listing of clients and judges each. */
export const OF_LISTED_CLIENTS = [...OF_CLIENTS, ...OF_ROLES, ...OF_CALLS] as const;

import type { Rule } from './rule.ts';

/** As much of a rule as those need who only read findings: its name, and the sources without which it cannot judge. */
export type KnownRule = Pick<Rule, 'id' | 'needs'>;

/**
 * All rules of `RULES` in their order, without what they judge by: that is most of the size of a function that only
 * answers questions. A test holds the two equal.
 */
export const KNOWN_RULES: readonly KnownRule[] = [
  { id: 'scope-added', needs: ['clients'] },
  { id: 'scope-removed', needs: ['clients'] },
  { id: 'scopes-excessive', needs: ['clients'] },
  { id: 'scope-broader-than-needed', needs: ['clients'] },
  { id: 'role-added', needs: ['clients', 'roles', 'divisions'] },
  { id: 'role-removed', needs: ['clients', 'roles', 'divisions'] },
  { id: 'division-widened', needs: ['clients', 'roles', 'divisions'] },
  { id: 'role-permissions-widened', needs: ['clients', 'roles', 'divisions'] },
  { id: 'home-division-grant', needs: ['clients', 'roles', 'divisions'] },
  { id: 'all-divisions-grant', needs: ['clients', 'roles', 'divisions'] },
  { id: 'wildcard-permission', needs: ['clients', 'roles'] },
  { id: 'self-escalation', needs: ['clients', 'roles'] },
  { id: 'shared-role', needs: ['clients', 'roles'] },
  { id: 'grant-type-changed', needs: ['clients'] },
  { id: 'implicit-grant', needs: ['clients'] },
  { id: 'password-grant', needs: ['clients'] },
  { id: 'redirect-uri-insecure', needs: ['clients'] },
  { id: 'redirect-uri-changed', needs: ['clients'] },
  { id: 'token-lifetime-raised', needs: ['clients'] },
  { id: 'client-created', needs: ['clients'] },
  { id: 'client-deleted', needs: ['clients'] },
  { id: 'client-state-changed', needs: ['clients'] },
  { id: 'authorization-granted', needs: ['authorizations', 'roles'] },
  { id: 'quota-share', needs: ['usage'] },
  { id: 'quota-forecast', needs: ['usage'] },
  { id: 'usage-spike', needs: ['usage'] },
  { id: 'rate-limited', needs: ['usage'] },
  { id: 'failing-calls', needs: ['usage'] },
  { id: 'client-unused', needs: ['usage'] },
  { id: 'scope-unused', needs: ['clients', 'usage'] },
  { id: 'permission-unused', needs: ['clients', 'roles', 'usage'] },
  { id: 'permission-missing', needs: ['clients', 'roles', 'usage'] },
  { id: 'endpoint-unapproved', needs: ['usage'] },
  { id: 'guardian-blind', needs: [] },
  { id: 'guardian-overprivileged', needs: ['roles'] },
];

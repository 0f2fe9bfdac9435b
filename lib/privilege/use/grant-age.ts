import { permissionsOf } from '../../domain/access.ts';
import type { StoredApproval } from '../../domain/approval.ts';
import type { OAuthClient } from '../../domain/client.ts';
import type { Role } from '../../domain/org.ts';
import { type Scope, scopesCover } from '../../domain/scope.ts';
import type { OldPart } from './role-use.ts';

/** Which grants a client has held since some time, as far as the guardian itself has watched. */
export interface GrantAge {
  /** True if the guardian has known the client for less than that: nothing can be old enough. */
  readonly isNew: boolean;
  isOldScope(scope: Scope): boolean;
  oldPartOf(role: Role): OldPart;
}

/** What {@link grantAge} looks at. ISO times; a time that nobody knows is absent. */
export interface AgeInput {
  readonly client: Pick<OAuthClient, 'scopes' | 'grants'>;
  /** When a run last saw the client, or the role, change. A first sighting counts as a change. */
  readonly clientSince?: string | undefined;
  readonly roleSince: (roleId: string) => string | undefined;
  /** The client as it was approved: what it held then and holds now, it is taken to have held all the while. */
  readonly approved?: StoredApproval | undefined;
  /** Grants have to be held since then, or longer. */
  readonly limit: string;
}

/**
 * The age of grants by what the guardian has seen, not by what Genesys says of dates: a role that was edited carries no
 * date. So for one window after its first look nothing is old. A client or role that changed since is judged by the
 * approved state, if that is old; if that is young as well, the age is not known.
 */
export function grantAge({ client, clientSince, roleSince, approved, limit }: AgeInput): GrantAge {
  const isOld = (time: string | undefined) => time !== undefined && Date.parse(time) <= Date.parse(limit);
  const isUnchanged = isOld(clientSince);
  const reference = isOld(approved?.at) ? approved : undefined;
  const heldThen = new Set(reference?.client.grants.map(({ roleId }) => roleId));
  return {
    isNew: !isUnchanged && isFirstSight(approved, clientSince) && !reference,
    isOldScope: (scope) => isUnchanged || (reference !== undefined && scopesCover(reference.client.scopes, scope)),
    oldPartOf: (role) => {
      const isHeld = isUnchanged ? client.grants.some(({ roleId }) => roleId === role.id) : heldThen.has(role.id);
      if (!isHeld) return 'none';
      if (isOld(roleSince(role.id))) return 'all';
      const then = reference?.roles.get(role.id);
      return then ? permissionsOf(then) : 'none';
    },
  };
}

/** True if the approval is the first sighting: one that was made anew forgets how long the client was known before. */
function isFirstSight(approved: StoredApproval | undefined, clientSince: string | undefined): boolean {
  if (!approved) return clientSince === undefined;
  return (
    approved.by !== 'accepted' && (clientSince === undefined || Date.parse(clientSince) >= Date.parse(approved.at))
  );
}

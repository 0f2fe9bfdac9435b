import type { OAuthClient } from '../../domain/client.ts';
import type { Head, PastRevision } from '../../domain/run.ts';
import { effectiveRoles, type LostRole, type ResidueClient } from './facts.ts';

/** As much of a revision as tells which roles a client held. */
export type PastClientState = Pick<PastRevision<'client'>, 'at' | 'body'>;

/**
 * Roles that a client held and holds no more, each with the time by which it had lost it, newest loss only.
 *
 * @param past its states, newest first; where the history was shortened, its approval tells of an older one
 */
export function lostRolesOf(
  { since, approval }: Head<'client'>,
  by: ResidueClient,
  past: readonly PastClientState[],
): ReadonlyMap<string, LostRole> {
  const held = heldNow(by);
  const lost = new Map<string, LostRole>();
  const note = (client: OAuthClient | null | undefined, at: string) => {
    for (const roleId of client ? effectiveRoles(client) : []) {
      if (!held.has(roleId) && !lost.has(roleId)) lost.set(roleId, { by, at });
    }
  };
  let lostBy = since;
  for (const { at, body } of past) {
    note(body, lostBy);
    lostBy = at;
  }
  if (by.goneSince !== undefined) note(by.client, by.goneSince);
  note(approval?.body, lostBy);
  return lost;
}

/** True if a client has no other state than the present one, so that nobody need read its past. */
export function neverChanged(
  { since, approval, body }: Head<'client'>,
  { baselineAt }: { readonly baselineAt?: string | undefined },
): boolean {
  if (body === null) return false;
  const isFirstLook = baselineAt === undefined || since <= baselineAt;
  return isFirstLook || (approval !== undefined && approval.by !== 'accepted' && approval.at === since);
}

function heldNow({ client, goneSince }: ResidueClient): ReadonlySet<string> {
  return goneSince === undefined ? effectiveRoles(client) : new Set();
}

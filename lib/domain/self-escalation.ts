import { type Permission, permissionImplies } from './permission.ts';

/** A permission that lets its holder widen what it may do itself, and how. */
export interface SelfEscalation {
  /** Always one plain permission, so that a wildcard covers it or does not. */
  readonly pattern: Permission;
  readonly reason: string;
}

/**
 * The ways to more access, each from the operations that Genesys Cloud opens for the permission (July 2026), the most
 * direct first: the first that a wildcard covers is the one that is told.
 */
export const SELF_ESCALATION: readonly SelfEscalation[] = [
  { pattern: 'authorization:grant:add', reason: 'grants any role in any division, to itself too.' },
  { pattern: 'authorization:role:edit', reason: 'adds any permission to a role that it already holds.' },
  { pattern: 'authorization:role:add', reason: 'creates roles with any permission, ready to be granted.' },
  { pattern: 'authorization:policy:add', reason: 'adds and replaces access policies, its own limits among them.' },
  { pattern: 'authorization:policy:edit', reason: 'rewrites access policies, its own limits among them.' },
  { pattern: 'authorization:policy:delete', reason: 'deletes access policies, its own limits among them.' },
  { pattern: 'oauth:client:edit', reason: 'widens any OAuth client, and issues new secrets for stronger ones.' },
  { pattern: 'oauth:client:add', reason: 'creates OAuth clients whose secret it then knows.' },
  { pattern: 'oauth:client:authorize', reason: 'approves apps of vendors with the access that they ask for.' },
  { pattern: 'sso:provider:add', reason: 'adds a sign-in provider that can vouch for anybody.' },
  { pattern: 'sso:provider:edit', reason: 'points sign-in to a provider that can vouch for anybody.' },
  { pattern: 'directory:user:setPassword', reason: "sets an administrator's password and signs in as that person." },
  { pattern: 'directory:organization:admin', reason: 'changes sign-in for the whole org and edits any user.' },
  { pattern: 'authorization:orgTrustee:add', reason: 'lets another org in, with users and roles of its choice.' },
  { pattern: 'authorization:orgTrustee:edit', reason: 'changes what another org that was let in may do.' },
  { pattern: 'authorization:orgTrusteeUser:add', reason: 'lets a user of another org in.' },
  { pattern: 'authorization:orgTrusteeUser:edit', reason: 'gives a user of another org any role.' },
  { pattern: 'authorization:orgTrusteeGroup:add', reason: 'lets a group of another org in.' },
  { pattern: 'authorization:orgTrusteeGroup:edit', reason: 'gives a group of another org any role.' },
];

/**
 * Why the permission lets a client widen its own access, as a sentence that names the permission; undefined if it does
 * not. A wildcard does if it covers one of `SELF_ESCALATION`.
 */
export function selfEscalation(permission: Permission): string | undefined {
  const found = SELF_ESCALATION.find(({ pattern }) => permissionImplies(permission, pattern));
  if (!found) return undefined;
  return found.pattern === permission
    ? `Self-escalation: ${found.reason}`
    : `Self-escalation: covers ${found.pattern}, which ${found.reason}`;
}

import { newlyWrittenRoles } from '../domain/approval.ts';
import type { OAuthClient } from '../domain/client.ts';
import type { Vendor } from '../domain/manifest.ts';
import type { OrgSnapshot, Role } from '../domain/org.ts';
import type { ApprovalChange, RunState } from '../domain/run.ts';
import { entityHash } from '../domain/snapshot.ts';
import type { Memory } from './memory.ts';
import type { Observation } from './observe.ts';

/** What {@link approvalsOf} needs to know. */
export interface ApprovalInput {
  readonly observation: Observation;
  readonly memory: Memory;
  readonly latest: Pick<RunState, 'baselineAt' | 'sources'> | undefined;
  readonly vendorOf: (client: OAuthClient) => Vendor | undefined;
}

/**
 * What this run approves without being asked: clients and authorisations that it sees for the first time, whole (trust
 * on first use), and roles that the manifest has come to name. Pure.
 */
export function approvalsOf(input: ApprovalInput): ApprovalChange[] {
  return [...clientApprovals(input), ...authorizationApprovals(input)];
}

function clientApprovals({ observation, memory, latest, vendorOf }: ApprovalInput): ApprovalChange[] {
  const { kinds, snapshot } = observation;
  // Divisions too: an approval without their names would take a renamed division for another one, for ever.
  if (!kinds.client.isComplete || !kinds.role.isComplete || !kinds.division.isComplete) return [];
  const waiting = new Set([...kinds.client.unsettled, ...kinds.role.unsettled]);
  const by = firstSightBy(latest);
  return [...kinds.client.entities.values()].flatMap((client): ApprovalChange[] => {
    if (waiting.has(client.id) || client.grants.some(({ roleId }) => waiting.has(roleId))) return [];
    const { id } = client;
    const approval = memory.heads.client.get(id)?.approval;
    const divisions = { ...divisionNames(client, snapshot), ...approval?.divisions };
    if (!approval) return [{ kind: 'client', id, by, body: client, roles: heldRoles(client, snapshot), divisions }];
    const vendor = vendorOf(client);
    const written = vendor ? newlyWrittenRoles(client, vendor, approvedRoles(approval.roles, memory), snapshot) : [];
    if (written.length === 0) return [];
    const roles = { ...approval.roles, ...hashes(written) };
    return [{ kind: 'client', id, by: approval.by, body: approval.body, roles, divisions }];
  });
}

/** An authorisation that appears later is news in itself, so only the first complete sighting of all approves any. */
function authorizationApprovals({ observation, latest }: ApprovalInput): ApprovalChange[] {
  const { isComplete, entities } = observation.kinds.authorization;
  if (!isComplete || latest?.sources.authorizations?.completeAt !== undefined) return [];
  const by = firstSightBy(latest);
  return [...entities.values()].map((body) => ({ kind: 'authorization', id: body.id, by, body, roles: {} }));
}

function firstSightBy(latest: ApprovalInput['latest']): 'baseline' | 'first-sighting' {
  return latest?.baselineAt === undefined ? 'baseline' : 'first-sighting';
}

function heldRoles(client: OAuthClient, snapshot: OrgSnapshot): Record<string, string> {
  return hashes(client.grants.flatMap(({ roleId }) => snapshot.role?.get(roleId) ?? []));
}

/** The bodies of roles as approved. */
function approvedRoles(approved: Readonly<Record<string, string>>, { roleBodies }: Memory): ReadonlyMap<string, Role> {
  return new Map(
    Object.entries(approved).flatMap(([id, hash]) => {
      const body = roleBodies.get(hash);
      return body ? [[id, body] as const] : [];
    }),
  );
}

function hashes(roles: readonly Role[]): Record<string, string> {
  return Object.fromEntries(roles.map((role) => [role.id, entityHash('role', role)]));
}

function divisionNames(client: OAuthClient, snapshot: OrgSnapshot): Record<string, string> {
  const divisions = client.grants.flatMap(({ divisionId }) => snapshot.division?.get(divisionId) ?? []);
  return Object.fromEntries(divisions.map(({ id, name }) => [id, name]));
}

import { ALL_DIVISIONS } from '../../domain/client.ts';
import type { Division, Role } from '../../domain/org.ts';
import { type Permission, PermissionSet, permissionImplies } from '../../domain/permission.ts';
import { minimalScopes } from '../../domain/scope.ts';
import type { Advice, CallCount, ClientEvidence } from '../advice/advice.ts';
import { advisedRoles } from '../advice/advised-roles.ts';
import { mappedCalls } from '../advice/mapped-calls.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { KeptGrant, Place, ReadyGrant, ReadyRole } from './grant.ts';

/** A client with its advice, and what the advice was made of. */
export interface Advised {
  readonly advice: Advice;
  readonly evidence: ClientEvidence;
  readonly catalogue: Catalogue;
}

/**
 * What the client is to be granted today: the least set, and beside it whatever has to wait, as it is. Names that are
 * added by inference are left out, for nobody knows that the calls want them.
 */
export function advisedGrant(advised: Advised): ReadyGrant {
  return grantOf(advised, namesNow(advised.advice));
}

/**
 * What the manifest should approve: the least set without what waits. That may be the very drift which nobody approved, so
 * it has to go on being told.
 */
export function approvedGrant(advised: Advised): ReadyGrant {
  const { advice } = advised;
  const names = [...new Set([...advice.minimal, ...advice.keep.map(({ name }) => name)])].sort();
  return {
    ...grantOf(advised, names),
    notes: notesOf(advice, 'is held, and not approved here'),
  };
}

/** The least set with all that must not go yet. */
function namesNow({ minimal, keep, remove, narrow }: Advice): string[] {
  const waiting = [
    ...remove.flatMap(({ name, wait }) => (wait === undefined ? [] : [name])),
    ...narrow.flatMap(({ from, wait }) => (wait === undefined ? [] : [from])),
  ];
  return [...new Set([...minimal, ...keep.map(({ name }) => name), ...waiting])].sort();
}

/** The grant of these names, in the divisions in which the client holds them. */
export function grantOf(advised: Advised, names: readonly string[]): ReadyGrant {
  const { advice, evidence } = advised;
  const { client } = evidence;
  const isByRoles = advice.kind === 'permissions';
  const kept = isByRoles ? keptGrants(evidence, names) : [];
  const roles = isByRoles ? rolesFor(advised, withoutConditional(names, evidence)) : [];
  return {
    client: { id: client.id, name: client.name },
    vendor: evidence.vendor?.name ?? client.name,
    description: client.description,
    grantType: client.grantType,
    scopes: isByRoles ? [] : minimalScopes(names),
    roles,
    keptGrants: kept,
    redirectUris: client.redirectUris,
    tokenSeconds: client.tokenSeconds,
    calls: callsOf(advised),
    notes: [...notesOf(advice, 'stays for now'), ...(isByRoles ? keptNotes(kept) : [])],
  };
}

function rolesFor({ advice, evidence, catalogue }: Advised, names: readonly Permission[]): ReadyRole[] {
  const permissions = new PermissionSet(names).permissions;
  if (permissions.length === 0) return [];
  const insteadOf = (name: Permission) => advice.narrow.flatMap(({ from, to }) => (to.includes(name) ? [from] : []));
  // After what is needed in the end, so that a role keeps its name from stage to stage.
  const roles = advisedRoles(permissions, evidence, { catalogue, insteadOf, namedAfter: advice.minimal });
  return roles.map((role) => ({
    name: role.name,
    description: `Made for the calls of one client: ${advice.client.id}. Held by nobody else.`,
    permissions: role.permissions,
    places: role.divisions.length > 0 ? role.divisions.map((id) => placeOf(id, evidence.divisions)) : [UNKNOWN_PLACE],
  }));
}

const UNKNOWN_PLACE: Place = { kind: 'unknown' };

function placeOf(id: string, divisions: ReadonlyMap<string, Division>): Place {
  if (id === ALL_DIVISIONS) return { kind: 'everywhere' };
  const division = divisions.get(id);
  if (!division) return { kind: 'id', id };
  if (division.isHome) return { kind: 'home', id };
  const isAlone = [...divisions.values()].filter(({ name }) => name === division.name).length === 1;
  return isAlone ? { kind: 'named', name: division.name, id } : { kind: 'id', id };
}

/** Grants that a new role cannot stand for: of roles that nobody could read, and of permissions under a condition. */
function keptGrants({ client, roles }: ClientEvidence, names: readonly Permission[]): KeptGrant[] {
  return client.grants.flatMap((grant) => {
    const role = roles.get(grant.roleId);
    if (!role) return [grant];
    return role.conditional.some((held) => names.some((name) => touches(held, name)))
      ? [{ ...grant, roleName: role.name }]
      : [];
  });
}

/** A permission that is held under a condition only must not be given without it. */
function withoutConditional(names: readonly Permission[], { roles }: ClientEvidence): Permission[] {
  const isHeld = (role: Role, name: Permission) => role.permissions.some((held) => permissionImplies(held, name));
  return names.filter((name) => {
    const giving = [...roles.values()].filter((role) => isHeld(role, name));
    return (
      giving.length === 0 || giving.some((role) => !role.conditional.some((held) => permissionImplies(held, name)))
    );
  });
}

function touches(held: Permission, name: Permission): boolean {
  return permissionImplies(held, name) || permissionImplies(name, held);
}

function keptNotes(kept: readonly KeptGrant[]): string[] {
  const unread = kept.filter(({ roleName: name }) => name === undefined);
  const conditional = kept.filter(({ roleName: name }) => name !== undefined);
  return [
    ...(unread.length > 0 ? [`roles that could not be read stay as they are: ${list(unread)}`] : []),
    ...(conditional.length > 0
      ? [`roles that give something under a condition stay as they are, narrow them by hand: ${list(conditional)}`]
      : []),
  ];
}

function list(kept: readonly KeptGrant[]): string {
  return [...new Set(kept.map(({ roleName: name, roleId }) => name ?? roleId))].join(', ');
}

function notesOf({ remove, narrow, add, minimal, optimal, basis, keep }: Advice, waits: string): string[] {
  const waiting = [
    ...remove.flatMap(({ name, wait }) => (wait === undefined ? [] : [`${name} ${waits}: ${wait}`])),
    ...narrow.flatMap(({ from, wait }) => (wait === undefined ? [] : [`${from} ${waits}: ${wait}`])),
  ];
  const inferred = add.filter(({ name }) => !minimal.includes(name));
  return [
    ...waiting,
    ...inferred.map(({ name }) => `${name} is not part of this: that calls fail for want of it is inference`),
    ...(basis.requests === 0 && keep.length > 0 ? ['nothing was observed, so all that is held is kept'] : []),
    ...(optimal ? [] : ['the search for the least set was ended before its proof: a smaller one may exist']),
  ];
}

/** Calls that were seen to succeed, as the catalogue writes them, and those that the manifest approves already. Sorted. */
function callsOf({ evidence, catalogue }: Advised): string[] {
  const { mapped, unmapped } = mappedCalls(evidence, catalogue);
  return [
    ...new Set([
      ...mapped.flatMap(({ basis, operation }) => (basis === 'succeeded' ? [callText(operation)] : [])),
      ...unmapped.flatMap((call) => (call.basis === 'succeeded' ? [callText(call)] : [])),
      ...(evidence.vendor?.endpoints ?? []),
    ]),
  ].sort();
}

function callText({ method, template }: Pick<CallCount, 'method' | 'template'>): string {
  return `${method} ${template.startsWith('/') ? template : `/${template}`}`;
}

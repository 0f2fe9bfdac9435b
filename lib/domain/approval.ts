import { type EffectiveAccess, grantedAccess, unconditionalOf } from './access.ts';
import { ALL_DIVISIONS, type GrantType, type OAuthClient } from './client.ts';
import type { Vendor } from './manifest.ts';
import type { Division, OrgSnapshot, Role } from './org.ts';
import { PermissionSet } from './permission.ts';
import type { Scope } from './scope.ts';

/**
 * What a client may be: from the manifest where the manifest speaks, else from its first complete sighting (trust on
 * first use) or from a later `accept`. Rules compare the present with this, never with the day before: a drift stays
 * open until it is undone or approved, however many quiet runs pass.
 */

/** The stored half of an approval: the client as it was approved, and its roles as they were then. */
export interface StoredApproval {
  readonly client: OAuthClient;
  /** The roles that the client held, with the permissions that they gave when it was approved. */
  readonly roles: ReadonlyMap<string, Role>;
  /** The names that the divisions of its grants bore then: a manifest that knows them goes on meaning these divisions. */
  readonly divisions?: Readonly<Record<string, string>>;
  readonly at: string;
  readonly by: 'baseline' | 'first-sighting' | 'accepted';
}

export type ApprovalBasis = 'manifest' | StoredApproval['by'];

/** An approved value and who says so. */
export interface Approved<T> {
  readonly value: T;
  readonly basis: ApprovalBasis;
}

/** An approved role in its approved divisions. */
export interface ApprovedGrant {
  readonly roleId: string;
  readonly roleName: string;
  readonly divisionId: string;
}

/** Everything that is approved for one client. An aspect that nobody approved is absent: nothing can be said of it. */
export interface ClientApproval {
  readonly grantType?: Approved<GrantType>;
  readonly scopes?: Approved<readonly Scope[]>;
  readonly grants?: Approved<readonly ApprovedGrant[]>;
  /** What the approved grants allow, with each role's permissions as approved: a later edit of a role is beyond it. */
  readonly byDivision?: EffectiveAccess['byDivision'];
  /** What of it is allowed whatever the resource. The very same map where no approved role has a condition. */
  readonly unconditionalByDivision?: EffectiveAccess['byDivision'];
  /** Roles as approved, by id: what `role-permissions-widened` compares with. */
  readonly roles: ReadonlyMap<string, Role>;
  /** The manifest's ceiling of permissions. */
  readonly ceiling?: PermissionSet;
  readonly redirectUris?: Approved<readonly string[]>;
  readonly tokenSeconds?: Approved<number>;
  readonly state?: Approved<string>;
  /** Ids or words of divisions that the manifest writes out; `home` and `*` count only if they are in here. */
  readonly writtenDivisions: ReadonlySet<string>;
  /** Roles or divisions that the manifest names and the org does not have. */
  readonly unresolved: readonly string[];
  readonly stored?: StoredApproval;
}

/** Puts together what the manifest and the stored approval say. Pure; `snapshot` gives names their ids. */
export function clientApproval(options: {
  readonly vendor?: Vendor | undefined;
  readonly stored?: StoredApproval | undefined;
  readonly snapshot: OrgSnapshot;
}): ClientApproval {
  const { vendor, stored, snapshot } = options;
  const written = vendor?.roles ? writtenGrants(vendor.roles, snapshot, stored) : undefined;
  const grants: ClientApproval['grants'] = written
    ? { value: written.grants, basis: 'manifest' }
    : stored && { value: storedGrants(stored), basis: stored.by };
  const roles = approvedRoles(written?.grants ?? [], stored, snapshot);
  const fromStored = <T>(value: (client: OAuthClient) => T): Approved<T> | undefined =>
    stored && { value: value(stored.client), basis: stored.by };
  const fromManifest = <T>(value: T | undefined): Approved<T> | undefined =>
    value === undefined ? undefined : { value, basis: 'manifest' };
  return compact({
    grantType: fromManifest<GrantType>(vendor?.grantType) ?? fromStored((client) => client.grantType),
    scopes: fromManifest<readonly Scope[]>(vendor?.scopes) ?? fromStored((client) => client.scopes),
    grants,
    ...(grants && approvedAccess(grants.value, roles)),
    roles,
    ceiling: vendor?.permissions && new PermissionSet(vendor.permissions),
    redirectUris: fromManifest<readonly string[]>(vendor?.redirectUris) ?? fromStored((client) => client.redirectUris),
    tokenSeconds: fromManifest(vendor?.maxTokenSeconds) ?? fromStored((client) => client.tokenSeconds),
    state: vendor ? fromManifest('active') : fromStored((client) => client.state),
    writtenDivisions: written?.divisions ?? new Set<string>(),
    unresolved: written?.unresolved ?? [],
    stored,
  });
}

/**
 * Roles that a client holds, that its manifest entry names, and that nobody had approved yet: from now on they are
 * approved as they are, so that a later edit of them is a drift. A name that an approved role bore goes on meaning that
 * role: another one under the same name, made after the first was deleted or renamed, is not written by that.
 */
export function newlyWrittenRoles(
  client: OAuthClient,
  vendor: Vendor,
  approved: ReadonlyMap<string, Role>,
  snapshot: OrgSnapshot,
): Role[] {
  const held = new Set(client.grants.map(({ roleId }) => roleId));
  const news = (vendor.roles ?? []).filter(({ name }) => named(approved, name).length === 0);
  return news.flatMap(({ name }) => named(snapshot.role, name)).filter(({ id }) => held.has(id) && !approved.has(id));
}

interface WrittenGrants {
  readonly grants: readonly ApprovedGrant[];
  readonly divisions: ReadonlySet<string>;
  readonly unresolved: readonly string[];
}

/**
 * The manifest's roles and divisions as ids. A role that bore the name when the client was approved keeps its id's
 * approval: renaming it is no drift, and giving its name to another role approves nothing. Else a name that two roles
 * share approves both: names are not unique.
 */
function writtenGrants(
  roles: NonNullable<Vendor['roles']>,
  snapshot: OrgSnapshot,
  stored: StoredApproval | undefined,
): WrittenGrants {
  const grants: ApprovedGrant[] = [];
  const divisions = new Set<string>();
  const unresolved: string[] = [];
  for (const entry of roles) {
    const asApproved = named(stored?.roles, entry.name);
    const roleMatches = asApproved.length > 0 ? asApproved : named(snapshot.role, entry.name);
    if (roleMatches.length === 0) unresolved.push(`role ${entry.name}`);
    for (const written of entry.divisions) {
      const divisionIds = divisionsNamed(snapshot.division, written, stored?.divisions);
      if (divisionIds.length === 0) unresolved.push(`division ${written}`);
      for (const divisionId of divisionIds) {
        divisions.add(divisionId);
        for (const role of roleMatches) grants.push({ roleId: role.id, roleName: role.name, divisionId });
      }
    }
  }
  return { grants, divisions, unresolved: [...new Set(unresolved)].sort() };
}

function storedGrants({ client, roles }: StoredApproval): ApprovedGrant[] {
  return client.grants.map(({ roleId, divisionId }) => ({
    roleId,
    divisionId,
    roleName: roles.get(roleId)?.name ?? roleId,
  }));
}

/**
 * A role as it was when it was approved; for one that the manifest added since, as it is now. Of a role that nobody
 * could see when its client was approved nothing is approved.
 */
function approvedRoles(
  written: readonly ApprovedGrant[],
  stored: StoredApproval | undefined,
  snapshot: OrgSnapshot,
): ReadonlyMap<string, Role> {
  const roles = new Map(stored?.roles);
  for (const { roleId } of written) {
    const present = snapshot.role?.get(roleId);
    if (!roles.has(roleId) && present) roles.set(roleId, present);
  }
  return roles;
}

function approvedAccess(
  grants: readonly ApprovedGrant[],
  roles: ReadonlyMap<string, Role>,
): Required<Pick<ClientApproval, 'byDivision' | 'unconditionalByDivision'>> {
  const roleOf = (id: string) => roles.get(id);
  const { byDivision } = grantedAccess(grants, roleOf);
  const hasConditions = grants.some(({ roleId }) => (roleOf(roleId)?.conditional.length ?? 0) > 0);
  const unconditionalByDivision = hasConditions
    ? grantedAccess(grants, roleOf, unconditionalOf).byDivision
    : byDivision;
  return { byDivision, unconditionalByDivision };
}

function named(roles: OrgSnapshot['role'], text: string): Role[] {
  const wanted = text.toLowerCase();
  return [...(roles?.values() ?? [])].filter((role) => role.id === wanted || role.name.toLowerCase() === wanted);
}

/**
 * Divisions by id, or those that bore the name when the client was approved; only a name that nobody bore then means
 * the divisions that bear it now. So renaming a division is no drift, and giving its name to another approves nothing.
 */
function divisionsNamed(
  divisions: OrgSnapshot['division'],
  text: string,
  asApproved: StoredApproval['divisions'] = {},
): string[] {
  if (text === ALL_DIVISIONS) return [ALL_DIVISIONS];
  const wanted = text.toLowerCase();
  const present = (isWanted: (division: Division) => boolean) =>
    [...(divisions?.values() ?? [])].filter(isWanted).map(({ id }) => id);
  const approved = Object.entries(asApproved).flatMap(([id, name]) => (name.toLowerCase() === wanted ? [id] : []));
  const named = approved.length > 0 ? approved : present(({ name }) => name.toLowerCase() === wanted);
  return [...new Set([...present(({ id, isHome }) => id === wanted || (wanted === 'home' && isHome)), ...named])];
}

/** Drops absent members, so that `exactOptionalPropertyTypes` can tell "not approved" from "approved as nothing". */
function compact<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

import type { GrantType, RoleGrant } from '../../domain/client.ts';
import type { UsageCounts } from '../../domain/usage/day.ts';
import { type EditOptions, OrgState } from './org-state.ts';
import { clientChanges, listChanges } from './property-changes.ts';
import type {
  AuthorizationRecord,
  ClientRecord,
  DivisionRecord,
  IntegrationRecord,
  IntegrationTypeRecord,
  PropertyChange,
  RoleRecord,
} from './records.ts';

/** A grant as scripts write it: a role by name or id, in a division by name or id, or in `*`. */
export interface GrantScript {
  readonly role: string;
  /** @default the home division */
  readonly division?: string;
}

export interface ClientScript {
  readonly name: string;
  readonly id?: string;
  readonly description?: string;
  readonly grantType: GrantType;
  readonly scopes?: readonly string[];
  readonly grants?: readonly GrantScript[];
  /** Roles that only the deprecated `roleIds` will name. */
  readonly looseRoles?: readonly string[];
  readonly redirectUris?: readonly string[];
  readonly tokenSeconds?: number;
  readonly state?: string;
  readonly secret?: string;
}

export interface RoleScript {
  readonly name: string;
  readonly description?: string;
  /** `domain:entity:action`; entity and action may be `*`. */
  readonly permissions: readonly string[];
  /** The permissions that hold under a condition only. */
  readonly conditional?: readonly string[];
  readonly userCount?: number;
}

/** What {@link World.setClient} may change. */
export type ClientPatch = Partial<
  Pick<
    ClientRecord,
    | 'name'
    | 'description'
    | 'authorizedGrantType'
    | 'scope'
    | 'roleDivisions'
    | 'looseRoleIds'
    | 'registeredRedirectUri'
    | 'accessTokenValiditySeconds'
    | 'state'
    | 'dateToDelete'
    | 'secret'
  >
>;

/** Requests to add to a client's day. Counts that are left out follow: `status200` is the rest of `requests`. */
export interface BurnScript extends Partial<Omit<UsageCounts, 'requests'>> {
  readonly requests: number;
  /** UTC day, `yyyy-MM-dd`. @default the world's present day */
  readonly date?: string;
  /** @default 'GET' */
  readonly method?: string;
  /** @default '/api/v2/users/{userId}' */
  readonly template?: string;
  readonly userId?: string;
  /** True to spread the requests evenly over the day, so that a growing count passes through all of them. */
  readonly spread?: boolean;
}

/** Genesys' own clients: the new usage API counts them, and no listing has them. */
const BUILT_IN = ['purecloud', 'purecloud-builtin'];
const USAGE_PERMISSION = 'usage:organization:view';

/**
 * A Genesys Cloud org that can be scripted. Every verb is an edit: it happens at the simulated time, sets `dateModified` and
 * `modifiedBy`, and writes an audit entry. Entities are named by name or id; an unknown one is an error.
 */
export class World extends OrgState {
  readonly #deleted = new Map<string, ClientRecord>();

  createDivision(name: string, options: EditOptions = {}): DivisionRecord {
    const division = { ...this.stamp('division', name, options), homeDivision: false };
    this.divisions.edit(this.nextVersion(), division.id, division);
    this.#audit('Create', 'Division', division, [{ property: 'name', newValues: [name] }], options.by);
    return division;
  }

  createRole(script: RoleScript, options: EditOptions = {}): RoleRecord {
    const role = this.#newRole(script, options);
    this.roles.edit(this.nextVersion(), role.id, role);
    this.#audit('Create', 'Role', role, [{ property: 'permissions', newValues: role.permissions }], options.by);
    return role;
  }

  /** Adds and removes permissions behind the back of everyone who holds the role. */
  editRole(
    nameOrId: string,
    {
      add = [],
      remove = [],
      by,
    }: EditOptions & { readonly add?: readonly string[]; readonly remove?: readonly string[] },
  ): RoleRecord {
    const { permissions, conditional } = this.role(nameOrId);
    const kept = permissions.filter((permission) => !remove.includes(permission));
    return this.#changeRole(
      nameOrId,
      {
        permissions: [...new Set([...kept, ...add])],
        conditional: conditional.filter((permission) => !remove.includes(permission)),
      },
      by,
    );
  }

  renameRole(nameOrId: string, name: string, { by }: EditOptions = {}): RoleRecord {
    return this.#changeRole(nameOrId, { name }, by);
  }

  /** Sets how many people hold the role. */
  setRoleUsers(nameOrId: string, userCount: number, { by }: EditOptions = {}): RoleRecord {
    return this.#changeRole(nameOrId, { userCount }, by);
  }

  /** Deletes a role. `leaveGrants` leaves the grants of it dangling, where else they go with the role. */
  deleteRole(
    nameOrId: string,
    { by, leaveGrants = false }: EditOptions & { readonly leaveGrants?: boolean } = {},
  ): void {
    const role = this.role(nameOrId);
    const version = this.nextVersion();
    this.roles.edit(version, role.id, undefined);
    this.#audit('Delete', 'Role', role, [{ property: 'permissions', oldValues: role.permissions }], by);
    if (leaveGrants) return;
    for (const client of [...this.clients.values()]) {
      const roleDivisions = client.roleDivisions.filter(({ roleId }) => roleId !== role.id);
      if (roleDivisions.length < client.roleDivisions.length) this.#changeClient(client, { roleDivisions }, by);
    }
  }

  createClient(script: ClientScript, options: EditOptions = {}): ClientRecord {
    const client = this.#newClient(script, options);
    this.clients.edit(this.nextVersion(), client.id, client);
    this.#audit('Create', 'OAuthClient', client, clientChanges(undefined, client), options.by);
    return client;
  }

  /** Removes a client. For the state that precedes it in Genesys use `setClient(name, {state: 'inactive', dateToDelete})`. */
  deleteClient(nameOrId: string, { by }: EditOptions = {}): void {
    const client = this.client(nameOrId);
    this.#deleted.set(client.id, client);
    this.clients.edit(this.nextVersion(), client.id, undefined);
    const deletedOn = { property: 'deleted_on', newValues: [this.now().toISOString()] };
    this.#audit('Delete', 'OAuthClient', client, [deletedOn, ...clientChanges(client, undefined)], by);
  }

  /** Brings a deleted client back under its id. */
  restoreClient(nameOrId: string, { by }: EditOptions = {}): ClientRecord {
    const deleted = [...this.#deleted.values()].find(({ id, name }) => id === nameOrId || name === nameOrId);
    if (!deleted) throw new Error(`The simulated org has no deleted client "${nameOrId}"`);
    const client = { ...deleted, dateModified: this.now().toISOString(), modifiedBy: this.actor(by) };
    this.#deleted.delete(client.id);
    this.clients.edit(this.nextVersion(), client.id, client);
    this.#audit('Update', 'OAuthClient', client, [{ property: 'deleted_on', newValues: [] }], by);
    return client;
  }

  /** Changes fields of a client, in the API's own names. */
  setClient(nameOrId: string, patch: ClientPatch, { by }: EditOptions = {}): ClientRecord {
    return this.#changeClient(this.client(nameOrId), patch, by);
  }

  addScopes(nameOrId: string, scopes: readonly string[], { by }: EditOptions = {}): ClientRecord {
    const client = this.client(nameOrId);
    return this.#changeClient(client, { scope: [...new Set([...client.scope, ...scopes])] }, by);
  }

  removeScopes(nameOrId: string, scopes: readonly string[], { by }: EditOptions = {}): ClientRecord {
    const client = this.client(nameOrId);
    return this.#changeClient(client, { scope: client.scope.filter((scope) => !scopes.includes(scope)) }, by);
  }

  /** Grants a role in a division or `*`. `direct` makes the grant on the subject instead of the client. */
  grantRole(
    client: string,
    role: string,
    division: string,
    { by, direct = false }: EditOptions & { readonly direct?: boolean } = {},
  ): ClientRecord {
    const before = this.client(client);
    const grant = this.#grant({ role, division });
    if (direct) return this.#changeClient(before, { directGrants: [...before.directGrants, grant] }, by);
    const others = before.roleDivisions.filter((held) => !isSameGrant(held, grant));
    return this.#changeClient(before, { roleDivisions: [...others, grant] }, by);
  }

  /** Takes a role back: in one division or, where none is named, in all. */
  revokeRole(client: string, role: string, division?: string, { by }: EditOptions = {}): ClientRecord {
    const before = this.client(client);
    const [roleId, divisionId] = [this.role(role).id, division === undefined ? undefined : this.divisionId(division)];
    const stays = (held: RoleGrant) =>
      held.roleId !== roleId || (divisionId !== undefined && held.divisionId !== divisionId);
    return this.#changeClient(
      before,
      { roleDivisions: before.roleDivisions.filter(stays), directGrants: before.directGrants.filter(stays) },
      by,
    );
  }

  createIntegrationType(
    { name, id, ...rest }: Pick<IntegrationTypeRecord, 'name'> & Partial<IntegrationTypeRecord>,
    options: EditOptions = {},
  ): IntegrationTypeRecord {
    const head = this.stamp('integration type', name, options);
    const type = { category: 'appfoundry', vendorOAuthClientIds: [], ...head, ...rest, id: id ?? head.id };
    this.integrationTypes.edit(this.nextVersion(), type.id, type);
    return type;
  }

  installIntegration(
    { name, type }: { readonly name: string; readonly type: string },
    options: EditOptions = {},
  ): IntegrationRecord {
    const integration: IntegrationRecord = {
      ...this.stamp('integration', name, options),
      typeId: type,
      intendedState: 'ENABLED',
    };
    this.integrations.edit(this.nextVersion(), integration.id, integration);
    return integration;
  }

  /** Authorises a client that is not the org's own, or changes its authorisation. */
  authorize(
    client: { readonly id: string; readonly name: string },
    patch: Partial<Pick<AuthorizationRecord, 'scope' | 'roles' | 'state' | 'pending'>> = {},
    options: EditOptions = {},
  ): AuthorizationRecord {
    const before = this.authorizations.get(client.id);
    const start = before ?? {
      ...this.stamp('authorization', client.name, options),
      ...client,
      ...{ scope: [], roles: [], state: 'Authorized' as const, pending: false },
    };
    const modified = { dateModified: this.now().toISOString(), modifiedBy: this.actor(options.by) };
    const after: AuthorizationRecord = { ...start, ...patch, ...modified };
    this.authorizations.edit(this.nextVersion(), after.id, after);
    const changes = listChanges([['scopes', before?.scope ?? [], after.scope]]);
    this.#audit(before ? 'Update' : 'Create', 'OAuthClientAuthorization', after, changes, options.by);
    return after;
  }

  /** Lets a client of the org, or Genesys' own `purecloud` or `purecloud-builtin`, make requests. */
  burn(nameOrId: string, script: BurnScript): void {
    const client = BUILT_IN.includes(nameOrId) ? { id: nameOrId, name: nameOrId } : this.client(nameOrId);
    const { requests, status300 = 0, status500 = 0, status429 = 0 } = script;
    const status400 = script.status400 ?? status429;
    this.usage.add({
      date: script.date ?? this.now().toISOString().slice(0, 10),
      clientId: client.id,
      clientName: client.name,
      userId: script.userId ?? '',
      method: script.method ?? 'GET',
      template: script.template ?? '/api/v2/users/{userId}',
      spread: script.spread ?? false,
      requests,
      status200: script.status200 ?? requests - status300 - status400 - status500,
      status300,
      status400,
      status500,
      status429,
    });
  }

  /** Takes the permission to read usage from every role of the guardian's own client. */
  switchOffUsagePermission({ by }: EditOptions = {}): void {
    const { guardian } = this;
    if (!guardian) throw new Error('The simulated org has no client of the guardian');
    for (const roleId of new Set(guardian.roleDivisions.map((grant) => grant.roleId))) {
      this.editRole(roleId, { remove: [USAGE_PERMISSION], ...(by === undefined ? {} : { by }) });
    }
  }

  #newRole(script: RoleScript, options: EditOptions): RoleRecord {
    return {
      ...this.stamp('role', script.name, options),
      description: script.description ?? '',
      permissions: script.permissions,
      conditional: script.conditional ?? [],
      userCount: script.userCount ?? 0,
    };
  }

  #newClient(script: ClientScript, options: EditOptions): ClientRecord {
    const head = this.stamp('client', script.name, options);
    const id = script.id ?? head.id;
    return {
      ...head,
      id,
      description: script.description ?? '',
      authorizedGrantType: script.grantType,
      scope: script.scopes ?? [],
      roleDivisions: (script.grants ?? []).map((grant) => this.#grant(grant)),
      looseRoleIds: (script.looseRoles ?? []).map((role) => this.role(role).id),
      directGrants: [],
      registeredRedirectUri: script.redirectUris ?? [],
      state: script.state ?? 'active',
      secret: script.secret ?? `secret-of-${id}`,
      ...(script.tokenSeconds === undefined ? {} : { accessTokenValiditySeconds: script.tokenSeconds }),
    };
  }

  #grant({ role, division }: GrantScript): RoleGrant {
    const divisionId = division === undefined ? this.homeDivision.id : this.divisionId(division);
    return { roleId: this.role(role).id, divisionId };
  }

  #changeRole(nameOrId: string, patch: Partial<RoleRecord>, by: string | undefined): RoleRecord {
    const before = this.role(nameOrId);
    const modified = { dateModified: this.now().toISOString(), modifiedBy: this.actor(by) };
    const after = { ...before, ...patch, ...modified };
    this.roles.edit(this.nextVersion(), after.id, after);
    const changes = listChanges([
      ['name', [before.name], [after.name]],
      ['permissions', before.permissions, after.permissions],
    ]);
    this.#audit('Update', 'Role', after, changes, by);
    return after;
  }

  #changeClient(
    before: ClientRecord,
    patch: ClientPatch & { readonly directGrants?: readonly RoleGrant[] },
    by: string | undefined,
  ): ClientRecord {
    const modified = { dateModified: this.now().toISOString(), modifiedBy: this.actor(by) };
    const after = { ...before, ...patch, ...modified };
    this.clients.edit(this.nextVersion(), after.id, after);
    this.#audit('Update', 'OAuthClient', after, clientChanges(before, after), by);
    return after;
  }

  #audit(
    action: string,
    entityType: string,
    entity: { readonly id: string; readonly name: string },
    propertyChanges: readonly PropertyChange[],
    by?: string,
  ): void {
    this.audit({ action, entityType, entity, by: this.actor(by), propertyChanges });
  }
}

function isSameGrant(a: RoleGrant, b: RoleGrant): boolean {
  return a.roleId === b.roleId && a.divisionId === b.divisionId;
}

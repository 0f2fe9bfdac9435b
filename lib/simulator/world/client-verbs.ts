import type { RoleGrant } from '../../domain/client.ts';
import type { EditOptions } from './org-state.ts';
import { clientChanges } from './property-changes.ts';
import type { ClientRecord } from './records.ts';
import { RoleVerbs } from './role-verbs.ts';
import type { ClientPatch, ClientScript, GrantScript } from './scripts.ts';

/** Edits of OAuth clients and their grants. */
export class ClientVerbs extends RoleVerbs {
  readonly #deleted = new Map<string, ClientRecord>();

  createClient(script: ClientScript, options: EditOptions = {}): ClientRecord {
    const client = this.#newClient(script, options);
    this.clients.edit(this.nextVersion(), client.id, client);
    this.audit('Create', 'OAuthClient', client, clientChanges(undefined, client), options.by);
    return client;
  }

  /** Removes a client. For the state that precedes it in Genesys use `setClient(name, {state: 'inactive', dateToDelete})`. */
  deleteClient(nameOrId: string, { by }: EditOptions = {}): void {
    const client = this.client(nameOrId);
    this.#deleted.set(client.id, client);
    this.clients.edit(this.nextVersion(), client.id, undefined);
    const deletedOn = { property: 'deleted_on', newValues: [this.now().toISOString()] };
    this.audit('Delete', 'OAuthClient', client, [deletedOn, ...clientChanges(client, undefined)], by);
  }

  /** Brings a deleted client back under its id. */
  restoreClient(nameOrId: string, { by }: EditOptions = {}): ClientRecord {
    const deleted = [...this.#deleted.values()].find(({ id, name }) => id === nameOrId || name === nameOrId);
    if (!deleted) throw new Error(`The simulated org has no deleted client "${nameOrId}"`);
    const client = { ...deleted, dateModified: this.now().toISOString(), modifiedBy: this.actor(by) };
    this.#deleted.delete(client.id);
    this.clients.edit(this.nextVersion(), client.id, client);
    this.audit('Update', 'OAuthClient', client, [{ property: 'deleted_on', newValues: [] }], by);
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

  /** Deletes a role. `leaveGrants` leaves the grants of it dangling, where else they go with the role. */
  deleteRole(
    nameOrId: string,
    { by, leaveGrants = false }: EditOptions & { readonly leaveGrants?: boolean } = {},
  ): void {
    const role = this.role(nameOrId);
    const version = this.nextVersion();
    this.roles.edit(version, role.id, undefined);
    this.audit('Delete', 'Role', role, [{ property: 'permissions', oldValues: role.permissions }], by);
    if (leaveGrants) return;
    for (const client of [...this.clients.values()]) {
      const roleDivisions = client.roleDivisions.filter(({ roleId }) => roleId !== role.id);
      if (roleDivisions.length < client.roleDivisions.length) this.#changeClient(client, { roleDivisions }, by);
    }
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

  #changeClient(
    before: ClientRecord,
    patch: ClientPatch & { readonly directGrants?: readonly RoleGrant[] },
    by: string | undefined,
  ): ClientRecord {
    const modified = { dateModified: this.now().toISOString(), modifiedBy: this.actor(by) };
    const after = { ...before, ...patch, ...modified };
    this.clients.edit(this.nextVersion(), after.id, after);
    this.audit('Update', 'OAuthClient', after, clientChanges(before, after), by);
    return after;
  }
}

function isSameGrant(a: RoleGrant, b: RoleGrant): boolean {
  return a.roleId === b.roleId && a.divisionId === b.divisionId;
}

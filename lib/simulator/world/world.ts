import { ClientVerbs } from './client-verbs.ts';
import type { EditOptions } from './org-state.ts';
import { listChanges } from './property-changes.ts';
import type { AuthorizationRecord, IntegrationRecord, IntegrationTypeRecord } from './records.ts';
import type { BurnScript } from './scripts.ts';

/** Genesys' own clients: the new usage API counts them, and no listing has them. */
const BUILT_IN = ['purecloud', 'purecloud-builtin'];
const USAGE_PERMISSION = 'usage:organization:view';

/**
 * A Genesys Cloud org that can be scripted. Every verb is an edit: it happens at the simulated time, sets `dateModified` and
 * `modifiedBy`, and writes an audit entry. Entities are named by name or id; an unknown one is an error.
 */
export class World extends ClientVerbs {
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
    this.audit(before ? 'Update' : 'Create', 'OAuthClientAuthorization', after, changes, options.by);
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
}

import type { GrantType, RoleGrant } from '../../domain/client.ts';

/** An entity as the API refers to it. */
export interface Reference {
  readonly id: string;
  readonly name: string;
}

/** What every entity of the world has. Records are never changed in place: an edit puts a new one. */
export interface EntityRecord extends Reference {
  readonly dateCreated: string;
  readonly dateModified: string;
  readonly createdBy: Reference;
  readonly modifiedBy: Reference;
}

/** An OAuth client of the org. Field names are those of the API. */
export interface ClientRecord extends EntityRecord {
  readonly description: string;
  readonly authorizedGrantType: GrantType;
  readonly scope: readonly string[];
  readonly roleDivisions: readonly RoleGrant[];
  /** Roles that only the deprecated `roleIds` names: no entry of `roleDivisions` gives their division. */
  readonly looseRoleIds: readonly string[];
  /** Grants made on the subject: whether `/oauth/clients` shows them is a setting, because no source settles it. */
  readonly directGrants: readonly RoleGrant[];
  readonly registeredRedirectUri: readonly string[];
  /** Seconds; left out of the answer where absent, which means 24 h. */
  readonly accessTokenValiditySeconds?: number;
  readonly state: string;
  readonly dateToDelete?: string;
  readonly secret: string;
}

/** A role. Permissions are kept as `domain:entity:action` and served as policies. */
export interface RoleRecord extends EntityRecord {
  readonly description: string;
  readonly permissions: readonly string[];
  /** The permissions that hold under a resource condition only: a subset of `permissions`. */
  readonly conditional: readonly string[];
  readonly userCount: number;
}

export interface DivisionRecord extends EntityRecord {
  readonly homeDivision: boolean;
}

/** A type of integration: what AppFoundry sells. */
export interface IntegrationTypeRecord extends EntityRecord {
  readonly category: string;
  readonly vendorName?: string;
  readonly supportContactUri?: string;
  readonly vendorOAuthClientIds: readonly string[];
}

/** An installed integration. */
export interface IntegrationRecord extends EntityRecord {
  readonly typeId: string;
  readonly intendedState: 'ENABLED' | 'DISABLED' | 'DELETED' | 'RESTORED';
}

/** An authorisation of a client that is not the org's own; its id is the client's. */
export interface AuthorizationRecord extends EntityRecord {
  readonly scope: readonly string[];
  readonly roles: readonly string[];
  readonly state: 'Unauthorized' | 'Requested' | 'Authorized' | 'Revoked';
  readonly pending: boolean;
}

/** A property that an edit changed: whole lists, before and after. */
export interface PropertyChange {
  readonly property: string;
  readonly oldValues?: readonly string[];
  readonly newValues?: readonly string[];
}

/** An audit entry of the service `PeoplePermissions`, in the field names of the REST API. */
export interface AuditRecord {
  readonly id: string;
  readonly eventDate: string;
  readonly action: string;
  readonly entityType: string;
  readonly entity: Reference;
  /** A person or, where a client did it, that client: Genesys puts a client id into `user.id`. */
  readonly user: Reference;
  /** The client through which the edit was made; the admin pages are a client too. */
  readonly clientId: string;
  readonly remoteIp: readonly string[];
  readonly propertyChanges: readonly PropertyChange[];
}

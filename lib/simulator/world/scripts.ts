import type { GrantType } from '../../domain/client.ts';
import type { UsageCounts } from '../../domain/usage/day.ts';
import type { ClientRecord } from './records.ts';

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

/** What `setClient` may change. */
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

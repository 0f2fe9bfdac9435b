import type {
  AuthorizationRecord,
  ClientRecord,
  DivisionRecord,
  IntegrationRecord,
  IntegrationTypeRecord,
  RoleRecord,
} from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { Answer } from './answer.ts';

/** The configuration as a call reads it: the present one, or an older one while caches have not caught up. */
export interface OrgView {
  readonly clients: readonly ClientRecord[];
  readonly roles: readonly RoleRecord[];
  readonly divisions: readonly DivisionRecord[];
  readonly integrations: readonly IntegrationRecord[];
  readonly integrationTypes: readonly IntegrationTypeRecord[];
  readonly authorizations: readonly AuthorizationRecord[];
}

/** An authenticated request, as endpoints see it. */
export interface Call {
  readonly world: World;
  readonly view: OrgView;
  readonly method: string;
  /** Path without its query. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The client that calls. */
  readonly caller: ClientRecord;
  readonly now: Date;
}

/** The permissions that an endpoint asks for: any one of some, or all of them. */
export type Requirement = { readonly any: readonly string[] } | { readonly all: readonly string[] };

/** An endpoint: `{name}` in the template stands for one segment of the path. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly template: string;
  readonly needs?: Requirement;
  readonly answer: (call: Call) => Answer;
}

/** The org's state when edit number `version` was the last one. Lists are made when they are asked for. */
export function viewOf(world: World, version: number): OrgView {
  return {
    get clients() {
      return world.clients.asOf(version);
    },
    get roles() {
      return world.roles.asOf(version);
    },
    get divisions() {
      return world.divisions.asOf(version);
    },
    get integrations() {
      return world.integrations.asOf(version);
    },
    get integrationTypes() {
      return world.integrationTypes.asOf(version);
    },
    get authorizations() {
      return world.authorizations.asOf(version);
    },
  };
}

import type { OAuthClient } from '../../domain/client.ts';
import type { OrgConfig } from '../../domain/manifest.ts';
import type { Division, Role } from '../../domain/org.ts';
import type { Permission } from '../../domain/permission.ts';
import type { Scope } from '../../domain/scope.ts';
import type { ApiOperation, Catalogue, Match } from '../catalogue/index.ts';
import type { RoleRequest } from '../role/index.ts';
import type { Matter } from './error-codes.ts';
import type { FailedAnswer } from './failed-answer.ts';

/** A failing call, or one that somebody means to make, and all that is known around it. */
export interface RefusalCase {
  readonly answer?: FailedAnswer;
  /** The call, where somebody named it; else that of the answer's text counts. */
  readonly asked?: NamedCall;
  /** Absent where nobody was named, or where the client's settings are not known. */
  readonly client?: OAuthClient;
  /** All roles and divisions of the org, by id. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly divisions: ReadonlyMap<string, Division>;
  readonly enforceScopes: OrgConfig['enforceScopes'];
  readonly catalogue: Catalogue;
}

export interface NamedCall {
  readonly method: string;
  /** Concrete path, URL or template. */
  readonly path: string;
}

/**
 * `works`, `fails`: as far as roles, scopes and the catalogue tell. `depends`: on the division of what is asked for, or on
 * the user. `unknown`: something is missing that would decide.
 */
export type Verdict = 'works' | 'fails' | 'depends' | 'unknown';

/** Why a call failed, or whether it will work, and the smallest change that mends it. */
export interface Explanation {
  /** What has to be known before anything else: the client is disabled, the text holds a token. */
  readonly notices: readonly string[];
  readonly error: ExplainedError | null;
  readonly call: ExplainedCallNeed | null;
  /** What the error names and the catalogue does not, and the other way round; null where there is nothing to compare. */
  readonly difference: NamesDifference | null;
  readonly verdict: Verdict;
  /** In words, the most important first. */
  readonly because: readonly string[];
  readonly missing: Missing;
  /** Where the client holds the permissions in question. */
  readonly held: readonly HeldPermission[];
  /** Roles of the org that give what is missing, least risk first. */
  readonly roles: readonly GivingRole[];
  readonly fix: Fix;
  /** True if nothing that would decide was unknown. */
  readonly isComplete: boolean;
}

export interface ExplainedError extends Omit<FailedAnswer, 'call' | 'holdsCredentials'> {
  readonly matter: Matter;
  readonly means: string;
}

export interface ExplainedCallNeed {
  readonly method: string;
  readonly path: string;
  readonly match: Match;
  /** Any one of them opens it; empty: no scope is needed, or the call is unmapped. */
  readonly scopes: readonly Scope[];
  /** False where the call may need more than its operation lists, and for an unmapped one. */
  readonly permissionsKnown: boolean;
}

export interface NamesDifference {
  readonly onlyInError: readonly string[];
  readonly onlyInCatalogue: readonly string[];
}

export interface Missing {
  /** Permissions of which `quantifier` are missing. */
  readonly permissions: readonly Permission[];
  readonly quantifier: 'ANY' | 'ALL';
  /** Any one of them would do. */
  readonly scopes: readonly Scope[];
  /** Ids of divisions in which the permissions are not held. */
  readonly divisions: readonly string[];
}

export interface HeldPermission {
  readonly permission: Permission;
  /** Empty: nowhere. */
  readonly places: readonly { readonly divisionId: string; readonly roleId: string; readonly isConditional: boolean }[];
}

export interface GivingRole {
  readonly id: string;
  readonly name: string;
  /** Those of the missing permissions that it gives. */
  readonly gives: readonly Permission[];
  /** True if it gives one of them under a condition only. */
  readonly isConditional: boolean;
  /** Permissions that it would give beside the missing ones and those that the client holds. */
  readonly extra: number;
  /** What they weigh by the published risk table. */
  readonly extraRisk: number;
  /** True if the client holds it already, in some division. */
  readonly isHeld: boolean;
}

export interface Fix {
  /** What to do, one after the other; empty where nothing is to be done. */
  readonly steps: readonly string[];
  /** A role to create, as `POST /api/v2/authorization/roles` takes it; absent where none is needed. */
  readonly role?: RoleRequest;
}

/** What a judgement of one kind of client comes to, before roles and steps are looked for. */
export interface Judgement extends Pick<Explanation, 'verdict' | 'because' | 'missing' | 'isComplete'> {
  /** What to ask for: the names of least risk that would serve. */
  readonly wanted: { readonly permissions: readonly Permission[]; readonly scopes: readonly Scope[] };
}

/** The operation that a call is, where there is exactly one. */
export function operationOf(call: Pick<ExplainedCallNeed, 'match'> | null): ApiOperation | undefined {
  return call?.match.kind === 'mapped' ? call.match.operation : undefined;
}

export const NOTHING_MISSING: Missing = { permissions: [], quantifier: 'ANY', scopes: [], divisions: [] };
export const NOTHING_WANTED: Judgement['wanted'] = { permissions: [], scopes: [] };

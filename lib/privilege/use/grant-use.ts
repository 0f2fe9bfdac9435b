import type { EffectiveAccess, RoleLookup } from '../../domain/access.ts';
import type { OAuthClient } from '../../domain/client.ts';
import type { CallWindow, GrantUse, OpaqueCall, RoleUse } from '../../domain/grant-use.ts';
import type { Permission } from '../../domain/permission.ts';
import { type Scope, scopesCover } from '../../domain/scope.ts';
import type { CallProfile } from '../../domain/usage/call-profile.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ApiOperation } from '../catalogue/operation.ts';
import { type Calls, callsIn, type FindOperation, finder } from './called-operations.ts';
import type { GrantAge } from './grant-age.ts';
import { missingNeeds } from './missing-needs.ts';
import { type JudgeRole, roleJudge } from './role-use.ts';

/** What is known of one client. */
export interface GrantUseInput {
  readonly client: Pick<OAuthClient, 'scopes' | 'grants'>;
  readonly access: EffectiveAccess;
  readonly roleOf: RoleLookup;
  readonly age: GrantAge;
  readonly window: CallWindow;
  /** Undefined if it was never seen to call anything. */
  readonly profile: CallProfile | undefined;
  /** Requests of the window by the totals of usage, where there is no call by operation to show for them. */
  readonly unexplainedRequests?: number;
  /** `endpoints` of its vendor in the manifest. */
  readonly endpoints?: readonly string[];
  /** True if the vendor has no other client in this org, so that what it announces can only be this one's calls. */
  readonly isOnlyClient: boolean;
}

/**
 * Compares what clients hold with what they call. Pure; made once for a run, for it remembers what clients have in common.
 *
 * - A grant counts as needed by a call that could have used it, whatever became of the call: a 404 has passed the same
 *   door as a 200, and status classes do not tell it from a 403. So does a call that the manifest announces.
 * - A scope is needed if it, or what it implies, opens a call; a call that needs no scope needs none of them.
 * - A permission is needed if a call names it, whether any or all of the named ones are wanted.
 */
export function grantJudge(catalogue: Catalogue): (input: GrantUseInput) => GrantUse {
  const find = finder(catalogue);
  const judgeRole = roleJudge();
  return (input) => {
    const { restrictedBy } = input.access;
    const calls = callsIn(input.profile, input.window, restrictedBy, find);
    const declared = declaredOperations(input.endpoints ?? [], find);
    const needed = [...calls.known.map(({ operation }) => operation), ...declared];
    const scopes = unusedScopes(input, needed);
    return {
      hasCalled: calls.known.length + calls.opaque.length > 0,
      isNew: input.age.isNew,
      opaque: [...calls.opaque, ...unexplained(input)],
      unusedScopes: scopes.filter((scope) => input.age.isOldScope(scope)),
      unusedYoungScopes: scopes.filter((scope) => !input.age.isOldScope(scope)),
      roles: restrictedBy === 'scopes' ? [] : roleUses(input, needed, judgeRole),
      missing: restrictedBy === 'scopes' ? [] : missingOf(input, calls, declared),
    };
  };
}

/**
 * The operations that the manifest names one by one. A pattern with `*` names none, and announces no call: it says what
 * would be approved.
 */
function declaredOperations(endpoints: readonly string[], find: FindOperation): ApiOperation[] {
  return endpoints.flatMap((endpoint) => {
    const [method = '', template = ''] = endpoint.split(' ');
    const match = find(method.toUpperCase(), template);
    return match.kind === 'mapped' ? [match.operation] : [];
  });
}

/** Totals of usage that no call by operation explains: the client may have called anything. */
function unexplained({ unexplainedRequests = 0 }: GrantUseInput): OpaqueCall[] {
  if (unexplainedRequests === 0) return [];
  return [
    {
      operation: 'calls without an operation',
      why: `usage counts requests of the client and does not say of which operations`,
      isRefused: false,
    },
  ];
}

function unusedScopes({ access }: GrantUseInput, needed: readonly ApiOperation[]): Scope[] {
  const wanted = new Set(needed.flatMap(({ scopes }) => scopes));
  return access.scopes.filter((held) => ![...wanted].some((scope) => scopesCover([held], scope)));
}

function roleUses(
  { client, roleOf, age }: GrantUseInput,
  needed: readonly ApiOperation[],
  judge: JudgeRole,
): RoleUse[] {
  const named = new Set<Permission>(needed.flatMap(({ permissions }) => permissions));
  const roleIds = [...new Set(client.grants.map(({ roleId }) => roleId))];
  return roleIds.flatMap((roleId) => {
    const role = roleOf(roleId);
    return (role && judge(role, named, age.oldPartOf(role))) ?? [];
  });
}

function missingOf(
  { access, isOnlyClient }: GrantUseInput,
  { known }: Calls,
  declared: readonly ApiOperation[],
): GrantUse['missing'] {
  const working = new Set(known.filter(({ isWorking }) => isWorking).map(({ operation }) => operation));
  const refused = known.filter(({ isRefused }) => isRefused).map(({ operation }) => operation);
  const lacking = (operations: readonly ApiOperation[]) => operations.filter((operation) => !working.has(operation));
  return missingNeeds(access, { refused: lacking(refused), declared: isOnlyClient ? lacking(declared) : [] });
}

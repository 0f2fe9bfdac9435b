import type { EffectiveAccess } from '../../domain/access.ts';
import type { CallWindow } from '../../domain/grant-use.ts';
import { type Scope, scopesCover } from '../../domain/scope.ts';
import type { CallProfile } from '../../domain/usage/call-profile.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { callsIn, finder } from './called-operations.ts';

/** What is known of one client's calls. */
export interface ScopeUseInput {
  readonly restrictedBy: EffectiveAccess['restrictedBy'];
  /** Undefined where calls by operation were never read. */
  readonly window: CallWindow | undefined;
  /** Undefined if it was never seen to call anything. */
  readonly profile: CallProfile | undefined;
  /** Requests of the window by the totals of usage, where there is no call by operation to show for them. */
  readonly unexplainedRequests: number;
  /** `endpoints` of its vendor in the manifest. */
  readonly endpoints: readonly string[];
  /** True for what is not held, too. */
  readonly isOldScope: (scope: Scope) => boolean;
}

/**
 * Whether observed calls needed a scope, by name. `no` only where every doubt speaks against it: all calls of the window
 * are known, with what they needed, and the client has held the scope all the while. Scopes do not restrict client
 * credentials, so no call of theirs needs one. Pure; made once for many clients, for it remembers operations.
 */
export function scopeUse(catalogue: Catalogue): (input: ScopeUseInput) => (scope: Scope) => 'yes' | 'no' | 'unknown' {
  const find = finder(catalogue);
  return ({ restrictedBy, window, profile, unexplainedRequests, endpoints, isOldScope }) => {
    if (!window) return () => 'unknown';
    const { known, opaque } = callsIn(profile, window, restrictedBy, find);
    const isByScopes = restrictedBy !== 'permissions';
    const wanted = isByScopes ? known.map(({ operation }) => operation.scopes) : [];
    const announced = isByScopes ? endpoints.flatMap((endpoint) => scopesOf(endpoint)) : [];
    const isWhole = window.gap === undefined && opaque.length === 0 && unexplainedRequests === 0;
    return (scope) => {
      const opens = (scopes: readonly Scope[]) => scopes.some((each) => scopesCover([scope], each));
      if (wanted.some(opens)) return 'yes';
      return isWhole && isOldScope(scope) && !announced.some(opens) ? 'no' : 'unknown';
    };
  };

  /** A call that is announced was not observed yet: it may come to need the scope. */
  function scopesOf(endpoint: string): (readonly Scope[])[] {
    const [method = '', template = ''] = endpoint.split(' ');
    const match = find(method.toUpperCase(), template);
    return match.kind === 'mapped' ? [match.operation.scopes] : [];
  }
}

import type { SourceName } from '../../domain/coverage.ts';
import type { OrgConfig } from '../../domain/manifest.ts';
import type { OrgState } from '../../domain/org-state.ts';
import { isSwitchedOn } from '../../domain/own-permissions.ts';

/** What configuration is judged by. Usage is none of it. */
const NEEDED: readonly SourceName[] = ['clients', 'roles', 'divisions', 'integrations', 'authorizations'];

/** Why a state is not the whole of an org, a sentence a source. Empty: everything that is switched on was read whole. */
export function unseenOf({ sources }: Pick<OrgState, 'sources'>, org: OrgConfig): string[] {
  return NEEDED.filter((source) => isSwitchedOn(source, org)).flatMap((source) => {
    const { completeAt, failures = 0, reason } = sources[source] ?? {};
    if (completeAt && failures === 0) return [];
    const why = reason ? `: ${reason.replace(/\.$/, '')}` : '';
    return completeAt
      ? [`Not all ${source} were read since ${completeAt}${why}.`]
      : [`The ${source} were never read whole${why}.`];
  });
}

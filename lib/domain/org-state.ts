import type { Finding } from './finding.ts';
import type { EntityKind } from './org.ts';
import type { Head, RoleBodies, RunState } from './run.ts';

/**
 * All that a `guardian.yaml` is judged against: what an org is, what of it was approved by being seen or accepted, and
 * which findings are not resolved. Of usage it holds nothing.
 */
export interface OrgState {
  /** The org's name in `guardian.yaml`. */
  readonly org: string;
  readonly genesysOrg?: { readonly id: string; readonly name: string };
  /** ISO time of the newest reading of the org; null where it was never read. */
  readonly asOf: string | null;
  /** ISO time of the newest committed run; that of the reading where none was made. */
  readonly at: string;
  readonly sources: RunState['sources'];
  /** Id of the guardian's own client; absent until it was read once. */
  readonly ownClientId?: string;
  readonly heads: { readonly [K in EntityKind]: ReadonlyMap<string, Head<K>> };
  /** Bodies of roles as approved, by durable hash. */
  readonly roleBodies: RoleBodies;
  readonly unresolved: readonly Finding[];
}

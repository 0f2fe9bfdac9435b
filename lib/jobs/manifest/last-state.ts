import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { OrgState } from '../../domain/org-state.ts';
import { lastScanOf } from '../../domain/run.ts';
import type { Store } from '../../ports.ts';
import { recall } from '../memory.ts';

/** The state of an org as the newest run committed it; undefined where no run was made yet. */
export async function lastState(options: {
  readonly store: Store;
  readonly org: Pick<OrgConfig, 'name'>;
  readonly config: Pick<GuardianConfig, 'thresholds'>;
  readonly now: Date;
}): Promise<OrgState | undefined> {
  const { store, org, config, now } = options;
  const latest = await store.latestRun(org.name);
  if (!latest) return undefined;
  const { unusedDays } = config.thresholds;
  const memory = await recall({ store, org: org.name, latest, withUsage: false, unusedDays, now });
  const { sources, at, genesysOrg, ownClientId } = latest;
  const { heads, roleBodies, unresolved } = memory;
  return {
    org: org.name,
    ...(genesysOrg && { genesysOrg }),
    asOf: lastScanOf(latest).at,
    at,
    sources,
    ...(ownClientId && { ownClientId }),
    heads,
    roleBodies,
    unresolved,
  };
}

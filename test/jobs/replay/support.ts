import { parseConfig } from '../../../lib/config/index.ts';
import type { GuardianConfig, OrgConfig } from '../../../lib/domain/manifest.ts';

/** A configuration as `guardian.yaml` would say it, and its first org. */
export function configFor(written: unknown): { readonly config: GuardianConfig; readonly org: OrgConfig } {
  const { config } = parseConfig(JSON.stringify(written), 'guardian.yaml');
  const [org] = config.orgs ?? [];
  if (!org) throw new Error('the configuration names no org');
  return { config, org };
}

import type { OrgConfig } from '../../domain/manifest.ts';
import type { GenesysSource, Self } from '../../ports.ts';
import { accessChecks } from './access-checks.ts';
import type { Diagnosis } from './check.ts';

/** Asks Genesys who the guardian is and what its roles give: whether its credentials work, and what they lack. */
export async function examineAccess(options: {
  readonly org: OrgConfig;
  readonly source: GenesysSource;
  readonly onProgress?: (message: string) => void;
}): Promise<{ readonly self?: Self; readonly diagnosis: Diagnosis }> {
  const { org, source, onProgress } = options;
  onProgress?.('asking Genesys Cloud who we are');
  const [self, roles] = await Promise.all([source.self(), source.roles()]);
  const checks = accessChecks({ org, self, roles });
  const diagnosis = { ok: checks.every(({ status }) => status !== 'fail'), checks };
  return { ...(self.self && { self: self.self }), diagnosis };
}

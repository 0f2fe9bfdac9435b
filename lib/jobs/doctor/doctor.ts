import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { Clock, GenesysSource, Store } from '../../ports.ts';
import { accessChecks } from './access-checks.ts';
import type { Check, Diagnosis } from './check.ts';
import { configurationChecks } from './configuration-checks.ts';
import { historyChecks } from './history-checks.ts';
import { sourceChecks } from './source-checks.ts';

/** What the doctor needs. It reads only: neither Genesys nor the store is changed. */
export interface DoctorOptions {
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly source: GenesysSource;
  readonly store: Store;
  readonly clock: Clock;
  readonly onProgress?: (message: string) => void;
}

/**
 * Is the guardian itself alive and seeing everything? Tries every source once, compares the guardian's own permissions
 * with what it needs, and looks at the age of the data and of the last run.
 */
export async function examine(options: DoctorOptions): Promise<Diagnosis> {
  const { source, onProgress } = options;
  onProgress?.('asking Genesys Cloud who we are');
  const [self, roles] = await Promise.all([source.self(), source.roles()]);
  const checks: Check[] = [
    ...configurationChecks(options),
    ...accessChecks({ ...options, self, roles }),
    ...(await sourceChecks({ ...options, self, roles })),
    ...(await historyChecks(options)),
  ];
  return { ok: checks.every(({ status }) => status !== 'fail'), checks };
}

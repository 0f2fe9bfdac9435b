import type { OrgConfig } from '../../domain/manifest.ts';
import { UsageError } from '../../errors.ts';
import { examineAccess } from '../../jobs/doctor/access.ts';
import type { GenesysSource } from '../../ports.ts';
import { doctorText } from '../render/doctor-text.ts';
import { safe } from '../render/safe.ts';
import { type Answer, type CommandIo, EXIT } from '../workbench.ts';

/** The guardian's own client in Genesys. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What `setup` works with. */
export interface SetupBench {
  /** The org to set up. @throws UsageError as `Workbench.org` does */
  org(name?: string): OrgConfig;
  /** The credentials that somebody gives: by the environment, or at the keyboard. */
  credentials(): Promise<ClientCredentials>;
  /** The org as these credentials see it. */
  source(org: OrgConfig, credentials: ClientCredentials, onProgress: (message: string) => void): GenesysSource;
  /** Keeps them where the deployed guardian looks; tells where, and which client stays beside it as the second one. */
  save(org: OrgConfig, credentials: ClientCredentials): Promise<{ readonly secret: string; readonly second?: string }>;
}

/**
 * Checks the guardian's credentials against Genesys and keeps them for the deployed guardian. Credentials that Genesys
 * refuses are not kept; permissions that are missing are told, and can be given later.
 *
 * @throws UsageError if Genesys refuses the credentials
 */
export async function setupCommand(
  bench: SetupBench,
  options: { readonly org?: string },
  { progress }: Pick<CommandIo, 'progress'>,
): Promise<Answer> {
  const org = bench.org(options.org);
  const credentials = await bench.credentials();
  const { self, diagnosis } = await examineAccess({
    org,
    source: bench.source(org, credentials, progress),
    onProgress: progress,
  });
  if (!self)
    throw new UsageError(`nothing was written, for ${diagnosis.checks[0]?.detail ?? 'Genesys did not answer'}`);
  const saved = await bench.save(org, credentials);
  return {
    document: { schema: 1, org: org.name, ...saved, ...diagnosis },
    text: (paper) => {
      const second = saved.second ? `; client ${safe(saved.second)} stays as the second one` : '';
      return `${doctorText(diagnosis, paper)}\nWritten to the secret ${safe(saved.secret)}${second}.\n`;
    },
    exitCode: diagnosis.ok ? EXIT.nothingOpen : EXIT.incomplete,
  };
}

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SetupBench } from '../cli/commands/setup.ts';
import type { GuardianConfig } from '../domain/manifest.ts';
import { secretNameOf } from '../env.ts';
import { UsageError } from '../errors.ts';
import { openGenesys } from '../genesys/source.ts';
import type { Clock } from '../ports.ts';
import { clientSettings } from './client-settings.ts';
import { chosenOrg } from './org-choice.ts';
import { type OrgSecret, presentOrgSecret, writeOrgSecret } from './org-secret.ts';
import type { StackParts } from './stack.ts';
import { stackOrgs } from './stack-workbench.ts';

/** Puts credentials into the secret of an org of a deployed guardian. */
export function stackSetup(options: {
  readonly stack: StackParts;
  readonly config: GuardianConfig;
  readonly clock: Clock;
  readonly gateway?: string | undefined;
  readonly credentials: SetupBench['credentials'];
}): SetupBench {
  const { stack, config, clock, gateway, credentials } = options;
  const secrets = new SecretsManagerClient(clientSettings());
  const orgs = stackOrgs(stack, config);
  return {
    org: (name) => chosenOrg(orgs, name),
    credentials,
    source: (org, given, onProgress) =>
      openGenesys({
        ...(gateway ? { gateway } : {}),
        ...(org.region ? { region: org.region } : {}),
        credentials: async () => given,
        share: config.thresholds.apiShare,
        now: () => clock.now(),
        onProgress,
      }),
    save: async (org, given) => {
      const name = secretNameOf(org);
      const before = await presentOrgSecret(secrets, name);
      // The client that worked until now stays as the second one, so that nothing is blind while it is replaced.
      const secondary = before?.clientId === given.clientId ? before.secondary : before && withoutSecond(before);
      await writeOrgSecret(secrets, name, { ...given, ...(secondary && { secondary }) }).catch((error: unknown) => {
        const detail = error instanceof Error ? error.name : String(error);
        throw new UsageError(
          `the secret ${name} could not be written (${detail}): deploy the stack first, and check that you may write it`,
        );
      });
      return { secret: name, ...(secondary && { second: secondary.clientId }) };
    },
  };
}

function withoutSecond({ clientId, clientSecret }: OrgSecret): NonNullable<OrgSecret['secondary']> {
  return { clientId, clientSecret };
}

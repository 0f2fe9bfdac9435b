import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { OrgConfig } from '../domain/manifest.ts';
import { secretNameOf } from '../env.ts';
import { openGenesys } from '../genesys/source.ts';
import type { GenesysSource } from '../ports.ts';
import { clientSettings } from './client-settings.ts';
import { secretCredentials } from './credentials.ts';
import { readOrgSecret } from './org-secret.ts';

export interface SourcesOptions {
  /** Part of an org's limit of requests per minute that a source may use. */
  readonly share: number;
  readonly gateway?: string | undefined;
  readonly now: () => Date;
  readonly onProgress: (message: string) => void;
}

/**
 * Opens Genesys sources of orgs whose credentials are in Secrets Manager. Nothing is read before it is needed; a source
 * is kept, so that a function that stays warm keeps its tokens.
 */
export function genesysSources({ share, gateway, now, onProgress }: SourcesOptions): (org: OrgConfig) => GenesysSource {
  const secrets = new SecretsManagerClient(clientSettings());
  const opened = new Map<string, GenesysSource>();
  return (org) => {
    const source =
      opened.get(org.name) ??
      openGenesys({
        ...(gateway ? { gateway } : {}),
        ...(org.region ? { region: org.region } : {}),
        credentials: secretCredentials({ read: () => readOrgSecret(secrets, secretNameOf(org)), now }),
        share,
        now,
        onProgress,
      });
    opened.set(org.name, source);
    return source;
  };
}

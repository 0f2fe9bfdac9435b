import { parseConfig } from '../../lib/config/index.ts';
import type { GuardianConfig } from '../../lib/domain/manifest.ts';
import { GUARDIAN_PERMISSIONS } from '../../lib/simulator/index.ts';
import { CRM, CRM_SCOPES, CRM_URI, GUARDIAN, HOURLY_QUOTA, RECORDER, RECORDER_ROLE } from './org.ts';

/** `guardian.yaml` as cases write it: its members by name, to be changed in place. */
export interface Manifest {
  org: Members;
  vendors: { acme: Vendor; northwind: Vendor; platform: Vendor; [name: string]: Vendor };
  thresholds: Members;
  rules: Members;
  waivers: Members[];
}

type Vendor = { clients: string[] } & Members;
type Members = { [member: string]: unknown };

/** What the manifest of the corpus says: all that its two vendors may be, and nothing of the other clients. */
export function corpusManifest(): Manifest {
  return {
    org: { name: 'corpus', hourlyQuota: HOURLY_QUOTA, enforceScopes: true, readAuthorizations: true },
    vendors: {
      acme: {
        name: 'Acme',
        clients: [RECORDER],
        grantType: 'CLIENT-CREDENTIALS',
        roles: { [RECORDER_ROLE]: ['Sales'] },
        maxTokenSeconds: 3_600,
      },
      northwind: {
        name: 'Northwind',
        clients: [CRM],
        grantType: 'CODE',
        scopes: [...CRM_SCOPES],
        redirectUris: [CRM_URI],
        maxTokenSeconds: 3_600,
      },
      // Written out, for one of them would let the guardian widen the access of others, and a rule says so.
      platform: {
        name: 'Platform team',
        clients: [GUARDIAN],
        permissions: [...GUARDIAN_PERMISSIONS, 'oauth:client:authorize'],
      },
    },
    thresholds: {},
    rules: {},
    waivers: [],
  };
}

/** The manifest as the guardian takes it, through its own parser. */
export function configOf({ org, vendors, thresholds, rules, waivers }: Manifest): GuardianConfig {
  const text = JSON.stringify({ orgs: [org], vendors: Object.values(vendors), thresholds, rules, waivers });
  return parseConfig(text, 'guardian.yaml').config;
}

import type { OAuthClient } from '../../../lib/domain/client.ts';
import { OrgSchema, ThresholdsSchema, type Vendor, VendorSchema } from '../../../lib/domain/manifest.ts';
import type { Authorization } from '../../../lib/domain/org.ts';
import type { ResidueItem } from '../../../lib/domain/residue.ts';
import type { ResidueAuthorization, ResidueClient, ResidueFacts } from '../../../lib/jobs/residue/facts.ts';
import { aClient, byId, NOW, RECORDER_ROLE } from '../../support/facts.ts';

/** An owned vendor whose client holds the one role that its entry names, and whom nobody need look at again. */
export const ACME: Vendor = VendorSchema.parse({
  name: 'Acme',
  owner: 'voice-platform@example.com',
  clients: ['Acme *'],
  roles: { 'Acme Recorder': ['Sales'] },
});

export const GONE_SINCE = '2026-11-01T09:00:00.000Z';

export function recorder(difference: Partial<OAuthClient> = {}, known: Partial<ResidueClient> = {}): ResidueClient {
  return { client: aClient(difference), vendor: ACME, ...known };
}

/** An app that its vendor's own client drives, authorised at the beginning of the year. */
export function anApp(difference: Partial<Authorization> = {}): ResidueAuthorization {
  const authorization: Authorization = {
    id: '7c000000-0000-4000-8000-000000000001',
    name: 'Beacon Surveys',
    scopes: ['users:readonly'],
    roles: [],
    state: 'Authorized',
    pending: false,
    ...difference,
  };
  return { authorization, vendor: 'Beacon', knownSince: '2026-01-02T00:00:00.000Z' };
}

/** An org in which nothing is left over, and whatever differs. */
export function tidyOrg(difference: Partial<ResidueFacts> = {}): ResidueFacts {
  return {
    now: new Date(NOW),
    today: NOW.slice(0, 10),
    org: OrgSchema.parse({ name: 'prod', readAuthorizations: true }),
    thresholds: ThresholdsSchema.parse({}),
    vendors: [ACME],
    clients: [recorder()],
    roles: byId([RECORDER_ROLE]),
    lostRoles: new Map(),
    authorizations: [],
    usageDays: [],
    ...difference,
  };
}

/** `name (vendor)` of each item: what a reader looks for. */
export function named(items: readonly ResidueItem[]): string[] {
  return items.map(({ subject, vendor }) => `${subject.name} (${vendor})`);
}

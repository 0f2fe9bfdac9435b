import type { ClientRecord } from './records.ts';
import type { World } from './world.ts';

/** The permissions that the guardian needs, and no more. Source: product documentation, "what the guardian may do". */
export const GUARDIAN_PERMISSIONS = [
  'audits:audit:view',
  'authorization:role:view',
  'integrations:integration:view',
  'oauth:client:view',
  'usage:organization:view',
] as const;

/** What the guardian may hold beside them, for sources that are opt-in. */
export const OPTIONAL_GUARDIAN_PERMISSIONS = [
  'authorization:grant:view',
  'billing:subscription:view',
  'oauth:client:authorize',
] as const;

export interface GuardianOptions {
  readonly id?: string;
  readonly secret?: string;
  readonly optional?: readonly (typeof OPTIONAL_GUARDIAN_PERMISSIONS)[number][];
}

/** Gives an org the guardian's own client, with a role of its own in the home division. */
export function addGuardian(world: World, { optional = [], ...identity }: GuardianOptions = {}): ClientRecord {
  world.createRole({
    name: 'OAuth Guardian',
    description: 'Read access for the OAuth guardian',
    permissions: [...GUARDIAN_PERMISSIONS, ...optional],
  });
  const client = world.createClient({
    name: 'OAuth Guardian',
    description: 'Watches the OAuth clients of this org',
    grantType: 'CLIENT-CREDENTIALS',
    grants: [{ role: 'OAuth Guardian' }],
    ...identity,
  });
  world.guardianClientId = client.id;
  return client;
}

import type { OAuthClient } from '../domain/client.ts';
import type { Role } from '../domain/org.ts';
import type { ClientFacts } from './rule.ts';

/** Steps of `fix` that several rules share: where in the admin UI, and how to approve instead. */

/** The client's page in the admin UI, with the tab or field where there is one. */
export function clientScreen({ name }: Pick<OAuthClient, 'name'>, place?: string): string {
  return `Admin > Integrations > OAuth > ${name}${place ? ` > ${place}` : ''}`;
}

/** The tab in which roles and their divisions are granted. */
export const ROLES_TAB = 'Roles tab';

/** The role's page in the admin UI. */
export function roleScreen({ name }: Pick<Role, 'name'>): string {
  return `Admin > People & Permissions > Roles / Permissions > ${name}`;
}

/** How to approve instead of undoing: in the manifest for a managed client, else in the store. `member`: of the vendor. */
export function orApprove({ client, vendor }: Pick<ClientFacts, 'client' | 'vendor'>, member: string): string {
  const command = `\`guardian accept --client ${client.id}\``;
  return vendor
    ? `Or approve the present state: edit \`${member}\` of vendor ${vendor.name} in guardian.yaml, or let ${command} do it.`
    : `Or approve the present state: ${command}, or give the client a vendor in guardian.yaml.`;
}

/** How to allow permissions that only the manifest's ceiling can allow; a ceiling has to name everything else as well. */
export function orRaiseCeiling(facts: Pick<ClientFacts, 'client' | 'vendor'>, permissions: string): string {
  return `${orWriteOut(facts, `${permissions} into \`permissions\``)} That list is a ceiling: name all that the client may do.`;
}

/** How to allow what only the manifest can allow. */
export function orWriteOut({ client, vendor }: Pick<ClientFacts, 'client' | 'vendor'>, what: string): string {
  return vendor
    ? `Or allow it: write ${what} for vendor ${vendor.name} in guardian.yaml.`
    : `Or allow it: give client ${client.id} a vendor in guardian.yaml and write ${what} there.`;
}

import type { ProposedVendor } from '../../domain/manifest-proposal.ts';
import type { Plain } from '../edit/written.ts';

/** What an entry means once it is read, without its comments: what the written lines are checked against. */
export function plainVendor(vendor: ProposedVendor): { readonly [key: string]: Plain } {
  const { name, clients, orgs, grantType, scopes, roles, permissions, redirectUris, maxTokenSeconds, reviewBy } =
    vendor;
  return {
    name,
    clients: clients.map(({ written }) => written),
    ...(orgs && { orgs }),
    ...(grantType !== undefined && { grantType }),
    ...(scopes && { scopes: scopes.map(({ value }) => value) }),
    ...(roles && { roles: roles.map((role) => ({ name: role.name, divisions: role.divisions })) }),
    ...(permissions && { permissions: permissions.map(({ value }) => value) }),
    ...(redirectUris && { redirectUris }),
    ...(maxTokenSeconds !== undefined && { maxTokenSeconds }),
    reviewBy,
  };
}

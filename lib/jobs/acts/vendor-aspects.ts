import { grantedAccess } from '../../domain/access.ts';
import { clientApproval } from '../../domain/approval.ts';
import { GRANT_TYPES, type OAuthClient, restrictedBy, UNKNOWN_DIVISION } from '../../domain/client.ts';
import type { Vendor } from '../../domain/manifest.ts';
import type { VendorAspects } from '../../domain/manifest-edit.ts';
import type { OrgSnapshot } from '../../domain/org.ts';
import { PermissionSet } from '../../domain/permission.ts';
import { scopeImplies } from '../../domain/scope.ts';
import { type Covered, type RolesInput, writtenRoles } from './written-roles.ts';

/** What {@link presentAspects} looks at. */
export interface AspectsInput {
  readonly vendor: Vendor;
  /** The client that is accepted, with its approval as it will be. */
  readonly accepted: Covered;
  /** Other clients that the entry covers in this org. What they hold stays in it. */
  readonly others: readonly Covered[];
  /** True if the entry is about other orgs, too: nothing that it writes is needless for all that is known here. */
  readonly coversOtherOrgs: boolean;
  readonly snapshot: OrgSnapshot;
}

/** What a vendor's entry would have to say to approve a client as it is now, and what cannot be said there. */
export interface PresentAspects {
  /** Only what differs from the entry, and only aspects that it writes. */
  readonly aspects: VendorAspects;
  readonly notes: readonly string[];
}

/**
 * The aspects of a vendor's entry, changed so that it approves the client as it is now: what the client holds comes in,
 * and what neither it nor another client of the entry holds goes. Ceilings are only raised. Pure.
 */
export function presentAspects(input: AspectsInput): PresentAspects {
  const { vendor, accepted } = input;
  const restriction = restrictedBy(accepted.client.grantType);
  const parts = [
    grantType(input),
    ...(restriction === 'permissions' ? [] : [scopes(input)]),
    ...(restriction === 'scopes' ? [] : [roles(input), permissions(input)]),
    redirectUris(input),
    maxTokenSeconds(vendor, accepted.client),
  ];
  return {
    aspects: Object.assign({}, ...parts.map(({ aspects }) => aspects)),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

const NOTHING: PresentAspects = { aspects: {}, notes: [] };

function grantType({ vendor, accepted: { client } }: AspectsInput): PresentAspects {
  if (vendor.grantType === undefined || vendor.grantType === client.grantType) return NOTHING;
  const known = GRANT_TYPES.find((type) => type === client.grantType);
  if (known) return { aspects: { grantType: known }, notes: [] };
  return { aspects: {}, notes: [`the grant type ${client.grantType} cannot be written into guardian.yaml`] };
}

function scopes(input: AspectsInput): PresentAspects {
  const { vendor, accepted, others } = input;
  if (!vendor.scopes) return NOTHING;
  const isNeeded = (scope: string) =>
    others.some(({ client }) => client.scopes.some((held) => scopeImplies(scope, held)));
  return listAspect('scopes', vendor.scopes, { ...input, wanted: accepted.client.scopes, isNeeded });
}

function redirectUris(input: AspectsInput): PresentAspects {
  const { vendor, accepted, others } = input;
  if (!vendor.redirectUris) return NOTHING;
  const wanted = accepted.client.redirectUris.filter((uri) => URL.canParse(uri));
  const unwritable = accepted.client.redirectUris.filter((uri) => !URL.canParse(uri));
  const isNeeded = (uri: string) => others.some(({ client }) => client.redirectUris.includes(uri));
  const { aspects } = listAspect('redirectUris', vendor.redirectUris, { ...input, wanted, isNeeded });
  return { aspects, notes: unwritable.map((uri) => `${uri} is no URI that guardian.yaml could approve`) };
}

function listAspect(
  key: 'scopes' | 'redirectUris',
  written: readonly string[],
  options: {
    readonly wanted: readonly string[];
    readonly isNeeded: (value: string) => boolean;
    readonly coversOtherOrgs: boolean;
  },
): PresentAspects {
  const { wanted, isNeeded, coversOtherOrgs } = options;
  const kept = written.filter((value) => coversOtherOrgs || wanted.includes(value) || isNeeded(value));
  const added = wanted.filter((value) => !written.includes(value));
  if (added.length === 0 && kept.length === written.length) return NOTHING;
  return { aspects: { [key]: [...kept, ...added] }, notes: [] };
}

function roles({ vendor, accepted, others, coversOtherOrgs, snapshot }: AspectsInput): PresentAspects {
  if (!vendor.roles) return NOTHING;
  const input: RolesInput = {
    written: vendor.roles,
    accepted,
    others,
    coversOtherOrgs,
    snapshot,
    grantsOf: (entry, { stored }) =>
      clientApproval({ vendor: { ...vendor, roles: [entry] }, stored, snapshot }).grants?.value ?? [],
  };
  const { client } = accepted;
  const unseen = client.grants.filter(({ roleId }) => !snapshot.role?.has(roleId)).map(({ roleId }) => roleId);
  const placeless = client.grants.filter(({ divisionId }) => divisionId === UNKNOWN_DIVISION);
  const notes = [
    ...[...new Set(unseen)].map((id) => `the role ${id} was not seen, so it is not accepted`),
    ...placeless.map(
      ({ roleId }) => `Genesys does not say in which division role ${roleId} is granted: it is not accepted`,
    ),
  ];
  const wanted = writtenRoles(input);
  const isSame = JSON.stringify(wanted) === JSON.stringify(vendor.roles);
  return { aspects: isSame ? {} : { roles: wanted }, notes };
}

function permissions({ vendor, accepted: { client }, snapshot }: AspectsInput): PresentAspects {
  if (!vendor.permissions) return NOTHING;
  const { byDivision } = grantedAccess(client.grants, (id) => snapshot.role?.get(id));
  const beyond = PermissionSet.union(byDivision.values()).beyond(new PermissionSet(vendor.permissions));
  return beyond.length === 0 ? NOTHING : { aspects: { permissions: [...vendor.permissions, ...beyond] }, notes: [] };
}

function maxTokenSeconds({ maxTokenSeconds: most }: Vendor, { tokenSeconds }: OAuthClient): PresentAspects {
  return most === undefined || tokenSeconds <= most
    ? NOTHING
    : { aspects: { maxTokenSeconds: tokenSeconds }, notes: [] };
}

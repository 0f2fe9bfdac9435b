import { type ApprovedGrant, clientApproval, type StoredApproval } from '../../../domain/approval.ts';
import { GRANT_TYPES, type OAuthClient, restrictedBy } from '../../../domain/client.ts';
import { type Vendor, VendorSchema } from '../../../domain/manifest.ts';
import type { OrgSnapshot } from '../../../domain/org.ts';
import { scopeForm } from '../../../domain/written-forms.ts';
import type { ClientFacts } from '../../../rules/rule.ts';
import { writtenRoles } from '../../acts/written-roles.ts';

/** What an entry has to say to approve one client as it is, and nothing more. */
export interface ExactEntry {
  readonly grantType?: Vendor['grantType'];
  readonly scopes?: readonly string[];
  readonly roles?: NonNullable<Vendor['roles']>;
  readonly redirectUris?: readonly string[];
  readonly maxTokenSeconds?: number;
  /** Why an aspect is left out. */
  readonly unwritten: readonly string[];
}

/** What names are looked up in. */
export interface KnownOrg {
  readonly snapshot: OrgSnapshot;
  /** False where a role that is not there may only not have been seen. */
  readonly sawAllRoles: boolean;
}

/**
 * The aspects of a client that restrict it, as `guardian.yaml` writes them. Each is read back as the guardian will read it;
 * one that would not come back as exactly the present is left out, so that its first sighting goes on counting. Pure.
 */
export function exactEntry({ client, approval }: ClientFacts, org: KnownOrg): ExactEntry {
  const restriction = restrictedBy(client.grantType);
  // Client credentials need none; but what was approved once and is gone has to be taken back.
  const isSilentOnUris =
    restriction === 'permissions' && [client, approval.stored?.client].every((each) => !each?.redirectUris.length);
  const parts: readonly Part[] = [
    grantTypeOf(client.grantType),
    restriction === 'permissions' ? NOTHING : scopesOf(client.scopes),
    restriction === 'scopes' ? NOTHING : rolesOf(client, approval.stored, org),
    isSilentOnUris ? NOTHING : urisOf(client.redirectUris),
    tokenSecondsOf(client.tokenSeconds),
  ];
  return {
    ...Object.assign({}, ...parts.map(({ aspect }) => aspect)),
    unwritten: parts.flatMap(({ unwritten }) => unwritten ?? []),
  };
}

interface Part {
  readonly aspect?: Omit<ExactEntry, 'unwritten'>;
  readonly unwritten?: string;
}

const NOTHING: Part = {};
const FIRST_SIGHTING = 'what was first seen or accepted counts';

function grantTypeOf(type: string): Part {
  const grantType = GRANT_TYPES.find((known) => known === type);
  if (grantType) return { aspect: { grantType } };
  return { unwritten: `grantType: ${type} is none that guardian.yaml knows; ${FIRST_SIGHTING}` };
}

function scopesOf(scopes: readonly string[]): Part {
  const strange = scopes.filter((scope) => !scopeForm.safeParse(scope).success);
  if (strange.length === 0) return { aspect: { scopes } };
  return { unwritten: `scopes: not all can be written (${strange.join(', ')}); ${FIRST_SIGHTING}` };
}

function urisOf(redirectUris: readonly string[]): Part {
  const read = VendorSchema.shape.redirectUris.safeParse(redirectUris);
  if (read.success && read.data?.every((uri, index) => uri === redirectUris[index]))
    return { aspect: { redirectUris } };
  return { unwritten: `redirectUris: not all are URIs that can be written; ${FIRST_SIGHTING}` };
}

function tokenSecondsOf(maxTokenSeconds: number): Part {
  if (VendorSchema.shape.maxTokenSeconds.safeParse(maxTokenSeconds).success) return { aspect: { maxTokenSeconds } };
  return { unwritten: `maxTokenSeconds: ${maxTokenSeconds} cannot be written; ${FIRST_SIGHTING}` };
}

function rolesOf(client: OAuthClient, stored: StoredApproval | undefined, { snapshot, sawAllRoles }: KnownOrg): Part {
  const roles = writtenRoles({
    written: [],
    accepted: { client, stored },
    others: [],
    coversOtherOrgs: false,
    snapshot,
    grantsOf: (entry) =>
      isPlain(entry.name) && entry.divisions.every(isPlain) ? readBack([entry], stored, snapshot) : [],
  });
  // A deleted role gives nothing, and nobody can approve it.
  const wanted = new Set(client.grants.filter(({ roleId }) => snapshot.role?.has(roleId)).map(keyOf));
  const meant = new Set(readBack(roles, stored, snapshot).map(keyOf));
  const isExact =
    wanted.size === meant.size &&
    [...wanted].every((key) => meant.has(key)) &&
    (sawAllRoles || client.grants.every(({ roleId }) => snapshot.role?.has(roleId)));
  return isExact
    ? { aspect: { roles } }
    : { unwritten: `roles: not all roles or divisions are known, so they cannot be written; ${FIRST_SIGHTING}` };
}

/** What the guardian would take these words for, once they stand in a file. */
function readBack(
  roles: NonNullable<Vendor['roles']>,
  stored: StoredApproval | undefined,
  snapshot: OrgSnapshot,
): readonly ApprovedGrant[] {
  const vendor = { name: '-', clients: ['-'], roles } satisfies Vendor;
  return clientApproval({ vendor, stored, snapshot }).grants?.value ?? [];
}

/** False for a name that the file would not give back to the letter, or that shows as another one: its id is written. */
function isPlain(name: string): boolean {
  return name !== '' && name.trim() === name && !UNPRINTABLE.test(name);
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/u;

function keyOf({ roleId, divisionId }: { readonly roleId: string; readonly divisionId: string }): string {
  return `${roleId} ${divisionId}`;
}

import type { ApprovedGrant, StoredApproval } from '../../domain/approval.ts';
import { ALL_DIVISIONS, type OAuthClient, type RoleGrant, UNKNOWN_DIVISION } from '../../domain/client.ts';
import type { Vendor } from '../../domain/manifest.ts';
import type { OrgSnapshot } from '../../domain/org.ts';

type RoleEntry = NonNullable<Vendor['roles']>[number];

/** A client with what is stored of its approval: what a vendor's entry means hangs on both. */
export interface Covered {
  readonly client: OAuthClient;
  readonly stored?: StoredApproval | undefined;
}

/** What {@link writtenRoles} looks at. */
export interface RolesInput {
  readonly written: readonly RoleEntry[];
  readonly accepted: Covered;
  readonly others: readonly Covered[];
  readonly coversOtherOrgs: boolean;
  readonly snapshot: OrgSnapshot;
  /** The grants that an entry approves for a client: a name means what it meant when the client was approved. */
  readonly grantsOf: (entry: RoleEntry, covered: Covered) => readonly ApprovedGrant[];
}

/**
 * The entries of `roles`, changed so that they approve the grants that a client holds now. An entry that still means a
 * grant that somebody holds stays as it is written; a grant that no entry means comes in by name where the name leads
 * to it alone, else by id. Pure.
 */
export function writtenRoles(input: RolesInput): RoleEntry[] {
  const { accepted, snapshot } = input;
  const kept = keptEntries(input);
  const covered = new Set(kept.flatMap((entry) => input.grantsOf(entry, accepted)).map(keyOf));
  const missing = accepted.client.grants.filter(
    (grant) => !covered.has(keyOf(grant)) && snapshot.role?.has(grant.roleId) && grant.divisionId !== UNKNOWN_DIVISION,
  );
  return missing.reduce<RoleEntry[]>((entries, grant) => withGrant(entries, grant, input), kept);
}

/** Each role once, with those of its divisions in which it is held. */
function keptEntries(input: RolesInput): RoleEntry[] {
  const { written, accepted, others, coversOtherOrgs, grantsOf } = input;
  const names = [...new Set(written.map(({ name }) => name))];
  return names.flatMap((name) => {
    const all = [...new Set(written.filter((entry) => entry.name === name).flatMap(({ divisions }) => divisions))];
    const divisions = all.filter(
      (division) =>
        coversOtherOrgs ||
        [accepted, ...others].some((covered) => holdsAny(covered, grantsOf({ name, divisions: [division] }, covered))),
    );
    return divisions.length > 0 ? [{ name, divisions }] : [];
  });
}

function withGrant(entries: readonly RoleEntry[], grant: RoleGrant, input: RolesInput): RoleEntry[] {
  const { accepted, grantsOf } = input;
  const leadsThere = (name: string, division: string) => {
    const grants = grantsOf({ name, divisions: [division] }, accepted);
    return grants.length > 0 && grants.every((each) => keyOf(each) === keyOf(grant));
  };
  const division = divisionNames(grant, input).find((word) => leadsThere(grant.roleId, word)) ?? grant.divisionId;
  const names = [...entries.map(({ name }) => name), ...roleNames(grant, input)];
  const name = names.find((word) => leadsThere(word, division)) ?? grant.roleId;
  const at = entries.findIndex((entry) => entry.name === name);
  if (at < 0) return [...entries, { name, divisions: [division] }];
  return entries.map((entry, index) => (index === at ? { name, divisions: [...entry.divisions, division] } : entry));
}

function roleNames({ roleId }: RoleGrant, { snapshot }: RolesInput): string[] {
  const role = snapshot.role?.get(roleId);
  return role ? [role.name] : [];
}

/** `home` says what it is; a division may be called anything. */
function divisionNames({ divisionId }: RoleGrant, { snapshot }: RolesInput): string[] {
  if (divisionId === ALL_DIVISIONS) return [ALL_DIVISIONS];
  const division = snapshot.division?.get(divisionId);
  if (!division) return [];
  return division.isHome ? ['home', division.name] : [division.name];
}

function holdsAny({ client }: Covered, grants: readonly ApprovedGrant[]): boolean {
  const approved = new Set(grants.map(keyOf));
  return client.grants.some((grant) => approved.has(keyOf(grant)));
}

function keyOf({ roleId, divisionId }: RoleGrant): string {
  return `${roleId} ${divisionId}`;
}

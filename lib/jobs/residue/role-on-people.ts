import type { Vendor } from '../../domain/manifest.ts';
import type { Role } from '../../domain/org.ts';
import type { ResidueItem } from '../../domain/residue.ts';
import { effectiveRoles, type ResidueClient, type ResidueFacts, rolesWritten } from './facts.ts';
import { item, type Look, some } from './kind.ts';

/** Roles of vendors that people hold as well: worst where the client for which the role was made is gone. */
export const rolesOnPeople: Look = (facts) => {
  const items: ResidueItem[] = [];
  const uncounted: string[] = [];
  const claimed = claimsBy(facts);
  for (const role of facts.roles.values()) {
    const claims = claimed(role.id);
    if (claims.length === 0) continue;
    if (role.userCount === undefined) uncounted.push(role.name);
    else if (role.userCount > 0) items.push(...claims.map((claim) => itemOf(role, claim, role.userCount ?? 0)));
  }
  return {
    items,
    unknown: uncounted.length === 0 ? [] : [`Genesys did not say how many people hold ${some(uncounted)}.`],
  };
};

/** Why a role counts as a vendor's. */
interface Claim {
  readonly vendor: Vendor | null;
  readonly present: readonly ResidueClient[];
  readonly gone: readonly ResidueClient[];
}

/**
 * Who claims each role: vendors whose entries name it, vendors whose clients hold it with effect, and clients that are
 * gone and held it last. A client of no vendor that is still there claims nothing: it and people may share a role that
 * was made for both.
 */
function claimsBy(facts: ResidueFacts): (roleId: string) => Claim[] {
  const written = rolesWritten(facts);
  const holders = new Map<string, ResidueClient[]>();
  for (const each of facts.clients) {
    for (const roleId of effectiveRoles(each.client)) holders.set(roleId, [...(holders.get(roleId) ?? []), each]);
  }
  return (roleId) => {
    const all = (holders.get(roleId) ?? []).filter(({ vendor, goneSince }) => vendor ?? goneSince);
    const vendors = new Set([...(written.get(roleId) ?? []), ...all.map(({ vendor }) => vendor ?? null)]);
    return [...vendors].map((vendor) => {
      const own = all.filter((holder) => (holder.vendor ?? null) === vendor);
      return {
        vendor,
        present: own.filter(({ goneSince }) => goneSince === undefined),
        gone: own.filter(({ goneSince }) => goneSince !== undefined),
      };
    });
  };
}

function itemOf({ id, name }: Role, { vendor, present, gone }: Claim, userCount: number): ResidueItem {
  const clients = [...present, ...gone].map(({ client }) => client.id).sort();
  const about = { subject: { kind: 'role', id, name }, vendor: vendor?.name ?? null, clients } as const;
  // Kept when it was first above none, or with the role's last change: good enough to know whom to ask, and no census.
  const held = `People hold role ${name} (${userCount} when last counted)`;
  const screen = `Admin > People & Permissions > Roles / Permissions > ${name}`;
  const since = gone
    .map(({ goneSince = '' }) => goneSince)
    .sort()
    .at(-1);
  if (present.length === 0 && since !== undefined) {
    const names = some(gone.map(({ client }) => client.name));
    return item('role-on-people', {
      ...about,
      why: `${held}, though ${names}, which held it, ${gone.length === 1 ? 'is' : 'are'} gone: access that was meant for software is left on people.`,
      fix: `Ask these people what they need of it, take it off them in ${screen}, then delete it.`,
      since,
    });
  }
  const holders = present.length > 0 ? ` (${some(present.map(({ client }) => client.name))})` : '';
  return item('role-on-people', {
    ...about,
    why: `${held}, a role of vendor ${vendor?.name}${holders}: whoever edits it for one widens or breaks the other.`,
    fix: `Give people a role of their own, and take ${name} off them in ${screen}.`,
  });
}

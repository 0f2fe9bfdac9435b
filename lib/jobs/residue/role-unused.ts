import type { Vendor } from '../../domain/manifest.ts';
import type { Role } from '../../domain/org.ts';
import type { ResidueItem } from '../../domain/residue.ts';
import { type LostRole, type ResidueFacts, rolesInUse, rolesWritten } from './facts.ts';
import { item, type Look, some } from './kind.ts';

/**
 * Roles that nobody holds any more, of those that ever had to do with clients: one that a client held before, or that
 * the manifest names. Of Genesys' own roles and of those for people nothing is said.
 */
export const rolesUnused: Look = (facts) => {
  const inUse = rolesInUse(facts);
  const written = rolesWritten(facts);
  const candidates = [...facts.roles.values()].filter(
    ({ id }) => !inUse.has(id) && (written.has(id) || facts.lostRoles.has(id)),
  );
  const uncounted = candidates.flatMap(({ name, userCount }) => (userCount === undefined ? [name] : []));
  return {
    items: candidates.flatMap((role) =>
      role.userCount === 0 ? [itemOf(role, written.get(role.id) ?? [], facts)] : [],
    ),
    unknown: uncounted.length === 0 ? [] : [`Genesys did not say whether people hold ${some(uncounted)}.`],
  };
};

function itemOf({ id, name }: Role, written: readonly Vendor[], { lostRoles, org }: ResidueFacts): ResidueItem {
  const lost = lostRoles.get(id) ?? [];
  const last = newest(lost);
  const vendor = last?.by.vendor?.name ?? written[0]?.name ?? null;
  const named =
    written.length > 0 ? ` guardian.yaml still names it for ${some(written.map((each) => each.name))}.` : '';
  return item('role-unused', {
    subject: { kind: 'role', id, name },
    vendor,
    clients: lost.map(({ by }) => by.client.id).sort(),
    why: last
      ? `No client holds role ${name} since ${last.by.client.name} ${last.by.goneSince === last.at ? 'is gone' : 'lost it'}, and no person does.${named}`
      : `guardian.yaml names role ${name} for ${some(written.map((each) => each.name))}, but no client holds it, and no person does.`,
    fix: [
      ...(org.readAuthorizations
        ? []
        : ['Look in Admin > Integrations > Authorized Applications that no app uses it.']),
      `Delete it in Admin > People & Permissions > Roles / Permissions > ${name}${written.length > 0 ? ', and take it out of guardian.yaml' : ''}.`,
    ].join(' '),
    ...(last && { since: last.at }),
  });
}

function newest(lost: readonly LostRole[]): LostRole | undefined {
  return lost.reduce<LostRole | undefined>((best, each) => (best && best.at >= each.at ? best : each), undefined);
}

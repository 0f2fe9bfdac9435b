import { restrictedBy } from '../../domain/client.ts';
import type { Day } from '../../domain/day.ts';
import type { ResidueItem } from '../../domain/residue.ts';
import { daysBetween } from '../../domain/usage/calendar.ts';
import type { ResidueClient, ResidueFacts } from './facts.ts';
import { item, type Look, some } from './kind.ts';

/**
 * When the implicit grant stops working. Genesys: new clients with it are refused since March 2026, and it ends "by March
 * 2027". No day is published, so the month's first one is taken: whoever is ready by then is ready in any case.
 */
const IMPLICIT_GRANT_ENDS: Day = '2027-03-01';

/** Clients of the implicit grant, and how long they have left. */
export const implicitGrants: Look = (facts) => {
  const present = facts.clients.filter(({ goneSince }) => goneSince === undefined);
  const undocumented = present.filter(({ client }) => restrictedBy(client.grantType) === 'unknown');
  return {
    items: present.flatMap((known) => (known.client.grantType === 'TOKEN' ? [itemOf(known, facts)] : [])),
    unknown:
      undocumented.length === 0
        ? []
        : [
            `Nobody documents the grant type of ${some(undocumented.map(({ client }) => `${client.name} (${client.grantType})`))}.`,
          ],
  };
};

function itemOf({ client, vendor }: ResidueClient, { today }: ResidueFacts): ResidueItem {
  return item('implicit-grant', {
    subject: { kind: 'client', id: client.id, name: client.name },
    vendor: vendor?.name ?? null,
    why: `${client.name} signs people in by the implicit grant, which Genesys ends by March 2027: ${timeLeft(today)}.`,
    fix: `Ask ${vendor?.owner ?? vendor?.name ?? 'its owner'} for a version with the code grant and PKCE, and set Code Authorization in Admin > Integrations > OAuth > ${client.name}.`,
    until: IMPLICIT_GRANT_ENDS,
  });
}

function timeLeft(today: Day): string {
  const days = daysBetween(today, IMPLICIT_GRANT_ENDS);
  if (days <= 0) return 'it may stop working any day';
  return `${days === 1 ? '1 day is' : `${days} days are`} left until ${IMPLICIT_GRANT_ENDS}`;
}

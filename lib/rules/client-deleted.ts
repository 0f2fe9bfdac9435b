import { hoursBetween } from '../domain/usage/calendar.ts';
import { type GoneClient, type OrgRule, type Violation, violatedBy } from './rule.ts';

export const clientDeleted: OrgRule = {
  id: 'client-deleted',
  scope: 'org',
  defaultSeverity: 'info',
  needs: ['clients'],
  doc: {
    what: 'An OAuth client that was seen before is gone.',
    why: 'Whatever used the client stopped working. A client that is deleted and created again has a new id, and so escapes what was approved for the old one.',
    when: 'A complete read of the clients, confirmed by a second one, does not contain the client any more. It stays on the list for `thresholds.deletedClientDays` days (30 by default) and then resolves by itself.',
    fix: 'Ask whoever deleted it whether that was meant. If it was, take its id out of the manifest. If not, create a new client and give the vendor its id and secret: a deleted client does not come back.',
    silence: 'Acknowledge the finding, or lower `thresholds.deletedClientDays`.',
  },
  judge({ gone, now, thresholds }) {
    const hours = thresholds.deletedClientDays * 24;
    return violatedBy(gone.filter(({ goneSince }) => hoursBetween(goneSince, now) <= hours).map(violation));
  },
};

function violation({ client, vendor, goneSince }: GoneClient): Violation {
  return {
    subject: 'client',
    severity: 'info',
    title: `Client ${client.name} was deleted`,
    because:
      `It was first missed at ${goneSince}. ` +
      (vendor
        ? `${vendor.name} can no longer use it; if it still tries, its calls fail.`
        : 'Whoever still uses it fails.'),
    // Not the time: that of the run that notices is not yet the time of its commit.
    evidence: { grantType: client.grantType },
    fix: [
      'Ask whoever deleted it whether that was meant.',
      ...(vendor ? [`If it was: take "${client.id}" out of the clients of ${vendor.name} in guardian.yaml.`] : []),
      'If it was not: Admin > Integrations > OAuth > Add Client; a deleted client does not come back.',
    ],
    client: { id: client.id, name: client.name },
    ...(vendor && { vendor: vendor.name }),
  };
}

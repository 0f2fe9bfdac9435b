import type { OAuthClient } from '../domain/client.ts';
import type { Vendor } from '../domain/manifest.ts';
import { matchesPattern, matchVendor } from '../domain/vendor-match.ts';
import { clientScreen } from './fix-steps.ts';
import { type ClientRule, compliant, unknownBecause, violatedBy } from './rule.ts';

export const clientCreated: ClientRule = {
  id: 'client-created',
  scope: 'client',
  defaultSeverity: 'medium',
  needs: ['clients'],
  doc: {
    what: 'An OAuth client is there that was not there at the baseline, and no vendor of the manifest lists its id.',
    why: 'Every client is a door to the org. One that nobody announced has an owner, a purpose and a secret that you do not know.',
    when: 'The client was first seen after the first complete scan, nobody accepted it, and its id is in no `clients` list of the manifest. A name pattern is no excuse: whoever creates a client chooses its name. Also: a client that was approved under another name came to fit a pattern of a vendor by being renamed.',
    fix: 'Find out who created the client and what for. List its id under its vendor in `guardian.yaml`, or delete it in Admin > Integrations > OAuth.',
    silence:
      'List the id under `vendors[].clients`, or run `guardian accept` for the client: its present state is then the approved one.',
  },
  judge({ client, vendor, approval: { stored } }, { vendors, org }) {
    if (!stored) return unknownBecause('It was not seen completely yet, so nobody knows how new it is.');
    const before = stored.client.name;
    const isRenamed =
      before !== client.name &&
      vendor !== undefined &&
      matchVendor({ client: { id: client.id, name: before }, vendors, orgName: org.name }) !== vendor;
    const isNew = stored.by === 'first-sighting';
    if (!(isNew || isRenamed) || vendors.some((entry) => listsId(entry, client))) return compliant;
    const pattern = vendor?.clients.find((written) => matchesPattern(client.name, written));
    return violatedBy([
      {
        subject: 'client',
        severity: 'medium',
        title: vendor
          ? `${isNew ? 'New' : 'Renamed'} client ${client.name}, taken for ${vendor.name} by its name alone`
          : `New client ${client.name} that no vendor of the manifest claims`,
        because: vendor
          ? `Its name matches the pattern "${pattern}", so it is judged by what ${vendor.name} may do. ` +
            (isRenamed ? `It was approved under another name: ${before}. ` : '') +
            `Whoever creates a client chooses its name: make sure that it really is ${vendor.name}'s.`
          : 'It is unmanaged: judged by its first sighting from now on, so what it may do today counts as approved.',
        // Whoever renames it again takes another vendor's place; a vendor or a pattern that is written otherwise in
        // guardian.yaml is none of the client's doing.
        evidence: { grantType: client.grantType, ...(vendor && { takenByName: client.name }) },
        fix: [
          `${clientScreen(client)}: find out who created it and what for.`,
          `If it is wanted: add "${client.id}" to its vendor's clients in guardian.yaml, or run: guardian accept --client ${client.id}`,
          'If it is not: delete it on the same screen.',
        ],
      },
    ]);
  },
};

function listsId({ clients }: Vendor, { id }: OAuthClient): boolean {
  return clients.some((written) => written.toLowerCase() === id.toLowerCase());
}

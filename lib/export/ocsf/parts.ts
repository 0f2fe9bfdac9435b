import { type Actor, type Finding, NO_CLIENT } from '../../domain/finding.ts';
import { PRODUCT, type Producer } from '../product.ts';

/** OCSF's times are milliseconds since 1970. */
export function millisecondsOf(iso: string): number {
  return Date.parse(iso);
}

/** What was found: the same under all events of a finding, but for the time at which it was changed. */
export function findingInfo(finding: Finding, at: string, { version }: Producer) {
  const { id, rule, title, because, firstSeen, lastSeen, staged } = finding;
  return {
    uid: id,
    title,
    desc: because,
    types: [rule],
    created_time: millisecondsOf(firstSeen),
    modified_time: millisecondsOf(at),
    first_seen_time: millisecondsOf(firstSeen),
    last_seen_time: millisecondsOf(lastSeen),
    analytic: {
      uid: rule,
      name: rule,
      type_id: 1,
      type: 'Rule',
      ...(staged ? { state_id: 3, state: 'Experimental' } : { state_id: 1, state: 'Active' }),
    },
    product: { name: PRODUCT.name, uid: PRODUCT.uid, vendor_name: PRODUCT.name, version },
  };
}

/** The client, or the org where a finding is about that or about the guardian itself. */
export function resources({ client, org, vendor }: Finding) {
  const affected = { namespace: org, role_id: 3, role: 'Affected' };
  if (client.id === NO_CLIENT.id) return [{ uid: org, name: org, type: 'Genesys Cloud org', ...affected }];
  return [
    {
      uid: client.id,
      name: client.name,
      type: CLIENT_TYPE,
      ...affected,
      ...(vendor !== null && { group: { name: vendor, type: 'Vendor' } }),
    },
  ];
}

export const CLIENT_TYPE = 'OAuth client';

/** An actor can be a client: audits name one as they name a person. */
export function userOf({ id, name, kind }: Actor) {
  const type = USER_TYPES[kind];
  return { uid: id, ...(name !== undefined && { name }), type_id: type.id, type: type.name };
}

const USER_TYPES: Readonly<Record<Actor['kind'], { readonly id: number; readonly name: string }>> = {
  user: { id: 1, name: 'User' },
  client: { id: 4, name: 'Service' },
  unknown: { id: 0, name: 'Unknown' },
};

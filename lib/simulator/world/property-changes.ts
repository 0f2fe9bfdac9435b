import type { ClientRecord, PropertyChange } from './records.ts';

type Values = readonly string[];

/**
 * The properties that differ, as an audit entry lists them: whole lists before and after. The names `scopes` and
 * `deleted_on` are those of real entries; the others are guesses in the same style.
 */
export function listChanges(properties: readonly (readonly [string, Values, Values])[]): PropertyChange[] {
  return properties
    .filter(([, before, after]) => before.join('\n') !== after.join('\n'))
    .map(([property, oldValues, newValues]) => ({
      property,
      ...(oldValues.length > 0 ? { oldValues } : {}),
      ...(newValues.length > 0 ? { newValues } : {}),
    }));
}

/** The properties of a client that an edit changed; `undefined` before its creation and after its deletion. */
export function clientChanges(before: ClientRecord | undefined, after: ClientRecord | undefined): PropertyChange[] {
  const [old, now] = [audited(before), audited(after)];
  return listChanges(Object.keys({ ...old, ...now }).map((name) => [name, old[name] ?? [], now[name] ?? []]));
}

function audited(client: ClientRecord | undefined): Record<string, Values> {
  if (!client) return {};
  const { roleDivisions, directGrants, accessTokenValiditySeconds, dateToDelete } = client;
  return {
    name: [client.name],
    description: client.description ? [client.description] : [],
    grant_type: [client.authorizedGrantType],
    scopes: client.scope,
    roles: [...roleDivisions, ...directGrants].map(({ roleId, divisionId }) => `${roleId}:${divisionId}`),
    redirect_uris: client.registeredRedirectUri,
    token_validity: accessTokenValiditySeconds === undefined ? [] : [String(accessTokenValiditySeconds)],
    state: [client.state],
    date_to_delete: dateToDelete === undefined ? [] : [dateToDelete],
  };
}

import { restrictedBy } from '../../domain/client.ts';
import { difference, type Facets, type Names, namesFrom } from '../../domain/drift.ts';
import type { AccessChange } from '../../domain/finding.ts';
import type { OrgSnapshot, Role } from '../../domain/org.ts';
import type { ClientFacts } from '../../rules/rule.ts';

/**
 * From what is approved for a client to what it is, by aspect: what somebody reads before accepting it. An aspect that
 * has no effect for the grant type is left out. Pure.
 */
export function approvalDifference(facts: ClientFacts, snapshot: OrgSnapshot): AccessChange {
  const names = namesFrom(snapshot.role, snapshot.division);
  return difference(approvedFacets(facts, names), presentFacets(facts, names, snapshot));
}

function approvedFacets({ client, approval }: ClientFacts, names: Names): Facets {
  const { scopes, grants, redirectUris, grantType, tokenSeconds, state, stored } = approval;
  const restriction = restrictedBy(client.grantType);
  const held = new Set(client.grants.map(({ roleId }) => roleId));
  return {
    lines: [
      ...(restriction === 'permissions' ? [] : (scopes?.value ?? []).map(scopeLine)),
      ...(restriction === 'scopes' ? [] : (grants?.value ?? []).map((grant) => grantLine(grant, names))),
      ...(restriction === 'scopes'
        ? []
        : [...approval.roles.values()].filter(({ id }) => held.has(id)).flatMap((role) => roleLines(role, names))),
      ...(redirectUris?.value ?? []).map(uriLine),
    ],
    values: {
      ...(grantType && { grantType: grantType.value }),
      // A limit, not a value: whatever is shorter is within it.
      ...(tokenSeconds && { tokenSeconds: String(Math.min(tokenSeconds.value, client.tokenSeconds)) }),
      ...(state && { state: state.value }),
      ...(stored && { name: stored.client.name }),
    },
  };
}

function presentFacets({ client, approval }: ClientFacts, names: Names, { role: roles }: OrgSnapshot): Facets {
  const restriction = restrictedBy(client.grantType);
  // A role that comes as a whole is told by its grant; one that was approved, by what was edited in it.
  const known = [...new Set(client.grants.map(({ roleId }) => roleId))].filter((id) => approval.roles.has(id));
  return {
    lines: [
      ...(restriction === 'permissions' ? [] : client.scopes.map(scopeLine)),
      ...(restriction === 'scopes' ? [] : client.grants.map((grant) => grantLine(grant, names))),
      ...(restriction === 'scopes'
        ? []
        : known.flatMap((id) => roles?.get(id) ?? []).flatMap((role) => roleLines(role, names))),
      ...client.redirectUris.map(uriLine),
    ],
    values: {
      grantType: client.grantType,
      tokenSeconds: String(client.tokenSeconds),
      state: client.state,
      ...(approval.stored && { name: client.name }),
    },
  };
}

function scopeLine(scope: string): string {
  return `scope ${scope}`;
}

function uriLine(uri: string): string {
  return `redirect URI ${uri}`;
}

function grantLine(
  { roleId, divisionId }: { readonly roleId: string; readonly divisionId: string },
  names: Names,
): string {
  return `role ${names.role(roleId)} in division ${names.division(divisionId)}`;
}

/** A permission that lost its condition is another one. */
function roleLines({ id, permissions, conditional }: Role, names: Names): string[] {
  const isConditional = new Set(conditional);
  return permissions.map(
    (permission) =>
      `permission ${permission}${isConditional.has(permission) ? ' under a condition' : ''} (role ${names.role(id)})`,
  );
}

import { ALL_DIVISIONS, restrictedBy, UNKNOWN_DIVISION } from '../../domain/client.ts';
import { permissionPolicies, slug } from '../role/index.ts';
import type { KeptGrant, Place, ReadyFile, ReadyGrant, ReadyRole } from './grant.ts';
import {
  type Attribute,
  type Block,
  blockText,
  type Expression,
  hclComment,
  hclList,
  hclNumber,
  hclString,
  reference,
} from './hcl-text.ts';
import { oneLine } from './quoted.ts';

/**
 * The grant for the Terraform provider `mypurecloud/genesyscloud` (CX as Code): roles, divisions by name, and the client.
 * A client that exists is imported, so that no second one is made. What is not known is a variable without a default:
 * Terraform asks for it. Source of names: the provider's documentation of genesyscloud_auth_role,
 * genesyscloud_oauth_client, genesyscloud_auth_division and genesyscloud_auth_division_home.
 */
export function hclFile(grant: ReadyGrant): ReadyFile {
  const label = slug(grant.client.name);
  const unknowns = new Unknowns();
  const client = clientBlock(grant, label, unknowns);
  const blocks = [
    PROVIDER,
    ...importOf(grant, label),
    ...unknowns.blocks(),
    ...divisionBlocks(grant.roles),
    ...grant.roles.map(roleBlock),
    client,
  ];
  return { name: `${label}.tf`, text: `${[...head(grant), ...blocks.map(blockText)].join('\n\n')}\n` };
}

const PROVIDER: Block = {
  type: 'terraform',
  labels: [],
  attributes: [],
  blocks: [
    {
      type: 'required_providers',
      labels: [],
      attributes: [{ name: 'genesyscloud', value: { hcl: '{\n  source = "mypurecloud/genesyscloud"\n}' } }],
    },
  ],
};

/** What stands for values that somebody has to give. */
class Unknowns {
  readonly #variables = new Map<string, Block>();

  variable(name: string, description: string, type: Expression): Expression {
    this.#variables.set(name, {
      type: 'variable',
      labels: [name],
      comments: ['Not known here: give it a value.'],
      attributes: [
        { name: 'description', value: hclString(description) },
        { name: 'type', value: type },
      ],
    });
    return reference('var', name);
  }

  blocks(): Block[] {
    return [...this.#variables.values()];
  }
}

function head({ notes, vendor, client }: ReadyGrant): string[] {
  const lines = [
    `The least grant of ${oneLine(client.name)} (${oneLine(vendor)}).`,
    ...notes.map((note) => `Note: ${oneLine(note)}`),
  ];
  return [lines.map(hclComment).join('\n')];
}

/** `import` blocks: Terraform 1.5 and newer. */
function importOf({ client }: ReadyGrant, label: string): Block[] {
  if (client.id === null) return [];
  return [
    {
      type: 'import',
      labels: [],
      comments: ['The client exists: without this, Terraform would make another one.'],
      attributes: [
        { name: 'to', value: reference('genesyscloud_oauth_client', label) },
        { name: 'id', value: hclString(client.id) },
      ],
    },
  ];
}

function clientBlock(grant: ReadyGrant, label: string, unknowns: Unknowns): Block {
  const isByRoles = restrictedBy(grant.grantType) === 'permissions';
  return {
    type: 'resource',
    labels: ['genesyscloud_oauth_client', label],
    attributes: [
      { name: 'name', value: hclString(grant.client.name) },
      { name: 'description', value: hclString(grant.description) },
      { name: 'authorized_grant_type', value: hclString(grant.grantType) },
      { name: 'access_token_validity_seconds', value: hclNumber(grant.tokenSeconds) },
      ...(isByRoles ? [] : [{ name: 'scopes', value: hclList(grant.scopes.map(hclString)) }]),
      ...redirects(grant, isByRoles, unknowns),
    ],
    blocks: isByRoles
      ? [
          ...grant.keptGrants.map((kept) => keptBlock(kept, unknowns)),
          ...grant.roles.flatMap((role) => role.places.map((place) => grantBlock(role, place, grant, unknowns))),
        ]
      : [],
  };
}

function redirects({ redirectUris }: ReadyGrant, isByRoles: boolean, unknowns: Unknowns): Attribute[] {
  if (redirectUris === null) {
    if (isByRoles) return [];
    const type: Expression = { hcl: 'list(string)' };
    const value = unknowns.variable('redirect_uris', 'Redirect URIs of the app, to the letter.', type);
    return [{ name: 'registered_redirect_uris', value }];
  }
  return redirectUris.length === 0
    ? []
    : [{ name: 'registered_redirect_uris', value: hclList(redirectUris.map(hclString)) }];
}

function grantBlock(role: ReadyRole, place: Place, { roles }: ReadyGrant, unknowns: Unknowns): Block {
  return {
    type: 'roles',
    labels: [],
    attributes: [
      { name: 'role_id', value: reference('genesyscloud_auth_role', roleLabel(role), 'id') },
      { name: 'division_id', value: divisionId(place, roles, unknowns) },
    ],
  };
}

function keptBlock({ roleId, roleName, divisionId: division }: KeptGrant, unknowns: Unknowns): Block {
  return {
    type: 'roles',
    labels: [],
    comments: [`Stays as it is: the role ${oneLine(roleName ?? roleId)}.`],
    attributes: [
      { name: 'role_id', value: hclString(roleId) },
      {
        name: 'division_id',
        value: division === UNKNOWN_DIVISION ? divisionId({ kind: 'unknown' }, [], unknowns) : hclString(division),
      },
    ],
  };
}

function divisionId(place: Place, roles: readonly ReadyRole[], unknowns: Unknowns): Expression {
  switch (place.kind) {
    case 'everywhere':
      return hclString(ALL_DIVISIONS);
    case 'home':
      return reference('data', 'genesyscloud_auth_division_home', 'home', 'id');
    case 'named':
      return reference('data', 'genesyscloud_auth_division', divisionLabels(roles).get(place.name) ?? '', 'id');
    case 'id':
      return hclString(place.id);
    case 'unknown':
      return unknowns.variable('division_id', 'Id of the division in which the client is to work.', { hcl: 'string' });
    default:
      return place satisfies never;
  }
}

function divisionBlocks(roles: readonly ReadyRole[]): Block[] {
  const hasHome = roles.some(({ places }) => places.some(({ kind }) => kind === 'home'));
  return [
    ...(hasHome ? [{ type: 'data', labels: ['genesyscloud_auth_division_home', 'home'], attributes: [] }] : []),
    ...[...divisionLabels(roles)].map(
      ([name, label]): Block => ({
        type: 'data',
        labels: ['genesyscloud_auth_division', label],
        attributes: [{ name: 'name', value: hclString(name) }],
      }),
    ),
  ];
}

/** Names that differ may have one slug: each gets a label of its own, in a stable order. */
function divisionLabels(roles: readonly ReadyRole[]): ReadonlyMap<string, string> {
  const places = roles.flatMap((role) => role.places);
  const names = [...new Set(places.flatMap((place) => (place.kind === 'named' ? [place.name] : [])))].sort();
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    let label = slug(name);
    for (let number = 2; taken.has(label); number += 1) label = `${slug(name)}_${number}`;
    taken.add(label);
    labels.set(name, label);
  }
  return labels;
}

function roleBlock(role: ReadyRole): Block {
  return {
    type: 'resource',
    labels: ['genesyscloud_auth_role', roleLabel(role)],
    attributes: [
      { name: 'name', value: hclString(role.name) },
      { name: 'description', value: hclString(role.description) },
    ],
    blocks: permissionPolicies(role.permissions).map(({ domain, entityName, actionSet }) => ({
      type: 'permission_policies',
      labels: [],
      attributes: [
        { name: 'domain', value: hclString(domain) },
        { name: 'entity_name', value: hclString(entityName) },
        { name: 'action_set', value: hclList(actionSet.map(hclString)) },
      ],
    })),
  };
}

/** Names of roles are identifiers already. */
function roleLabel({ name }: ReadyRole): string {
  return name.toLowerCase();
}

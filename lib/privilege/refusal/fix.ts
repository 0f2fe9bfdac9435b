import { ALL_DIVISIONS, type OAuthClient, restrictedBy, UNKNOWN_DIVISION } from '../../domain/client.ts';
import { namesFrom } from '../../domain/drift.ts';
import { roleName, roleRequest } from '../role/index.ts';
import { ACCESS_MATTERS, type Meaning } from './error-codes.ts';
import type { Fix, GivingRole, HeldPermission, Judgement, RefusalCase } from './explanation.ts';

interface FixInput {
  readonly facts: RefusalCase;
  readonly meaning?: Meaning;
  readonly judgement: Judgement;
  readonly held: readonly HeldPermission[];
  readonly roles: readonly GivingRole[];
}

/** The smallest change that mends it, step by step: where in the admin UI, and the role where one has to be made. */
export function fixOf(input: FixInput): Fix {
  const { facts, meaning, judgement } = input;
  const { client } = facts;
  if (meaning && ACCESS_MATTERS[meaning.matter] === null) return { steps: stepsWithoutAccess(input, meaning) };
  if (meaning?.matter === 'policy') return { steps: policySteps(facts) };
  if (!client) return forNobody(input);
  if (judgement.wanted.scopes.length > 0) return { steps: scopeSteps(client, judgement.wanted.scopes.join(', ')) };
  if (restrictedBy(client.grantType) === 'scopes')
    return judgement.missing.permissions.length > 0 && meaning ? forUser(input) : { steps: [] };
  if (judgement.wanted.permissions.length === 0) return { steps: [] };
  return judgement.missing.divisions.length > 0 ? widenedGrant(input, client) : newGrant(input, client);
}

/** The permission is held: the role that gives it goes into one more division. */
function widenedGrant({ facts, held, judgement }: FixInput, client: OAuthClient): Fix {
  const names = namesFrom(facts.roles, facts.divisions);
  const [place] = held.flatMap(({ places }) => places).filter(({ isConditional }) => !isConditional);
  const role = place ? names.role(place.roleId) : 'the role that gives it';
  const asked = facts.answer?.names.divisions ?? [];
  const where =
    asked.length > 0 ? asked.map(names.division).join(', ') : 'the division of what the call asks for, and no other';
  return {
    steps: [
      ...(asked.length > 0
        ? []
        : [
            `Find the division of what the call asks for: it is one of ${listed(judgement.missing.divisions.map(names.division))}.`,
          ]),
      `${rolesTab(client)}: add the role ${role} in ${where}.`,
      ...afterwards(client),
    ],
  };
}

/** The permission is held nowhere: the role of the org that gives just that, or a new one. */
function newGrant({ facts, judgement, roles }: FixInput, client: OAuthClient): Fix {
  const names = namesFrom(facts.roles, facts.divisions);
  const where = divisionsFor(facts, client).map(names.division);
  const place =
    where.length > 0 ? `in ${where.join(', ')}` : 'in the division of what it works on (choose; not all of them)';
  const [fitting] = roles.filter(({ extra, isConditional, isHeld }) => extra === 0 && !isConditional && !isHeld);
  if (fitting) {
    return {
      steps: [
        `${rolesTab(client)}: add the role ${fitting.name} ${place}. It gives nothing else that is new.`,
        ...afterwards(client),
      ],
    };
  }
  const { permissions } = judgement.wanted;
  // Not the name of the role that advice makes for all that the client needs: applying both must not overwrite one.
  const name = `${roleName(client.name, permissions)}_Addition`;
  return {
    steps: [
      `Admin > People & Permissions > Roles / Permissions > Add Role: ${name}, with ${permissions.join(', ')} and nothing else; or send the JSON below to POST /api/v2/authorization/roles.`,
      `${rolesTab(client)}: add the role ${name} ${place}.`,
      ...afterwards(client),
    ],
    role: roleRequest({ name, description: `What ${client.name} needs beside its other roles`, permissions }),
  };
}

function forUser({ roles, judgement }: FixInput): Fix {
  const { permissions, quantifier } = judgement.missing;
  const [least] = roles.filter(({ isConditional }) => !isConditional);
  const what =
    permissions.length === 1 ? permissions[0] : `${quantifier === 'ANY' ? 'one' : 'all'} of ${permissions.join(', ')}`;
  return {
    steps: [
      'Find out which user authorised the client for the failing call.',
      `Admin > People & Permissions > People > that user > Roles: see whether a role gives ${what}${least ? `; of the org's roles ${least.name} does with the least beside it` : ''}.`,
      'If the user should not have it, the app must not make this call for that user: tell the vendor.',
    ],
  };
}

/** Nobody was named: what would have to be given, to whomever it is. */
function forNobody({ judgement, roles }: FixInput): Fix {
  const { permissions } = judgement.wanted;
  if (permissions.length === 0) return { steps: [] };
  const [least] = roles;
  return {
    steps: [
      `Name the client with --client: what is missing depends on what it holds.`,
      ...(least
        ? [`Of the org's roles ${least.name} gives it with the least beside it.`]
        : ['No role of the org gives it.']),
    ],
  };
}

function scopeSteps(client: OAuthClient, scope: string): string[] {
  return [
    `Admin > Integrations > OAuth > ${client.name} > Scope: add ${scope} and save.`,
    'Let the users sign in again: a token that was given out before does not carry the new scope.',
    approval(client),
  ];
}

function policySteps({ answer }: RefusalCase): string[] {
  const ids = answer?.names.policies ?? [];
  return [
    ids.length > 0
      ? `Look at the access ${ids.length === 1 ? 'policy' : 'policies'} ${ids.join(', ')}: GET /api/v2/authorization/policies/{policyId} (authorization:policy:view).`
      : 'Look at the access policies of the org: GET /api/v2/authorization/policies (authorization:policy:view).',
    'Whoever keeps the policy decides whether this client is to be let in: no role and no scope outweighs it.',
  ];
}

function stepsWithoutAccess({ facts: { answer, client } }: FixInput, { matter }: Meaning): string[] {
  const id = answer?.correlationId;
  switch (matter) {
    case 'token':
      return [
        'Ask for a new token, and see that it is sent as "Authorization: Bearer …" to the region that gave it out.',
        ...(client
          ? [
              `Admin > Integrations > OAuth > ${client.name}: see that the client is active and that the program has its present secret.`,
            ]
          : []),
      ];
    case 'address':
      return [
        'Put the address from which the program calls on the IP allow-list, or let it call from one that is there.',
      ];
    case 'not found':
      return [
        'See that the id is right, of this org and region, and not deleted.',
        'If it exists: look at its division, and whether the caller may see it.',
      ];
    case 'rate':
      return [
        answer?.retryAfterSeconds === undefined
          ? 'Wait before the next request: the answer holds no Retry-After; limits are per minute.'
          : `Wait ${answer.retryAfterSeconds} s (Retry-After) before the next request with this token, and honour that header in the program.`,
        `See who uses what: guardian usage${client ? ` --client ${client.id}` : ''}.`,
      ];
    case 'request':
      return ['Mend the request as the message says; it fails the same for whoever sends it.'];
    case 'genesys':
      return [`Try again a little later; if it lasts, give Genesys' support the correlation id${id ? ` ${id}` : ''}.`];
    case 'permissions':
    case 'divisions':
    case 'scopes':
    case 'policy':
    case 'unnamed':
    case 'unknown':
      return [];
    default:
      return matter satisfies never;
  }
}

function rolesTab({ name }: OAuthClient): string {
  return `Admin > Integrations > OAuth > ${name} > Roles tab`;
}

function afterwards(client: OAuthClient): string[] {
  return ['Wait a minute, take a new token and try again: Genesys passes grants on with a delay.', approval(client)];
}

/** Without it the guardian will tell the very change that it advised. */
function approval({ id }: OAuthClient): string {
  return `Approve it, or the guardian will report it: in guardian.yaml, or by guardian accept --client ${id} after the next scan.`;
}

/** Where the client's other grants are; the one that the error names goes before them. All divisions only if nothing else is known. */
function divisionsFor({ answer }: RefusalCase, { grants }: OAuthClient): string[] {
  const asked = answer?.names.divisions ?? [];
  if (asked.length > 0) return [...asked];
  const held = [...new Set(grants.map(({ divisionId }) => divisionId))].filter((id) => id !== UNKNOWN_DIVISION).sort();
  return held.filter((id) => id !== ALL_DIVISIONS);
}

function listed(names: readonly string[]): string {
  const sorted = [...names].sort();
  return sorted.length <= MOST_LISTED
    ? sorted.join(', ')
    : `${sorted.slice(0, MOST_LISTED).join(', ')} and ${sorted.length - MOST_LISTED} more`;
}

const MOST_LISTED = 8;

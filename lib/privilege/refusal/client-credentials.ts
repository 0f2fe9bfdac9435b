import { ALL_DIVISIONS, type OAuthClient } from '../../domain/client.ts';
import type { Permission } from '../../domain/permission.ts';
import type { Meaning } from './error-codes.ts';
import {
  type Explanation,
  type Judgement,
  type Missing,
  NOTHING_MISSING,
  NOTHING_WANTED,
  operationOf,
  type RefusalCase,
} from './explanation.ts';
import { heldPermissions, reachOf } from './held-permissions.ts';
import { leastLack, type WantedPermissions } from './wanted-permissions.ts';

/** What a judgement of access stands on. */
export interface AccessQuestion {
  readonly facts: RefusalCase;
  readonly client: OAuthClient;
  readonly call: Explanation['call'];
  /** What the error is about; absent where there is no error. */
  readonly meaning?: Meaning;
  readonly wanted?: WantedPermissions;
}

/** Judges a client-credentials client: its roles and their divisions decide, and nothing else. */
export function judgeClientCredentials(question: AccessQuestion): Judgement {
  const { meaning, wanted } = question;
  if (meaning?.matter === 'scopes') return scopeForNothing(question);
  if (!wanted) return nothingToLookAt(question);
  const { facts, client } = question;
  const held = heldPermissions(client, facts.roles, wanted.permissions);
  const holds = (permission: Permission) => held.some((one) => one.permission === permission && one.places.length > 0);
  const lack = leastLack(wanted, { holds, catalogue: facts.catalogue });
  if (wanted.alternatives.length === 0) return nothingToLookAt(question);
  if (lack.length > 0) return lacking(question, wanted, lack);
  const whole = wanted.alternatives.filter((alternative) => alternative.every(holds));
  return held.length === 0 ? needsNothing(question) : inDivisions(question, wanted, whole);
}

/** Some permission is held nowhere. */
function lacking(
  { facts, client, meaning }: AccessQuestion,
  wanted: WantedPermissions,
  lack: readonly Permission[],
): Judgement {
  const unread = unreadRoles(client, facts);
  const all = wanted.quantifier === 'ANY' ? wanted.permissions : lack;
  const missing: Missing = { ...NOTHING_MISSING, permissions: all, quantifier: wanted.quantifier };
  if (unread.length > 0) {
    return {
      verdict: 'unknown',
      because: [
        `Of the roles that could be read none gives ${named(all, wanted.quantifier)}; these could not be read, and may: ${unread.join(', ')}.`,
      ],
      missing,
      isComplete: false,
      wanted: NOTHING_WANTED,
    };
  }
  const lacks =
    wanted.quantifier === 'ANY' && all.length > 1
      ? `holds none of ${all.join(', ')}`
      : `does not hold ${all.join(', ')}`;
  return {
    verdict: 'fails',
    because: [
      `The client ${lacks} in any division${wanted.source === 'catalogue' && meaning ? ' (by the catalogue: the error names none)' : ''}.`,
      ...(wanted.quantifier === 'ANY' && all.length > 1
        ? [`One of them is enough; ${lack.join(', ')} is the one of least risk.`]
        : []),
    ],
    missing,
    isComplete: true,
    wanted: { permissions: lack, scopes: [] },
  };
}

/** All that is needed is held somewhere, in one way or several: the division is the question that is left. */
function inDivisions(
  question: AccessQuestion,
  wanted: WantedPermissions,
  ways: readonly (readonly Permission[])[],
): Judgement {
  const { facts, client, call, meaning } = question;
  const whole = [...new Set(ways.flat())].sort();
  const reach = ways.flatMap((way) => reachOf(heldPermissions(client, facts.roles, way)));
  const isConditional = reach.length === 0;
  const isEverywhere = reach.includes(ALL_DIVISIONS);
  const isAware = operationOf(call)?.divisionAware;
  const asked = facts.answer?.names.divisions ?? [];
  const outside = (asked.length > 0 ? asked : [...facts.divisions.keys()]).filter(
    (id) => !isEverywhere && !reach.includes(id),
  );
  const permissions = whole.join(' and ');
  const quantifier = wanted.quantifier;
  const base = { missing: NOTHING_MISSING, wanted: NOTHING_WANTED };
  if (isConditional) {
    return {
      ...base,
      verdict: 'depends',
      because: [
        `The client holds ${permissions}, but only under a condition of its role, or not all of it in one division.`,
      ],
      isComplete: true,
    };
  }
  if (meaning?.matter === 'divisions' && outside.length > 0) {
    return {
      verdict: 'fails',
      because: [
        `The client holds ${permissions}, but not in ${asked.length > 0 ? 'the division that the error names' : 'every division'}: the error says that the object of the call is in one where it does not.`,
        ...(asked.length > 0 ? [] : ['The error does not name the division: look at the object of the call.']),
      ],
      missing: { ...NOTHING_MISSING, permissions: whole, quantifier, divisions: outside },
      isComplete: true,
      wanted: { permissions: whole, scopes: [] },
    };
  }
  if (meaning) return contradicted(question, { wanted, permissions, outside, isAware });
  if (isEverywhere || isAware === false || outside.length === 0) {
    const where = isAware === false ? '; divisions do not restrict it' : isEverywhere ? ' in all divisions' : '';
    return {
      ...base,
      verdict: wanted.isKnown ? 'works' : 'unknown',
      because: [`The client holds ${permissions}${where}.`],
      isComplete: wanted.isKnown,
    };
  }
  return {
    verdict: 'depends',
    because: [
      `The client holds ${permissions} in some divisions only${isAware === undefined ? '; whether divisions restrict this call is not known' : ''}: what the call asks for has to be in one of them.`,
    ],
    missing: { ...NOTHING_MISSING, permissions: whole, quantifier, divisions: outside },
    isComplete: true,
    wanted: NOTHING_WANTED,
  };
}

/** The error says that something is missing, and the client holds it. */
function contradicted(
  { facts, meaning }: AccessQuestion,
  about: {
    readonly wanted: WantedPermissions;
    readonly permissions: string;
    readonly outside: readonly string[];
    readonly isAware: boolean | undefined;
  },
): Judgement {
  const { wanted, permissions, outside, isAware } = about;
  const byDivision = outside.length > 0 && isAware !== false;
  const source = wanted.source === 'error' ? 'what the error names' : 'what the catalogue says that the call needs';
  return {
    verdict: byDivision ? 'depends' : 'unknown',
    because: [
      `The client holds ${source}: ${permissions}.`,
      ...(byDivision
        ? ['It does not hold it in every division: what the call asked for may be in one where it does not.']
        : []),
      'Else: the grant is younger than the token or than the error (Genesys takes a while, and so may a new token); the token was of another client; or the endpoint names a wrong permission, as Genesys admits that some do.',
      ...(meaning?.matter === 'unnamed' ? ['The error itself does not name anything.'] : []),
    ],
    missing: byDivision
      ? { ...NOTHING_MISSING, permissions: wanted.permissions, quantifier: wanted.quantifier, divisions: outside }
      : NOTHING_MISSING,
    isComplete: facts.answer !== undefined,
    wanted: NOTHING_WANTED,
  };
}

function scopeForNothing({ client }: AccessQuestion): Judgement {
  return {
    verdict: 'unknown',
    because: [
      'Genesys restricts clients of the client-credentials grant by roles and divisions; their scopes restrict nothing. An error about scopes means that the token was most likely not of this client.',
      `Look at which client id the failing program really uses: this one is ${client.id}.`,
    ],
    missing: NOTHING_MISSING,
    isComplete: true,
    wanted: NOTHING_WANTED,
  };
}

function needsNothing({ meaning, call }: AccessQuestion): Judgement {
  return {
    verdict: meaning ? 'unknown' : 'works',
    because: [
      meaning
        ? 'By the catalogue the call needs no permission, so no role mends the error.'
        : `By the catalogue ${call?.method ?? 'the call'} ${operationOf(call)?.template ?? ''} needs no permission.`,
    ],
    missing: NOTHING_MISSING,
    isComplete: !meaning,
    wanted: NOTHING_WANTED,
  };
}

function nothingToLookAt({ call, meaning }: AccessQuestion): Judgement {
  const isKnownCall = operationOf(call) !== undefined;
  return {
    verdict: 'unknown',
    because: [
      isKnownCall
        ? 'What permissions the call needs could not be read from the API definition, so nobody can say what is missing.'
        : meaning
          ? "The error names no permission. Name the call with --call 'METHOD /path': the catalogue may know what it needs."
          : 'The catalogue does not know the call, so nobody can say what it needs.',
    ],
    missing: NOTHING_MISSING,
    isComplete: false,
    wanted: NOTHING_WANTED,
  };
}

function unreadRoles({ grants }: OAuthClient, { roles }: RefusalCase): string[] {
  return [...new Set(grants.flatMap(({ roleId }) => (roles.has(roleId) ? [] : [roleId])))].sort();
}

function named(permissions: readonly Permission[], quantifier: 'ANY' | 'ALL'): string {
  return permissions.length === 1
    ? (permissions[0] ?? '')
    : `${quantifier === 'ANY' ? 'any of' : 'all of'} ${permissions.join(', ')}`;
}

import { type Scope, scopesCover } from '../../domain/scope.ts';
import { weightsOf } from '../advice/weights.ts';
import type { AccessQuestion } from './client-credentials.ts';
import { type Judgement, NOTHING_MISSING, NOTHING_WANTED, operationOf } from './explanation.ts';

/**
 * Judges a client whose users authorise it: scopes decide where the org enforces them, and always the roles of the user
 * who authorised it, which are not read.
 */
export function judgeUserGrant(question: AccessQuestion): Judgement {
  const { meaning, facts } = question;
  switch (meaning?.matter) {
    case 'scopes':
      return lackedScope(question, facts.answer?.names.scopes ?? []);
    case 'permissions':
    case 'divisions':
      return userLacks(question);
    default:
      return byCall(question);
  }
}

/** The error is about scopes: so the org enforces them, whatever guardian.yaml says. */
function lackedScope(asked: AccessQuestion, named: readonly Scope[]): Judgement {
  const { facts, client, call } = asked;
  const wanted = named.length > 0 ? named : (call?.scopes ?? []);
  const told =
    facts.enforceScopes === false
      ? [
          'guardian.yaml says that the org does not enforce scopes (enforceScopes: false): this error shows that it does.',
        ]
      : [];
  const held = wanted.filter((scope) => scopesCover(client.scopes, scope));
  if (held.length > 0) {
    return {
      verdict: 'unknown',
      because: [
        `The client holds ${held.join(', ')}, which opens the call. The user may have authorised it before the scope was added: a new sign-in, not a refreshed token, carries it. Or the token was of another client.`,
        ...told,
      ],
      missing: NOTHING_MISSING,
      isComplete: true,
      wanted: NOTHING_WANTED,
    };
  }
  if (wanted.length === 0) return unknownCall(asked);
  const least = leastScope(wanted, facts.catalogue);
  return {
    verdict: 'fails',
    because: [`The client has no scope that opens the call: any of ${wanted.join(', ')} would.`, ...told],
    missing: { ...NOTHING_MISSING, scopes: wanted },
    isComplete: true,
    wanted: { permissions: [], scopes: least ? [least] : [] },
  };
}

function userLacks({ facts, wanted, meaning }: AccessQuestion): Judgement {
  return {
    verdict: 'fails',
    because: [
      'The client is authorised by users, so the roles of the user who authorised it decide: nothing of the client is missing, and roles granted to the client would restrict or open nothing. Which roles that user has is not read here.',
      ...(meaning?.matter === 'divisions' ? ['The user lacks it in the division of what the call asked for.'] : []),
    ],
    missing: wanted
      ? {
          ...NOTHING_MISSING,
          permissions: wanted.permissions,
          quantifier: wanted.quantifier,
          divisions: facts.answer?.names.divisions ?? [],
        }
      : NOTHING_MISSING,
    isComplete: true,
    wanted: NOTHING_WANTED,
  };
}

/** No error, or one that names nothing: what the catalogue says. */
function byCall(asked: AccessQuestion): Judgement {
  const { client, call, meaning, wanted } = asked;
  const operation = operationOf(call);
  if (!operation || !call) return unknownCall(asked);
  const isForAnyUser = operation.kind === 'NONE';
  const user = isForAnyUser
    ? 'It needs no permission of the user.'
    : `The user who authorised it needs ${needOf(wanted)}: which roles that user has is not read here.`;
  const { scopes } = call;
  const isOpen = scopes.length === 0 || scopes.some((scope) => scopesCover(client.scopes, scope));
  if (!isOpen) return closed(asked, { scopes, user, isForAnyUser });
  const scope = scopes.length === 0 ? 'It needs no scope.' : 'The client has a scope that opens it.';
  return {
    verdict: meaning ? 'unknown' : isForAnyUser ? 'works' : 'depends',
    because: [scope, user],
    missing: NOTHING_MISSING,
    isComplete: true,
    wanted: NOTHING_WANTED,
  };
}

/** No scope of the client opens the call: what that means hangs on whether the org enforces scopes. */
function closed(
  { facts, meaning }: AccessQuestion,
  {
    scopes,
    user,
    isForAnyUser,
  }: { readonly scopes: readonly Scope[]; readonly user: string; readonly isForAnyUser: boolean },
): Judgement {
  const { enforceScopes, catalogue } = facts;
  const lack = `The client has none of the scopes that open it: ${scopes.join(', ')}.`;
  const missing = { ...NOTHING_MISSING, scopes };
  if (enforceScopes === false && !meaning) {
    const because = [`${lack} The org does not enforce scopes (guardian.yaml), so that does no harm today.`, user];
    return { verdict: isForAnyUser ? 'works' : 'depends', because, missing, isComplete: true, wanted: NOTHING_WANTED };
  }
  const least = leastScope(scopes, catalogue);
  return {
    verdict: enforceScopes === true ? 'fails' : 'depends',
    because: [lack, ...(enforceScopes === 'unknown' ? [NOT_KNOWN] : []), user],
    missing,
    isComplete: enforceScopes !== 'unknown' || meaning !== undefined,
    wanted: { permissions: [], scopes: least ? [least] : [] },
  };
}

const NOT_KNOWN =
  'Whether the org enforces scopes is not known (the API does not tell; set enforceScopes in guardian.yaml): where it does not, that does no harm.';

function unknownCall({ meaning }: Pick<AccessQuestion, 'meaning'>): Judgement {
  return {
    verdict: 'unknown',
    because: [
      meaning
        ? "The error names nothing that could be missing. Name the call with --call 'METHOD /path': the catalogue may know what it needs."
        : 'The catalogue does not know the call, so nobody can say what it needs.',
    ],
    missing: NOTHING_MISSING,
    isComplete: false,
    wanted: NOTHING_WANTED,
  };
}

function leastScope(scopes: readonly Scope[], catalogue: AccessQuestion['facts']['catalogue']): Scope | undefined {
  const { weigh } = weightsOf('scopes', catalogue);
  return [...scopes].sort((a, b) => weigh(a).weight - weigh(b).weight || (a < b ? -1 : 1))[0];
}

function needOf(wanted: AccessQuestion['wanted']): string {
  const permissions = wanted?.permissions ?? [];
  if (permissions.length === 0) return 'permissions that the API definition does not name';
  if (permissions.length === 1) return permissions[0] ?? '';
  return `${wanted?.quantifier === 'ANY' ? 'one' : 'all'} of ${permissions.join(', ')}`;
}

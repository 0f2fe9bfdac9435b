import { type OAuthClient, restrictedBy } from '../../domain/client.ts';
import { matchPath, pathOf, permissionsKnown } from '../catalogue/index.ts';
import { type AccessQuestion, judgeClientCredentials } from './client-credentials.ts';
import { differenceOf } from './difference.ts';
import { ACCESS_MATTERS, type Meaning, meaningOf } from './error-codes.ts';
import {
  type ExplainedCallNeed,
  type Explanation,
  type Judgement,
  NOTHING_MISSING,
  NOTHING_WANTED,
  operationOf,
  type RefusalCase,
} from './explanation.ts';
import { fixOf } from './fix.ts';
import { givingRoles } from './giving-roles.ts';
import { heldPermissions } from './held-permissions.ts';
import { noticesOf, standingOf } from './notices.ts';
import { judgeUserGrant } from './user-grant.ts';
import { leastLack, type WantedPermissions, wantedByCatalogue, wantedByError } from './wanted-permissions.ts';

/**
 * Why a call failed, or whether it will work, and the smallest change that mends it. Pure. The error's own words go before
 * the catalogue's, unless the client already holds what the error names; the difference of both is always told.
 */
export function explainRefusal(facts: RefusalCase): Explanation {
  const { answer, client } = facts;
  const meaning = answer && meaningOf(answer);
  const call = calledBy(facts);
  const wanted = wantedOf(facts, call, meaning);
  const judgement = withStanding(
    judged(facts, { call, ...(meaning && { meaning }), ...(wanted && { wanted }) }),
    client,
  );
  const { missing } = judgement;
  const isAccess = !meaning || ACCESS_MATTERS[meaning.matter] === 'grants';
  const held =
    client && wanted && isAccess && restrictedBy(client.grantType) !== 'scopes'
      ? heldPermissions(client, facts.roles, wanted.permissions)
      : [];
  const roles = isAccess && missing.permissions.length > 0 ? givingRoles(facts, missing, client) : [];
  return {
    notices: noticesOf(facts, call),
    error: answer && meaning ? { ...withoutCall(answer), matter: meaning.matter, means: meaning.means } : null,
    call,
    difference: differenceOf(facts, call, meaning),
    verdict: judgement.verdict,
    because: judgement.because,
    missing,
    held,
    roles,
    fix: fixOf({ facts, judgement, held, roles, ...(meaning && { meaning }) }),
    isComplete: judgement.isComplete,
  };
}

function calledBy({ asked, answer, catalogue }: RefusalCase): ExplainedCallNeed | null {
  const named = asked ?? answer?.call;
  if (!named) return null;
  const match = matchPath(catalogue, named.method, named.path);
  const scopes = match.kind === 'mapped' ? catalogue.scopesOf(match.operation) : [];
  return {
    method: named.method.toUpperCase(),
    path: pathOf(named.path),
    match,
    scopes,
    permissionsKnown: match.kind === 'mapped' && permissionsKnown(match.operation),
  };
}

/** What the error names; what the catalogue says where the error names nothing, or nothing that the client lacks. */
function wantedOf(
  facts: RefusalCase,
  call: ExplainedCallNeed | null,
  meaning: Meaning | undefined,
): WantedPermissions | undefined {
  const { answer, client } = facts;
  const operation = operationOf(call);
  const byCatalogue = operation && wantedByCatalogue(operation);
  const byError = answer && meaning ? wantedByError(answer, meaning) : undefined;
  if (!byError || !byCatalogue || meaning?.matter === 'divisions') return byError ?? byCatalogue;
  if (!client || restrictedBy(client.grantType) !== 'permissions') return byError;
  const lacks = (wanted: WantedPermissions) => {
    const held = heldPermissions(client, facts.roles, wanted.permissions);
    const holds = (name: string) => held.some((one) => one.permission === name && one.places.length > 0);
    return leastLack(wanted, { holds, catalogue: facts.catalogue }).length > 0;
  };
  return !lacks(byError) && lacks(byCatalogue) ? byCatalogue : byError;
}

function judged(facts: RefusalCase, about: Omit<AccessQuestion, 'facts' | 'client'>): Judgement {
  const { client } = facts;
  const { meaning, wanted } = about;
  const matter = meaning && ACCESS_MATTERS[meaning.matter];
  if (meaning && matter !== 'grants' && matter !== 'scopes') {
    return {
      verdict: 'fails',
      because: [meaning.means],
      missing: NOTHING_MISSING,
      isComplete: meaning.matter !== 'unknown',
      wanted: NOTHING_WANTED,
    };
  }
  if (!client) return judgedWithoutClient(facts, about);
  const question: AccessQuestion = { facts, client, ...about };
  const restriction = restrictedBy(client.grantType);
  switch (restriction) {
    case 'permissions':
      return judgeClientCredentials(question);
    case 'scopes':
      return judgeUserGrant(question);
    case 'unknown':
      return {
        ...withNothingWanted(wanted),
        because: [
          `What restricts clients of the grant type ${client.grantType} is not known: either its scopes or its roles may be what is missing.`,
        ],
      };
    default:
      return restriction satisfies never;
  }
}

function judgedWithoutClient(
  facts: RefusalCase,
  { wanted, meaning, call }: Omit<AccessQuestion, 'facts' | 'client'>,
): Judgement {
  const scopes = facts.answer?.names.scopes.length
    ? facts.answer.names.scopes
    : meaning?.matter === 'scopes'
      ? (call?.scopes ?? [])
      : [];
  if (meaning?.matter === 'scopes' && scopes.length > 0) {
    const because = [`The token carried none of the scopes that open the call: ${scopes.join(', ')}.`];
    return {
      verdict: 'fails',
      because,
      missing: { ...NOTHING_MISSING, scopes },
      isComplete: false,
      wanted: NOTHING_WANTED,
    };
  }
  const least = wanted ? leastLack(wanted, { holds: () => false, catalogue: facts.catalogue }) : [];
  return {
    ...withNothingWanted(wanted),
    verdict: meaning ? 'fails' : 'unknown',
    because: [
      meaning
        ? `${meaning.means} What the caller holds is not known here: no client is named, or its settings are not this org's.`
        : 'No client is named, or its settings are not known: this is what the call needs.',
    ],
    isComplete: !meaning && call?.match.kind === 'mapped',
    wanted: { permissions: least, scopes: [] },
  };
}

function withNothingWanted(wanted: WantedPermissions | undefined): Judgement {
  const missing = wanted
    ? { ...NOTHING_MISSING, permissions: wanted.permissions, quantifier: wanted.quantifier }
    : NOTHING_MISSING;
  return { verdict: 'unknown', because: [], missing, isComplete: false, wanted: NOTHING_WANTED };
}

/** A client that is switched off fails whatever its roles say; of a state that nobody knows, nothing is sure. */
function withStanding(judgement: Judgement, client: OAuthClient | undefined): Judgement {
  const standing = client && standingOf(client);
  if (!standing) return judgement;
  const because = [standing.words, ...judgement.because];
  if (standing.isCertain) return { ...judgement, verdict: 'fails', because, isComplete: true };
  return {
    ...judgement,
    verdict: judgement.verdict === 'works' ? 'unknown' : judgement.verdict,
    because,
    isComplete: false,
  };
}

function withoutCall({ call: _call, holdsCredentials: _holds, ...error }: NonNullable<RefusalCase['answer']>) {
  return error;
}

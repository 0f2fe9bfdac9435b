import type { FailedAnswer } from './failed-answer.ts';

/** What an error is about. */
export type Matter =
  | 'permissions'
  | 'divisions'
  | 'scopes'
  | 'policy'
  /** Refused, and Genesys does not say why. */
  | 'unnamed'
  | 'token'
  | 'address'
  | 'not found'
  | 'rate'
  | 'request'
  | 'genesys'
  | 'unknown';

/** What about access: what the client was granted, what its tokens carry, a policy of the org; null for all else. */
export const ACCESS_MATTERS: Readonly<Record<Matter, 'grants' | 'scopes' | 'policy' | null>> = {
  permissions: 'grants',
  divisions: 'grants',
  unnamed: 'grants',
  scopes: 'scopes',
  policy: 'policy',
  token: null,
  address: null,
  'not found': null,
  rate: null,
  request: null,
  genesys: null,
  unknown: null,
};

export interface Meaning {
  readonly matter: Matter;
  /** How many of the permissions that it names are needed. */
  readonly quantifier: 'ANY' | 'ALL';
  /** In a sentence. */
  readonly means: string;
}

/** Codes of the Platform API of which there is something to say. Source: the error responses of the API definition. */
export const ERROR_CODES: Readonly<Record<string, Meaning>> = {
  'missing.any.permissions': permissions('ANY', 'The caller holds none of the permissions that would each suffice.'),
  'missing.permissions': permissions('ALL', 'The caller lacks at least one of the permissions that are all needed.'),
  'missing.division.permission': divisions(
    'ALL',
    'The caller lacks the permission in the division of what it asked for.',
  ),
  'missing.any.division.permissions': divisions(
    'ANY',
    'The caller holds none of the permissions in any of the divisions of what it asked for.',
  ),
  'missing.division.permissions': divisions(
    'ALL',
    'The caller lacks permissions in the division of what it asked for.',
  ),
  'missing.division.permission.implied': divisions('ALL', 'The caller may not see the division of what it asked for.'),
  'bulk.move.no.permission.division': divisions(
    'ALL',
    'The caller may not edit in the division to which objects are moved.',
  ),
  'insufficient.permissions': divisions('ALL', 'The caller may not assign these objects to the division.'),
  'app.not.authorized.for.scope': {
    matter: 'scopes',
    quantifier: 'ANY',
    means: 'The token carries no scope that opens the call, and the org enforces scopes.',
  },
  'not.authorized': {
    matter: 'unnamed',
    quantifier: 'ANY',
    means: 'Genesys refused the call and does not say for want of what.',
  },
  'authz.policy.denied': {
    matter: 'policy',
    quantifier: 'ALL',
    means: 'A security policy of the org denied the call: neither a scope nor a role mends that.',
  },
  'ip.not.authorized': {
    matter: 'address',
    quantifier: 'ALL',
    means: "The request came from an address that is not on the client's or the org's allow-list.",
  },
  'authentication.required': token('The request carried no bearer token.'),
  'bad.credentials': token('Genesys does not know the token: it has expired, was revoked, or is of another region.'),
  invalid_client: token('Genesys does not take the client id and secret: no token was given out.'),
};

/** What an answer is about: by its code where that is known, else by its status. */
export function meaningOf({ code, status }: Pick<FailedAnswer, 'code' | 'status'>): Meaning {
  const known = code !== undefined && Object.hasOwn(ERROR_CODES, code) ? ERROR_CODES[code] : undefined;
  return known ?? meaningOfStatus(status);
}

function meaningOfStatus(status: number | undefined): Meaning {
  const said = (matter: Matter, means: string): Meaning => ({ matter, quantifier: 'ANY', means });
  if (status === undefined)
    return said('unknown', 'The answer has neither a status nor a code that the guardian knows.');
  if (status === 401) return token('Genesys did not take the token: scopes and permissions were not looked at.');
  if (status === 403) return said('unnamed', 'Genesys refused the call with a code that the guardian does not know.');
  if (status === 404 || status === 410) {
    return said(
      'not found',
      'The call was let in, and what it asked for is not there, or not there for this caller: some endpoints answer so for objects in divisions that the caller may not see.',
    );
  }
  if (status === 429) return said('rate', 'Too many requests: nothing is missing, the caller has to wait.');
  if (status >= 500) return said('genesys', 'Genesys failed: neither scopes nor permissions are the reason.');
  if (status >= 400)
    return said('request', 'Genesys did not take the request as it is: neither scopes nor permissions are the reason.');
  return said('unknown', `Status ${status} is no failure of access.`);
}

function permissions(quantifier: Meaning['quantifier'], means: string): Meaning {
  return { matter: 'permissions', quantifier, means };
}

function divisions(quantifier: Meaning['quantifier'], means: string): Meaning {
  return { matter: 'divisions', quantifier, means };
}

function token(means: string): Meaning {
  return { matter: 'token', quantifier: 'ALL', means };
}

import type { ClientFacts, Verdict } from './rule.ts';
import { compliant, unknownBecause } from './rule.ts';

/**
 * Judges only where this kind of thing restricts the client. Genesys ignores the scopes of a client-credentials client
 * and the roles of any other, so nothing is wrong with them there. Of a grant type that we do not know a clean verdict
 * stands, for it is clean either way; a violation becomes `unknown`, for it may have no effect.
 */
export function whereRestrictedBy(
  kind: 'scopes' | 'permissions',
  { client, access }: Pick<ClientFacts, 'client' | 'access'>,
  judge: () => Verdict,
): Verdict {
  switch (access.restrictedBy) {
    case kind:
      return judge();
    case 'unknown':
      return undecided(judge(), client.grantType, kind);
    case 'scopes':
    case 'permissions':
      return compliant;
    default:
      return access.restrictedBy satisfies never;
  }
}

function undecided(verdict: Verdict, grantType: string, kind: 'scopes' | 'permissions'): Verdict {
  if (verdict.outcome !== 'violated') return verdict;
  const what = kind === 'scopes' ? 'scopes' : 'roles and divisions';
  const subjects = verdict.violations.map(({ subject }) => subject).join(', ');
  return unknownBecause(
    `Grant type ${grantType} is not documented, so whether ${what} restrict this client is unknown; ` +
      `if they do, this is a violation: ${subjects}.`,
  );
}

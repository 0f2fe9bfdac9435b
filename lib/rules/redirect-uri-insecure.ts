import { clientScreen } from './fix-steps.ts';
import { type RedirectProblem, redirectProblems } from './redirect-problems.ts';
import { redirectNote, usesRedirects } from './redirect-use.ts';
import type { ClientFacts, ClientRule, Verdict, Violation } from './rule.ts';
import { violatedBy } from './rule.ts';

/** A registered redirect URI at which a code or token can fall into the wrong hands. */
export const redirectUriInsecure: ClientRule = {
  id: 'redirect-uri-insecure',
  scope: 'client',
  defaultSeverity: 'high; low where the grant type redirects nobody',
  needs: ['clients'],
  doc: {
    what:
      'A registered redirect URI is not https (loopback too: Genesys demands https), has a custom scheme, a wildcard, a ' +
      'fragment, user info or a raw public IP address, or is no valid URI.',
    why: 'Whoever receives the redirect receives the authorisation code or the token, and so the access of the user.',
    when:
      'For every client, approved or not. A private or loopback address with https is fine. Grant types that redirect ' +
      'nobody (client credentials, password, SAML2 bearer) give a finding of low severity.',
    fix: 'Register an exact https address of a host that the vendor owns.',
    silence: 'Waive it, with a reason and an expiry: no approval makes such an address safe.',
  },
  judge,
};

function judge({ client }: ClientFacts): Verdict {
  return violatedBy(
    client.redirectUris.flatMap((uri) => {
      const problems = redirectProblems(uri);
      return problems.length > 0 ? [violation(uri, problems, client)] : [];
    }),
  );
}

function violation(uri: string, problems: readonly RedirectProblem[], client: ClientFacts['client']): Violation {
  const reasons = problems.map((problem) => `${REASONS[problem]}.`).join(' ');
  return {
    subject: uri,
    severity: usesRedirects(client.grantType) ? 'high' : 'low',
    title: `Redirect URI is insecure: ${problems.join(', ')}`,
    because: `${reasons} Whoever receives the redirect has the user's access.${redirectNote(client.grantType)}`,
    evidence: { uri, problems },
    fix: [
      'Ask the vendor for an exact https address of a host that it owns.',
      `${clientScreen(client, 'Authorized redirect URIs')}: replace ${uri} by it and save.`,
      'Or waive it with a reason: `guardian waive`.',
    ],
  };
}

const REASONS: Readonly<Record<RedirectProblem, string>> = {
  'not a valid URI': 'It is no valid URI, so browsers and servers may read it differently',
  'not https': 'Without https anybody on the way can read the code; Genesys demands https, for loopback too',
  'custom scheme': 'Any app on the device can claim a custom scheme and receive the code',
  'user info': 'User info before the @ hides the real host from people who read it',
  'public IP address': 'A public IP address changes hands, and its certificate says nothing of the vendor',
  wildcard: 'A wildcard lets addresses in that nobody looked at',
  fragment: 'A fragment is forbidden by OAuth and is never sent to the server',
};

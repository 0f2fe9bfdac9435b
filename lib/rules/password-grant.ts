import { restrictedBy } from '../domain/client.ts';
import { clientScreen } from './fix-steps.ts';
import type { ClientFacts, ClientRule, Verdict } from './rule.ts';
import { compliant, unknownBecause, violatedBy } from './rule.ts';

/** The client signs people in with their password. */
export const passwordGrant: ClientRule = {
  id: 'password-grant',
  scope: 'client',
  defaultSeverity: 'high',
  needs: ['clients'],
  doc: {
    what: 'The client uses the password grant (`PASSWORD`).',
    why:
      "The vendor's app sees people's passwords and can keep them. Single sign-on and multi-factor sign-in are passed by, " +
      'and the app can sign in whenever it likes.',
    when: 'For every client with this grant type, approved or not. Of an undocumented grant type it is unknown.',
    fix: 'Have the vendor move to the code grant, or to client credentials if nobody signs in.',
    silence: 'Waive it until the day on which the vendor moves.',
  },
  judge,
};

function judge({ client }: ClientFacts): Verdict {
  if (restrictedBy(client.grantType) === 'unknown') {
    return unknownBecause(
      `Grant type ${client.grantType} is not documented, so nobody can say how it signs people in.`,
    );
  }
  if (client.grantType !== 'PASSWORD') return compliant;
  return violatedBy([
    {
      subject: 'grant type',
      severity: 'high',
      title: "The password grant is in use: the vendor sees people's passwords",
      because:
        "The app handles people's passwords itself and can keep them; single sign-on and multi-factor sign-in do not " +
        'protect it.',
      evidence: { grantType: client.grantType },
      fix: [
        'Ask the vendor for a version that uses the code grant, or client credentials if nobody signs in.',
        `${clientScreen(client, 'Grant Types')}: choose that grant type and save; change the passwords that the app knew.`,
        'Or waive it until that date: `guardian waive`.',
      ],
    },
  ]);
}

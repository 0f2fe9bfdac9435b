import { restrictedBy } from '../domain/client.ts';
import { clientScreen } from './fix-steps.ts';
import type { ClientFacts, ClientRule, Verdict } from './rule.ts';
import { compliant, unknownBecause, violatedBy } from './rule.ts';

/** The client uses the implicit grant, which Genesys is ending. */
export const implicitGrant: ClientRule = {
  id: 'implicit-grant',
  scope: 'client',
  defaultSeverity: 'medium',
  needs: ['clients'],
  doc: {
    what: 'The client uses the implicit grant (`TOKEN`).',
    why:
      'Tokens travel in the address bar, where history, logs and scripts can read them. Genesys refuses new implicit ' +
      'clients since March 2026 and ends the grant by March 2027: then the app stops working.',
    when: 'For every client with this grant type, approved or not. Of an undocumented grant type it is unknown.',
    fix: 'Have the vendor move to the code grant with PKCE.',
    silence: 'Waive it until the day on which the vendor moves.',
  },
  judge,
};

function judge({ client }: ClientFacts): Verdict {
  if (restrictedBy(client.grantType) === 'unknown') {
    return unknownBecause(
      `Grant type ${client.grantType} is not documented, so nobody can say how it hands out tokens.`,
    );
  }
  if (client.grantType !== 'TOKEN') return compliant;
  return violatedBy([
    {
      subject: 'grant type',
      severity: 'medium',
      title: 'The implicit grant is in use, and Genesys ends it by March 2027',
      because:
        'New implicit-grant clients are refused since March 2026 and the grant ends by March 2027: the app will stop ' +
        'working. Until then its tokens travel in the address bar, where history, logs and scripts can read them.',
      evidence: { grantType: client.grantType },
      fix: [
        'Ask the vendor for a version that uses the code grant with PKCE, and agree on a date.',
        `${clientScreen(client, 'Grant Types')}: choose Code Authorization then, and save.`,
        'Or waive it until that date: `guardian waive`.',
      ],
    },
  ]);
}

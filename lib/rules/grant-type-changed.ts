import { restrictedBy } from '../domain/client.ts';
import { clientScreen, orApprove } from './fix-steps.ts';
import type { ClientFacts, ClientRule, Verdict } from './rule.ts';
import { compliant, unknownBecause, violatedBy } from './rule.ts';
import { approver, notApprovedYet, replaced } from './words.ts';

/** The grant type is not the approved one. */
export const grantTypeChanged: ClientRule = {
  id: 'grant-type-changed',
  scope: 'client',
  isDrift: true,
  defaultSeverity: 'high',
  needs: ['clients'],
  doc: {
    what: "The client's grant type is not the approved one.",
    why:
      'The grant type decides what restricts the client: scopes and the rights of whoever signs in, or roles and ' +
      'divisions. A change swaps one kind of limit for another.',
    when: 'For every client. A grant type that Genesys does not document is compared like any other.',
    fix: 'Set the grant type back, or approve the new one.',
    silence: "Set the vendor's `grantType` in guardian.yaml, or accept the client's present state.",
  },
  judge,
};

function judge(facts: ClientFacts): Verdict {
  const { client, approval } = facts;
  if (!approval.grantType) return unknownBecause(notApprovedYet('grant type is'));
  const { value, basis } = approval.grantType;
  if (client.grantType === value) return compliant;
  return violatedBy([
    {
      subject: 'grant type',
      severity: 'high',
      title: `Grant type changed from ${value} to ${client.grantType}`,
      because: `The grant type approved by ${approver(basis)} is ${value}, under which ${RESTRICTION[restrictedBy(value)]}. Now ${RESTRICTION[restrictedBy(client.grantType)]}.`,
      evidence: { present: client.grantType },
      change: replaced('grantType', value, client.grantType),
      fix: [
        `${clientScreen(client, 'Grant Types')}: choose ${value} again and save, after asking who changed it.`,
        orApprove(facts, 'grantType'),
      ],
    },
  ]);
}

const RESTRICTION = {
  scopes: 'scopes and the rights of whoever signs in restrict the client',
  permissions: 'its roles and divisions restrict the client, and nobody signs in',
  unknown: 'nobody knows what restricts the client',
} as const;

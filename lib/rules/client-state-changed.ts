import type { OAuthClient } from '../domain/client.ts';
import { clientScreen } from './fix-steps.ts';
import { type ClientRule, compliant, unknownBecause, violatedBy } from './rule.ts';
import { approver, notApprovedYet, replaced } from './words.ts';

export const clientStateChanged: ClientRule = {
  id: 'client-state-changed',
  scope: 'client',
  isDrift: true,
  defaultSeverity: 'medium',
  needs: ['clients'],
  doc: {
    what: 'The state of an OAuth client is not the approved one.',
    why: 'A client that is no longer active gets no tokens, so the vendor fails. One that is active again is an open door that was thought shut.',
    when: "The client's state differs from the approved one: `active` for a client of a vendor in the manifest, else the state in which it was first seen or accepted.",
    fix: 'Set the state back in Admin > Integrations > OAuth. A `disabled` client was disabled by Genesys: ask Genesys Customer Care why.',
    silence: 'Run `guardian accept` for an unmanaged client, or waive the finding until the vendor is gone.',
  },
  judge({ client, approval }) {
    if (!approval.state) return unknownBecause(notApprovedYet('state is'));
    const approved = approval.state.value;
    if (client.state === approved) return compliant;
    return violatedBy([
      {
        subject: 'state',
        severity: 'medium',
        title: `State of ${client.name} is ${client.state}, approved is ${approved}`,
        because: `${meaning(client)} Approved by ${approver(approval.state.basis)}.`,
        evidence: { present: client.state, ...(client.deletesAt && { deletesAt: client.deletesAt }) },
        change: replaced('state', approved, client.state),
        fix: steps(client),
      },
    ]);
  },
};

function meaning({ state, deletesAt }: OAuthClient): string {
  switch (state) {
    case 'active':
      return 'The client gets tokens again, although it was approved as one that does not.';
    case 'inactive':
      return `It gets no tokens any more, and Genesys will delete it ${deletesAt ? `at ${deletesAt}` : 'at a time that the API does not tell'}. After that it cannot be restored.`;
    case 'disabled':
      return 'Genesys support disabled it: it gets no tokens until they enable it again.';
    case 'deleted':
      return 'It is deleted and gets no tokens, though the API still lists it.';
    default:
      return `Genesys documents no state "${state}", so what it means for the client is not known.`;
  }
}

function steps(client: OAuthClient): string[] {
  switch (client.state) {
    case 'disabled':
      return [
        `Ask Genesys Customer Care why ${client.name} was disabled.`,
        'Tell the vendor that its calls fail until then.',
      ];
    case 'deleted':
      return ['Admin > Integrations > OAuth > Add Client, if the client is still needed.'];
    default:
      return [
        `${clientScreen(client)}: find out who changed the state, and set it back if that was not meant.`,
        'If it was meant: take the client out of guardian.yaml, or accept its state.',
      ];
  }
}

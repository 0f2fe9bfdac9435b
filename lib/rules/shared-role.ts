import type { Role } from '../domain/org.ts';
import { clientScreen, ROLES_TAB, roleScreen } from './fix-steps.ts';
import { distinctRoles, heldRoles } from './held-roles.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import { holdersOf } from './role-holders.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { compliant, violatedBy } from './rule.ts';
import { listed } from './words.ts';

/** A vendor's role that another vendor's client, an unmanaged client or people hold as well. */
export const sharedRole: ClientRule = {
  id: 'shared-role',
  scope: 'client',
  defaultSeverity: 'medium',
  needs: ['clients', 'roles'],
  doc: {
    what: "A role of this vendor's client is also held by a client of another vendor, by one of no vendor, or by people.",
    why: 'Whoever edits the role for one of them widens or breaks the others without seeing it.',
    when:
      'Only for client credentials, and only for clients that have a vendor, in guardian.yaml or by an installed ' +
      'integration. Two clients of one vendor may share a role. Where Genesys does not say how many people hold the ' +
      'role, that half is unknown.',
    fix: 'Give each vendor a role of its own.',
    silence: 'Waive it, with a reason and an expiry. Clients that join later open it again.',
  },
  judge: (facts, context) => whereRestrictedBy('permissions', facts, () => judgeRoles(facts, context)),
};

function judgeRoles(facts: ClientFacts, context: RuleContext): Verdict {
  if (vendorName(facts) === undefined) return compliant;
  const roles = distinctRoles(heldRoles(facts, context)).map(({ role }) => role);
  const uncounted = roles.filter(({ userCount }) => userCount === undefined).map(({ name }) => name);
  return violatedBy(
    roles.flatMap((role) => violation(role, facts, context)),
    uncounted.length > 0 ? `Genesys did not say whether people hold ${listed(uncounted)}.` : undefined,
  );
}

function violation(role: Role, facts: ClientFacts, context: RuleContext): Violation[] {
  const own = vendorName(facts);
  const others = holdersOf(role.id, context)
    .filter((other) => other.client.id !== facts.client.id && vendorName(other) !== own)
    .map(({ client }) => client)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const hasPeople = (role.userCount ?? 0) > 0;
  if (others.length === 0 && !hasPeople) return [];
  const holders = [...others.map(({ name }) => `client ${name}`), ...(hasPeople ? ['people'] : [])];
  return [
    {
      subject: `role ${role.id}`,
      severity: 'medium',
      title: `Role ${role.name} is shared with ${listed(holders, 2)}`,
      because:
        'A role that serves several is edited for one of them and changes what all of them may do: the vendor can gain ' +
        'or lose access by accident.',
      // Only where it is so: that people no longer hold the role is no more than before.
      evidence: { roleId: role.id, clients: others.map(({ id }) => id), ...(hasPeople && { hasPeople }) },
      fix: [
        `${roleScreen(role)}: copy the role under a name for this vendor alone.`,
        `${clientScreen(facts.client, ROLES_TAB)}: grant the copy in the same divisions, then remove ${role.name}.`,
        'Or waive it with a reason: `guardian waive`.',
      ],
    },
  ];
}

/** Who the client belongs to: the manifest's word, else an integration's. */
function vendorName({ vendor, integrationVendor }: ClientFacts): string | undefined {
  return (vendor?.name ?? integrationVendor)?.toLowerCase();
}

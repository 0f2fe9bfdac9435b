import { permissionsOf, unconditionalOf } from '../domain/access.ts';
import { UNKNOWN_DIVISION } from '../domain/client.ts';
import type { Permission } from '../domain/permission.ts';
import { riskOfPermissions } from '../domain/permission-risk.ts';
import { clientScreen, orApprove, ROLES_TAB } from './fix-steps.ts';
import { violatedByClaims } from './grant-beyond.ts';
import { asApproved, grantSubject, type HeldRole, heldRoles } from './held-roles.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { unknownBecause } from './rule.ts';
import { added, approver, grantWords, listed, namesFor, notApprovedYet, unresolvedNote } from './words.ts';

/** A role beyond the approved ones that lets the client do more. */
export const roleAdded: ClientRule = {
  id: 'role-added',
  scope: 'client',
  isDrift: true,
  defaultSeverity: 'by its permissions',
  needs: ['clients', 'roles', 'divisions'],
  doc: {
    what: 'The client holds a role that was not approved, and it allows more than the approved roles do.',
    why: 'The vendor can do what nobody agreed to, in every division of the grant.',
    when:
      'Only for client credentials. Roles are compared by what they allow in which division: a renamed role, a role ' +
      'swapped for one with the same permissions, or one split in two is no gain. Severity is the risk of what is gained.',
    fix: 'Take the role away from the client, or approve it.',
    silence: "List the role and its divisions in the vendor's `roles` in guardian.yaml, or accept the present state.",
  },
  judge: (facts, context) => whereRestrictedBy('permissions', facts, () => judgeGrants(facts, context)),
};

function judgeGrants(facts: ClientFacts, context: RuleContext): Verdict {
  if (!facts.approval.byDivision) return unknownBecause(notApprovedYet('roles are'));
  const claims = heldRoles(facts, context)
    .filter(({ role }) => !asApproved(role, facts.approval))
    .map((held) => ({ held, permissions: permissionsOf(held.role), unconditional: unconditionalOf(held.role) }));
  return violatedByClaims(claims, facts.approval, (held, beyond) => violation(held, beyond, facts, context));
}

function violation(
  held: HeldRole,
  permissions: readonly Permission[],
  facts: ClientFacts,
  context: RuleContext,
): Violation {
  const { severity, because } = riskOfPermissions(permissions);
  const grant = grantWords(held, namesFor(facts, context));
  const worst = because[0];
  const unknownDivision =
    held.divisionId === UNKNOWN_DIVISION ? ' Genesys does not say in which division; no approved one allows it.' : '';
  return {
    subject: grantSubject(held),
    severity,
    title: `Role ${held.role.name} is beyond what was approved`,
    because:
      `It adds ${listed(permissions)}, which ${approver(facts.approval.grants?.basis ?? 'manifest')} does not ` +
      `approve there.${worst ? ` ${worst.permission}: ${worst.reason}` : ''}${unknownDivision}${unresolvedNote(facts)}`,
    evidence: { roleId: held.roleId, divisionId: held.divisionId, permissions },
    change: added([grant]),
    fix: [
      `${clientScreen(facts.client, ROLES_TAB)}: remove ${grant} and save, after asking who added it.`,
      orApprove(facts, 'roles'),
    ],
  };
}

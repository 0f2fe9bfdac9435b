import { ALL_DIVISIONS } from '../domain/client.ts';
import type { Permission } from '../domain/permission.ts';
import { clientScreen, orApprove, ROLES_TAB } from './fix-steps.ts';
import { violatedByClaims } from './grant-beyond.ts';
import { asApproved, grantSubject, type HeldRole, heldRoles, keptPermissions } from './held-roles.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { unknownBecause } from './rule.ts';
import { added, approver, grantWords, listed, namesFor, notApprovedYet, unresolvedNote } from './words.ts';

/** An approved role reaches a division beyond the approved ones. */
export const divisionWidened: ClientRule = {
  id: 'division-widened',
  scope: 'client',
  isDrift: true,
  defaultSeverity: 'high; * critical',
  needs: ['clients', 'roles', 'divisions'],
  doc: {
    what: 'An approved role is granted in a division in which the client was not approved to do all that it allows.',
    why: 'The vendor reaches people, queues and recordings of a part of the company that it does not work for.',
    when:
      'Only for client credentials. A role counts as approved by its id, or if it has the very permissions of an ' +
      'approved one. `*` also means every division to come, so it is critical.',
    fix: 'Take the division off the grant, or approve it.',
    silence: "List the division under the role in the vendor's `roles` in guardian.yaml, or accept the present state.",
  },
  judge: (facts, context) => whereRestrictedBy('permissions', facts, () => judgeGrants(facts, context)),
};

function judgeGrants(facts: ClientFacts, context: RuleContext): Verdict {
  if (!facts.approval.byDivision) return unknownBecause(notApprovedYet('divisions are'));
  const claims = heldRoles(facts, context).flatMap((held) => {
    const approved = asApproved(held.role, facts.approval);
    // What the role gained since it was approved is another rule's matter.
    return approved ? [{ held, ...keptPermissions(held.role, approved) }] : [];
  });
  return violatedByClaims(claims, facts.approval, (held, beyond) => violation(held, beyond, facts, context));
}

function violation(
  held: HeldRole,
  permissions: readonly Permission[],
  facts: ClientFacts,
  context: RuleContext,
): Violation {
  const names = namesFor(facts, context);
  const grant = grantWords(held, names);
  const isEverywhere = held.divisionId === ALL_DIVISIONS;
  return {
    subject: grantSubject(held),
    severity: isEverywhere ? 'critical' : 'high',
    title: isEverywhere
      ? `Role ${held.role.name} now reaches every division`
      : `Role ${held.role.name} now reaches division ${names.division(held.divisionId)}`,
    because:
      `The role is approved by ${approver(facts.approval.grants?.basis ?? 'manifest')}, but not there: the client ` +
      `can now use ${listed(permissions)} in ${isEverywhere ? 'every division, also those to come' : 'that division'}.` +
      unresolvedNote(facts),
    evidence: { roleId: held.roleId, divisionId: held.divisionId, permissions },
    change: added([grant]),
    fix: [`${clientScreen(facts.client, ROLES_TAB)}: remove ${grant} and save.`, orApprove(facts, 'roles')],
  };
}

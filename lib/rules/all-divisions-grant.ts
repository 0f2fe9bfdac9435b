import { ALL_DIVISIONS, UNKNOWN_DIVISION } from '../domain/client.ts';
import { clientScreen, orWriteOut, ROLES_TAB } from './fix-steps.ts';
import { grantSubject, type HeldRole, heldRoles, isApprovedGrant } from './held-roles.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { compliant, violatedBy } from './rule.ts';
import { added, grantWords, listed, namesFor } from './words.ts';

/** A grant in `*`, all divisions, that the manifest does not write out. */
export const allDivisionsGrant: ClientRule = {
  id: 'all-divisions-grant',
  scope: 'client',
  defaultSeverity: 'critical',
  needs: ['clients', 'roles', 'divisions'],
  doc: {
    what: 'A role is granted in `*`, all divisions, and the manifest does not write `*` out.',
    why: 'The vendor reaches every part of the company, and every division that will ever be made.',
    when:
      'Only for client credentials, for unmanaged clients as well, and from the first sighting on. A deleted role gives ' +
      'nothing and is left out.',
    fix: 'Grant the role in the divisions that the vendor works for.',
    silence: "Write `'*'` under the role in the vendor's `roles` in guardian.yaml.",
  },
  judge: (facts, context) => whereRestrictedBy('permissions', facts, () => judgeGrants(facts, context)),
};

function judgeGrants(facts: ClientFacts, context: RuleContext): Verdict {
  if (facts.approval.writtenDivisions.has(ALL_DIVISIONS)) return compliant;
  const held = heldRoles(facts, context);
  const unsure = held.filter(({ divisionId }) => divisionId === UNKNOWN_DIVISION).map(({ role }) => role.name);
  return violatedBy(
    held.filter(({ divisionId }) => divisionId === ALL_DIVISIONS).map((grant) => violation(grant, facts, context)),
    unsure.length > 0 ? `The division of a role is not known, and may be all of them: ${listed(unsure)}.` : undefined,
  );
}

function violation(held: HeldRole, facts: ClientFacts, context: RuleContext): Violation {
  const grant = grantWords(held, namesFor(facts, context));
  return {
    subject: grantSubject(held),
    severity: 'critical',
    title: `Role ${held.role.name} is granted in all divisions`,
    because:
      'The grant reaches every division, also those that will be made later, and the manifest does not write `*` out.',
    evidence: { roleId: held.roleId, divisionId: held.divisionId },
    ...(!isApprovedGrant(held, facts.approval) && { change: added([grant]) }),
    fix: [
      `${clientScreen(facts.client, ROLES_TAB)}: grant ${held.role.name} in the divisions that the vendor works for, then remove it from all divisions.`,
      orWriteOut(facts, "`'*'` under the role in `roles`"),
    ],
  };
}

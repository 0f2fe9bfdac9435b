import { UNKNOWN_DIVISION } from '../domain/client.ts';
import type { Division } from '../domain/org.ts';
import { clientScreen, orWriteOut, ROLES_TAB } from './fix-steps.ts';
import { grantSubject, type HeldRole, heldRoles, isApprovedGrant } from './held-roles.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { unknownBecause, violatedBy } from './rule.ts';
import { added, grantWords, listed, namesFor } from './words.ts';

/** A grant in the home division that the manifest does not write out. */
export const homeDivisionGrant: ClientRule = {
  id: 'home-division-grant',
  scope: 'client',
  defaultSeverity: 'high',
  needs: ['clients', 'roles', 'divisions'],
  doc: {
    what: 'A role is granted in the home division, and the manifest does not write that division out.',
    why:
      'Whatever was never given a division of its own lives in home, and tools that name no division grant there: so ' +
      'such a grant is often broader than anybody meant.',
    when:
      'Only for client credentials, for unmanaged clients as well, and from the first sighting on. A deleted role gives ' +
      "nothing and is left out, and so is the guardian's own client; while that was never read, there is no answer.",
    fix: 'Grant the role in the division that the vendor works for.',
    silence: "Write `home` (or the division's name or id) under the role in the vendor's `roles` in guardian.yaml.",
  },
  judge: (facts, context) => whereRestrictedBy('permissions', facts, () => judgeGrants(facts, context)),
};

function judgeGrants(facts: ClientFacts, context: RuleContext): Verdict {
  // The guardian reads the whole org, and guardian-overprivileged judges what it holds.
  if (facts.client.id === context.ownClientId) return violatedBy([]);
  const held = heldRoles(facts, context);
  const home = [...(context.snapshot.division?.values() ?? [])].find(({ isHome }) => isHome);
  if (!home) {
    return held.length > 0 ? unknownBecause('The home division is not among the divisions read.') : violatedBy([]);
  }
  if (facts.approval.writtenDivisions.has(home.id)) return violatedBy([]);
  const inHome = held.filter(({ divisionId }) => divisionId === home.id);
  if (inHome.length > 0 && context.ownClientId === undefined) return unknownBecause(NOBODY_KNOWS_WHO);
  const unsure = held.filter(({ divisionId }) => divisionId === UNKNOWN_DIVISION).map(({ role }) => role.name);
  return violatedBy(
    inHome.map((grant) => violation(grant, home, facts, context)),
    unsure.length > 0 ? `The division of a role is not known, and may be home: ${listed(unsure)}.` : undefined,
  );
}

const NOBODY_KNOWS_WHO =
  "The guardian's own client was never read, and this may be it: the guardian holds its role in home.";

function violation(held: HeldRole, home: Division, facts: ClientFacts, context: RuleContext): Violation {
  const grant = grantWords(held, namesFor(facts, context));
  return {
    subject: grantSubject(held),
    severity: 'high',
    title: `Role ${held.role.name} is granted in the home division`,
    because:
      `Whatever has no division of its own lives in ${home.name}, and the manifest does not write this grant out: it ` +
      'is probably a default that nobody chose.',
    evidence: { roleId: held.roleId, divisionId: held.divisionId },
    ...(!isApprovedGrant(held, facts.approval) && { change: added([grant]) }),
    fix: [
      `${clientScreen(facts.client, ROLES_TAB)}: grant ${held.role.name} in the division that the vendor works for, then remove it from ${home.name}.`,
      orWriteOut(facts, '`home` under the role in `roles`'),
    ],
  };
}

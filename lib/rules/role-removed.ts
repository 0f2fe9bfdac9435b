import { permissionsOf } from '../domain/access.ts';
import type { ApprovedGrant } from '../domain/approval.ts';
import type { Permission } from '../domain/permission.ts';
import { clientScreen, orApprove, ROLES_TAB } from './fix-steps.ts';
import { grantBeyond } from './grant-beyond.ts';
import { grantSubject, heldRoles } from './held-roles.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { unknownBecause, violatedBy } from './rule.ts';
import { approver, grantWords, listed, namesFor, notApprovedYet, removed } from './words.ts';

/** An approved role is gone, and the client can no longer do what it allowed. */
export const roleRemoved: ClientRule = {
  id: 'role-removed',
  scope: 'client',
  isDrift: true,
  defaultSeverity: 'info',
  needs: ['clients', 'roles', 'divisions'],
  doc: {
    what:
      'The client no longer holds an approved role in an approved division, or the role was deleted, and its other ' +
      'roles do not allow the same.',
    why: "Nothing is less safe, but the vendor's calls may be refused from now on.",
    when: 'Only for client credentials. A role swapped for its twin, or covered by another role, is not gone.',
    fix: 'Give the role back if the vendor needs it, or take it off the approved ones.',
    silence: "Take the role out of the vendor's `roles` in guardian.yaml, or accept the client's present state.",
  },
  judge: (facts, context) => whereRestrictedBy('permissions', facts, () => judgeGrants(facts, context)),
};

function judgeGrants(facts: ClientFacts, context: RuleContext): Verdict {
  const { grants } = facts.approval;
  if (!grants) return unknownBecause(notApprovedYet('roles are'));
  const held = new Set(heldRoles(facts, context).map(grantSubject));
  const judged = distinct(grants.value)
    .filter((grant) => !held.has(grantSubject(grant)))
    .map((grant) => ({ grant, ...lostWith(grant, facts) }));
  const unsure = judged.filter(({ isUnsure, permissions }) => isUnsure && permissions.length === 0);
  return violatedBy(
    judged
      .filter(({ permissions }) => permissions.length > 0)
      .map(({ grant, permissions }) => violation(grant, permissions, facts, context)),
    alsoUnknown(
      unsure.map(({ grant }) => grant),
      facts,
    ),
  );
}

/** What the grant allowed as approved, and nothing that the client holds allows now. */
function lostWith({ roleId, divisionId }: ApprovedGrant, { approval, access }: ClientFacts) {
  const role = approval.roles.get(roleId);
  return role
    ? grantBeyond({ permissions: permissionsOf(role), divisionId }, access.byDivision)
    : { permissions: [], isUnsure: false };
}

function alsoUnknown(unsure: readonly ApprovedGrant[], { approval }: ClientFacts): string | undefined {
  const reasons = [
    unsure.length > 0 && `The division of a role is not known: ${listed(unsure.map(({ roleName }) => roleName))}.`,
    approval.unresolved.length > 0 &&
      `guardian.yaml names what this org does not have, so whether it is gone cannot be told: ${listed(approval.unresolved)}.`,
  ].filter((reason) => reason !== false);
  return reasons.length > 0 ? reasons.join(' ') : undefined;
}

function violation(
  grant: ApprovedGrant,
  permissions: readonly Permission[],
  facts: ClientFacts,
  context: RuleContext,
): Violation {
  const words = grantWords(grant, namesFor(facts, context));
  const isDeleted = !context.snapshot.role?.has(grant.roleId);
  return {
    subject: grantSubject(grant),
    severity: 'info',
    title: isDeleted ? `Approved role ${grant.roleName} was deleted` : `Approved ${words} is gone`,
    because:
      `Without it the client can no longer use ${listed(permissions)}, approved by ` +
      `${approver(facts.approval.grants?.basis ?? 'manifest')}: the vendor may fail.` +
      (facts.access.missingRoles.includes(grant.roleId)
        ? ' The client still names the role, but a deleted role gives nothing.'
        : ''),
    // Only where it is so, as with all that is no more than before once it is undone.
    evidence: { roleId: grant.roleId, divisionId: grant.divisionId, permissions, ...(isDeleted && { isDeleted }) },
    change: removed([words]),
    fix: [
      isDeleted
        ? `Admin > People & Permissions > Roles / Permissions: create the role again, then grant it on ${clientScreen(facts.client, ROLES_TAB)}.`
        : `${clientScreen(facts.client, ROLES_TAB)}: grant ${words} again if the vendor fails without it.`,
      orApprove(facts, 'roles'),
    ],
  };
}

/** The manifest may approve one grant under two names. */
function distinct(grants: readonly ApprovedGrant[]): ApprovedGrant[] {
  return [...new Map(grants.map((grant) => [grantSubject(grant), grant] as const)).values()];
}

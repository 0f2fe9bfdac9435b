import { permissionsOf, unconditionalOf } from '../domain/access.ts';
import type { Role } from '../domain/org.ts';
import { type Permission, PermissionSet } from '../domain/permission.ts';
import { riskOfPermissions } from '../domain/permission-risk.ts';
import { sortedSet } from '../domain/snapshot.ts';
import { clientScreen, orRaiseCeiling, ROLES_TAB, roleScreen } from './fix-steps.ts';
import { beyondApproved } from './grant-beyond.ts';
import { distinctRoles, heldRoles } from './held-roles.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { violatedBy } from './rule.ts';
import { added, listed, namesFor, notApprovedYet } from './words.ts';

/** A held role gained permissions though the client did not change; or the client is beyond the manifest's ceiling. */
export const rolePermissionsWidened: ClientRule = {
  id: 'role-permissions-widened',
  scope: 'client',
  isDrift: true,
  defaultSeverity: 'by the permissions gained',
  needs: ['clients', 'roles', 'divisions'],
  doc: {
    what:
      'A role that the client holds was edited and now gives more than when it was approved. Also: whatever the roles ' +
      'say, the client may do something beyond the `permissions` ceiling of its vendor in guardian.yaml (subject `ceiling`).',
    why: "Whoever edits a role widens every client that holds it, and no client's own record shows a change.",
    when:
      'Only for client credentials. What another approved role allows in the same division, or what the ceiling lists, ' +
      'is no gain. A permission that lost its condition is one. Severity is the risk of what was gained.',
    fix: 'Take the permissions out of the role again, give the client a role of its own, or approve the gain.',
    silence:
      "Accept the client's present state, or list all that the client may do, the gain included, in the vendor's " +
      '`permissions` in guardian.yaml. At the ceiling only the second helps.',
  },
  judge: (facts, context) => whereRestrictedBy('permissions', facts, () => judgeRoles(facts, context)),
};

function judgeRoles(facts: ClientFacts, context: RuleContext): Verdict {
  const judged = distinctRoles(heldRoles(facts, context)).map((held) => ({ ...held, ...gainOf(held, facts) }));
  const widened = judged.filter(({ gained }) => gained.length > 0).map((gain) => roleViolation(gain, facts, context));
  const unsure = judged.filter(({ gained, isUnsure }) => isUnsure && gained.length === 0).map(({ role }) => role.name);
  const reasons = [
    ...(facts.approval.grants ? [] : [notApprovedYet('roles are')]),
    ...(unsure.length > 0 ? [`The division of a role that gained permissions is not known: ${listed(unsure)}.`] : []),
  ];
  return violatedBy([...widened, ...ceilingViolations(facts)], reasons.join(' ') || undefined);
}

interface Gain {
  readonly role: Role;
  readonly divisionIds: readonly string[];
  readonly gained: readonly Permission[];
}

/** What the role gives beyond itself as approved, beyond the client's other approved access, and beyond the ceiling. */
function gainOf(
  { role, divisionIds }: { readonly role: Role; readonly divisionIds: readonly string[] },
  { approval }: ClientFacts,
): { readonly gained: Permission[]; readonly isUnsure: boolean } {
  const approved = approval.roles.get(role.id);
  if (!approved || !approval.byDivision) return { gained: [], isUnsure: false };
  const isAboveCeiling = (permission: Permission) => !approval.ceiling?.allows(permission);
  const gain = (now: PermissionSet, before: PermissionSet) =>
    new PermissionSet(now.beyond(before).filter(isAboveCeiling));
  const permissions = gain(permissionsOf(role), permissionsOf(approved));
  // A permission whose condition was lifted is a gain, too.
  const unconditional = gain(unconditionalOf(role), unconditionalOf(approved));
  const beyond = divisionIds.map((divisionId) => beyondApproved({ divisionId, permissions, unconditional }, approval));
  return {
    gained: sortedSet(beyond.flatMap((part) => part.permissions)),
    isUnsure: beyond.some((part) => part.isUnsure),
  };
}

function roleViolation({ role, divisionIds, gained }: Gain, facts: ClientFacts, context: RuleContext): Violation {
  const { severity, because } = riskOfPermissions(gained);
  const divisions = divisionIds.map(namesFor(facts, context).division);
  const worst = because[0];
  return {
    subject: `role ${role.id}`,
    changedBy: [role.id],
    severity,
    title: `Role ${role.name} gained ${listed(gained, 2)}`,
    because:
      `The role was edited since it was approved, and this client holds it in ${listed(divisions)}: it can do more, ` +
      `though nobody changed the client.${worst ? ` ${worst.permission}: ${worst.reason}` : ''}`,
    evidence: { roleId: role.id, permissions: gained },
    change: added(gained.map((permission) => `permission ${permission} (role ${role.name})`)),
    fix: [
      `${roleScreen(role)}: remove ${listed(gained)} and save, after asking who edited the role and for whom.`,
      `Or ${clientScreen(facts.client, ROLES_TAB)}: give the client a role of its own that nobody else needs edited.`,
      `Or approve the role as it is: \`guardian accept --client ${facts.client.id}\`.`,
      orRaiseCeiling(facts, listed(gained)),
    ],
  };
}

function ceilingViolations(facts: ClientFacts): Violation[] {
  const { ceiling } = facts.approval;
  if (!ceiling) return [];
  const beyond = PermissionSet.union(facts.access.byDivision.values()).beyond(ceiling);
  if (beyond.length === 0) return [];
  const { severity, because } = riskOfPermissions(beyond);
  const worst = because[0];
  return [
    {
      subject: 'ceiling',
      changedBy: [facts.client.id, ...facts.client.grants.map(({ roleId }) => roleId)],
      severity,
      title: `Access is beyond the ceiling that guardian.yaml sets: ${listed(beyond, 2)}`,
      because:
        'guardian.yaml says which permissions this vendor may have at most, whatever its roles say.' +
        (worst ? ` ${worst.permission}: ${worst.reason}` : ''),
      evidence: { permissions: beyond },
      change: added(beyond.map((permission) => `permission ${permission}`)),
      fix: [
        `${clientScreen(facts.client, ROLES_TAB)}: find the role that gives ${listed(beyond)}; take it away or edit it.`,
        orRaiseCeiling(facts, listed(beyond)),
      ],
    },
  ];
}

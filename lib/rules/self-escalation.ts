import { permissionsOf } from '../domain/access.ts';
import type { Role } from '../domain/org.ts';
import type { Permission } from '../domain/permission.ts';
import { selfEscalation as escalationReason } from '../domain/self-escalation.ts';
import { clientScreen, orRaiseCeiling, ROLES_TAB, roleScreen } from './fix-steps.ts';
import { distinctRoles, heldRoles } from './held-roles.ts';
import { perRole } from './per-role.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { violatedBy } from './rule.ts';
import { conditionNote } from './words.ts';

/** A permission that lets the client widen its own access. */
export const selfEscalation: ClientRule = {
  id: 'self-escalation',
  scope: 'client',
  defaultSeverity: 'critical',
  needs: ['clients', 'roles'],
  doc: {
    what: 'A role that the client holds lets it grant roles, edit roles, or create and change OAuth clients.',
    why: 'With such a permission the client can give itself every other one: all further limits are a matter of its will.',
    when: 'Only for client credentials, whether the role was approved or not. Wildcards that cover such a permission count.',
    fix: 'Take the permission out of the role, or the role from the client.',
    silence: "List that very permission in the vendor's `permissions` in guardian.yaml.",
  },
  judge: (facts, context) => whereRestrictedBy('permissions', facts, () => judgeRoles(facts, context)),
};

function judgeRoles(facts: ClientFacts, context: RuleContext): Verdict {
  const written = new Set(facts.vendor?.permissions);
  return violatedBy(
    distinctRoles(heldRoles(facts, context)).flatMap(({ role }) =>
      escalationsOf(role)
        .filter(({ permission }) => !written.has(permission))
        .map(({ permission, reason }) => violation({ permission, role, reason, facts })),
    ),
  );
}

const escalationsOf = perRole((role) =>
  permissionsOf(role).permissions.flatMap((permission) => {
    const reason = escalationReason(permission);
    return reason ? [{ permission, reason }] : [];
  }),
);

function violation(found: {
  readonly permission: Permission;
  readonly role: Role;
  readonly reason: string;
  readonly facts: ClientFacts;
}): Violation {
  const { permission, role, reason, facts } = found;
  return {
    subject: `${permission} in role ${role.id}`,
    changedBy: [role.id, facts.client.id],
    severity: 'critical',
    title: `Role ${role.name} lets the client widen its own access: ${permission}`,
    because: `${reason}${conditionNote(permission, role)}`,
    evidence: { roleId: role.id, permission },
    fix: [
      `${roleScreen(role)}: remove ${permission} and save.`,
      `Or ${clientScreen(facts.client, ROLES_TAB)}: replace the role by one without it.`,
      orRaiseCeiling(facts, permission),
    ],
  };
}

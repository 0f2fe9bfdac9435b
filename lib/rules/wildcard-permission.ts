import { permissionsOf } from '../domain/access.ts';
import type { Role } from '../domain/org.ts';
import { isWildcardPermission, type Permission } from '../domain/permission.ts';
import { orRaiseCeiling, roleScreen } from './fix-steps.ts';
import { distinctRoles, heldRoles } from './held-roles.ts';
import { perRole } from './per-role.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { violatedBy } from './rule.ts';
import { conditionNote } from './words.ts';

/** `*` as entity or action in a role that the client holds. */
export const wildcardPermission: ClientRule = {
  id: 'wildcard-permission',
  scope: 'client',
  defaultSeverity: 'high',
  needs: ['clients', 'roles'],
  doc: {
    what: 'A role that the client holds has a permission with `*` as its entity or action.',
    why: 'It gives whatever Genesys adds to that domain later, and nobody will be asked then.',
    when:
      'Only for client credentials, whether the role was approved or not. A wildcard that another one of the same role ' +
      'implies is not listed again. One that is given under a condition only is listed, and the finding says so.',
    fix: 'Replace the wildcard by the permissions that the vendor needs; `guardian advise` names them.',
    silence: "List that very wildcard in the vendor's `permissions` in guardian.yaml.",
  },
  judge: (facts, context) => whereRestrictedBy('permissions', facts, () => judgeRoles(facts, context)),
};

function judgeRoles(facts: ClientFacts, context: RuleContext): Verdict {
  const written = new Set(facts.vendor?.permissions);
  return violatedBy(
    distinctRoles(heldRoles(facts, context)).flatMap(({ role }) =>
      wildcardsOf(role)
        .filter((permission) => !written.has(permission))
        .map((permission) => violation(permission, role, facts)),
    ),
  );
}

const wildcardsOf = perRole((role) => permissionsOf(role).permissions.filter(isWildcardPermission));

function violation(permission: Permission, role: Role, facts: ClientFacts): Violation {
  return {
    subject: `${permission} in role ${role.id}`,
    changedBy: [role.id, facts.client.id],
    severity: 'high',
    title: `Role ${role.name} has the wildcard ${permission}`,
    because:
      'A wildcard also gives what Genesys adds later, so the access of this client grows without anybody deciding it.' +
      conditionNote(permission, role),
    evidence: { roleId: role.id, permission },
    fix: [
      `\`guardian advise --client ${facts.client.id}\`: see which permissions the vendor's calls need.`,
      `${roleScreen(role)}: replace ${permission} by those and save.`,
      orRaiseCeiling(facts, permission),
    ],
  };
}

import type { RoleUse } from '../domain/grant-use.ts';
import { roleScreen } from './fix-steps.ts';
import { AGE_UNKNOWN, type ObservedCalls, whereUnusedCanBeTold, windowWords } from './observed-calls.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { violatedBy } from './rule.ts';

/** Permissions that no observed call has needed, role by role. */
export const permissionUnused: ClientRule = {
  id: 'permission-unused',
  scope: 'client',
  defaultSeverity: 'low',
  needs: ['clients', 'roles', 'usage'],
  recalls: ['roles'],
  doc: {
    what: 'A role gives the client permissions that none of its calls has needed for a long time.',
    why: 'Whoever steals the secret of the client can use all of them; the vendor would not miss them.',
    when:
      'Only for client credentials. No call of the last `thresholds.observationDays` days (30), and none that the ' +
      "vendor's `endpoints` announce one by one, names the permission, or for a wildcard one that it implies. Where a " +
      'call wants any of several permissions, all that are held count as needed, and so do those of calls that failed. ' +
      'The guardian must have seen the client with the role, and the permission in the role, for the whole window and ' +
      'for `thresholds.youngGrantDays` (14), so a client is left alone for so long after its first sighting. Unknown ' +
      'while a day of the window was not read or is known of nobody, while the newest one is too old, and while the ' +
      'client makes calls of which nobody can tell what they need: templates that the catalogue of the API does not ' +
      'have, operations whose definition is not readable, and subscriptions to notifications. A client without any call ' +
      'is left to `client-unused`, and the guardian itself to `guardian-overprivileged`. One finding for a client and ' +
      'role: a role can have hundreds of permissions, and is edited on one screen. Its evidence counts them by domain; ' +
      '`guardian advise` lists them.',
    fix: 'Give the client a role of its own with what its calls need (`guardian advise` writes it), and take this one away. Edit the role itself only if all who hold it can do without.',
    silence:
      "For what is called less often than that: add the calls to the vendor's `endpoints` in guardian.yaml, raise " +
      '`thresholds.observationDays`, or waive the finding.',
  },
  judge: (facts, context) =>
    whereRestrictedBy('permissions', facts, () =>
      whereUnusedCanBeTold(facts, context, (observed) => judgeRoles(facts, context, observed)),
    ),
};

function judgeRoles(facts: ClientFacts, context: RuleContext, observed: ObservedCalls): Verdict {
  const { roles } = observed.use;
  const young = roles.filter(({ unused, unusedYoung }) => unused === 0 && unusedYoung > 0);
  return violatedBy(
    roles.filter(({ unused }) => unused > 0).map((role) => violation(role, facts, context, observed)),
    young.length > 0 ? AGE_UNKNOWN : undefined,
    young.map(subjectOf),
  );
}

function violation(
  use: RoleUse,
  { client }: ClientFacts,
  { snapshot }: RuleContext,
  { window }: ObservedCalls,
): Violation {
  const role = snapshot.role?.get(use.roleId) ?? { name: use.roleId };
  const isAll = use.unused === use.held;
  const rest = use.unused - use.examples.length;
  const names = `${use.examples.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return {
    subject: subjectOf(use),
    severity: 'low',
    title: isAll
      ? `No call of ${client.name} needs anything that role ${role.name} gives`
      : `No call of ${client.name} needs ${use.unused} of the ${use.held} permissions of role ${role.name}`,
    because:
      `Calls by operation are known ${windowWords(window)}, and no call of it needed ${names} (the riskiest first). ` +
      'Calls that it makes less often than that are not seen.',
    evidence: { roleId: use.roleId, unusedByDomain: use.unusedByDomain },
    fix: [
      `\`guardian advise --client ${client.id}\` writes a role with what its calls need, with the calls that prove it.`,
      isAll
        ? `Ask the vendor, then take role ${role.name} from ${client.name}.`
        : `Ask the vendor, then give ${client.name} that role in place of ${role.name}.`,
      `${roleScreen(role)}: edit the role itself only if all who hold it can do without.`,
    ],
  };
}

function subjectOf({ roleId }: RoleUse): string {
  return `role ${roleId}`;
}

import { allowedPermissions, excessPermissions } from '../domain/own-permissions.ts';
import { isWildcardPermission, type Permission } from '../domain/permission.ts';
import { selfEscalation } from '../domain/self-escalation.ts';
import { clientScreen, ROLES_TAB } from './fix-steps.ts';
import { type OrgRule, type RuleContext, type SelfFacts, unknownBecause, type Violation, violatedBy } from './rule.ts';
import { added, listed } from './words.ts';

export const guardianOverprivileged: OrgRule = {
  id: 'guardian-overprivileged',
  scope: 'org',
  defaultSeverity: 'high',
  needs: ['roles'],
  doc: {
    what: "The guardian's own OAuth client may do more than it needs.",
    why: 'The guardian reads the access of everybody else. Whoever gets its secret gets its access, so it must be able to look and nothing else.',
    when: "The roles of the guardian's own client hold a wildcard, a permission that lets it widen its own access, or any other permission that no source needs. `oauth:client:authorize` is allowed only where `readAuthorizations` is on.",
    fix: 'Give the guardian a role of its own with just the permissions that `guardian doctor` lists, in Admin > People & Permissions > Roles / Permissions, and take its other roles away in Admin > Integrations > OAuth.',
    silence: 'There is no good reason to. If an audit wants it seen and accepted, waive the finding.',
  },
  judge(context) {
    const { self } = context;
    if (!self) return unknownBecause("The guardian's own client could not be read (GET /api/v2/tokens/me).");
    const { missingRoles } = self.access;
    return violatedBy(
      excesses(self, context).map((excess) => violation(excess, self, context)),
      missingRoles.length > 0
        ? `The guardian's client holds roles that were not read: ${missingRoles.join(', ')}.`
        : undefined,
    );
  },
};

interface Excess {
  readonly subject: 'self-escalation' | 'wildcard-permission' | 'excess-permission';
  readonly permissions: readonly Permission[];
  readonly title: string;
  readonly because: string;
}

/** One violation a kind and not one a permission: an administrator's role would make hundreds. */
function excesses({ access }: SelfFacts, { org }: RuleContext): Excess[] {
  const beyond = excessPermissions(access, org);
  const escalating = beyond.filter((permission) => selfEscalation(permission) !== undefined);
  const wildcards = beyond.filter(isWildcardPermission);
  const rest = beyond.filter((permission) => !escalating.includes(permission) && !wildcards.includes(permission));
  const all: Excess[] = [
    {
      subject: 'self-escalation',
      permissions: escalating,
      title: 'The guardian could widen its own access',
      because: `${escalating[0]}: ${selfEscalation(escalating[0] ?? '') ?? ''}`,
    },
    {
      subject: 'wildcard-permission',
      permissions: wildcards,
      title: 'The guardian holds wildcard permissions',
      because: 'A wildcard also covers what Genesys adds to it later.',
    },
    {
      subject: 'excess-permission',
      permissions: rest,
      title: 'The guardian holds permissions that it does not need',
      because: 'No source that the guardian reads needs them.',
    },
  ];
  return all.filter(({ permissions }) => permissions.length > 0);
}

function violation(
  { subject, permissions, title, because }: Excess,
  { client }: SelfFacts,
  { org }: RuleContext,
): Violation {
  return {
    subject,
    severity: 'high',
    title: `${title}: ${listed(permissions)}`,
    because: `${because} Whoever gets the guardian's secret gets all of it.`,
    evidence: { permissions },
    change: added(permissions.map((permission) => `permission ${permission}`)),
    fix: [
      `Admin > People & Permissions > Roles / Permissions: give the guardian a role of its own with only: ${allowedPermissions(org).join(', ')}.`,
      `${clientScreen(client, ROLES_TAB)}: assign that role and take the others away.`,
    ],
    client,
  };
}

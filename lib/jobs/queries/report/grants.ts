import { accessAllows, permissionsOf } from '../../../domain/access.ts';
import type { ClientApproval } from '../../../domain/approval.ts';
import { ALL_DIVISIONS, type RoleGrant, UNKNOWN_DIVISION } from '../../../domain/client.ts';
import type { Role } from '../../../domain/org.ts';
import { riskOfPermissions } from '../../../domain/permission-risk.ts';
import type { ReportGrant } from '../../../domain/report.ts';
import { type Severity, severityRank } from '../../../domain/severity.ts';
import { byText } from '../../../domain/text-order.ts';
import type { ClientFacts, RuleContext } from '../../../rules/rule.ts';

/** Held roles by division: those that reach beyond first, then the worst. */
export function grantsOf(facts: ClientFacts, { snapshot }: Pick<RuleContext, 'snapshot'>): ReportGrant[] {
  const { client, approval, access } = facts;
  return client.grants
    .map((grant): ReportGrant => {
      const role = snapshot.role?.get(grant.roleId);
      const division = snapshot.division?.get(grant.divisionId);
      const isApproved = approves(approval, grant, role);
      const place = { divisionId: grant.divisionId, isHome: division?.isHome ?? false, isApproved };
      return {
        role: { id: grant.roleId, name: role?.name ?? approval.roles.get(grant.roleId)?.name ?? grant.roleId },
        division: { id: grant.divisionId, name: division?.name ?? PLACES[grant.divisionId] ?? grant.divisionId },
        permissions: role ? role.permissions.length : null,
        severity: role ? roleRisk(role) : null,
        isApproved,
        // Genesys: roles restrict clients of client credentials only, so others reach nothing by them.
        reach: access.restrictedBy === 'scopes' ? null : reachOf(place, approval),
      };
    })
    .sort(beyondFirst);
}

const PLACES: Readonly<Record<string, string>> = {
  [ALL_DIVISIONS]: 'all divisions',
  [UNKNOWN_DIVISION]: 'unknown division',
};

/** True if the very grant is approved, or all that the role allows there is: a role may be swapped for its twin. */
function approves({ grants, byDivision }: ClientApproval, { roleId, divisionId }: RoleGrant, role: Role | undefined) {
  if (grants?.value.some((grant) => grant.roleId === roleId && grant.divisionId === divisionId)) return true;
  if (!byDivision || !role) return false;
  return permissionsOf(role).permissions.every((permission) => accessAllows(byDivision, { permission, divisionId }));
}

/** Home and all divisions count as approved only where the manifest writes them out, as the rules have it. */
function reachOf(
  {
    divisionId,
    isHome,
    isApproved,
  }: { readonly divisionId: string; readonly isHome: boolean; readonly isApproved: boolean },
  { grants, writtenDivisions }: ClientApproval,
): ReportGrant['reach'] {
  const isWritten = isApproved && writtenDivisions.has(divisionId);
  if (divisionId === ALL_DIVISIONS && !isWritten) return 'all';
  if (isHome && !isWritten) return 'home';
  return grants && !isApproved ? 'beyond' : null;
}

const risks = new WeakMap<Role, Severity>();

/** Thousands of clients hold the same roles. */
function roleRisk(role: Role): Severity {
  const known = risks.get(role) ?? riskOfPermissions(role.permissions).severity;
  risks.set(role, known);
  return known;
}

const ORDER = ['all', 'home', 'beyond', null];

function beyondFirst(a: ReportGrant, b: ReportGrant): number {
  const rank = ({ severity }: ReportGrant) => (severity === null ? -1 : severityRank(severity));
  return (
    ORDER.indexOf(a.reach) - ORDER.indexOf(b.reach) ||
    rank(a) - rank(b) ||
    byText(a.role.name, b.role.name) ||
    byText(a.division.name, b.division.name)
  );
}

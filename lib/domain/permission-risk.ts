import { isWildcardPermission, type Permission, PermissionSet } from './permission.ts';
import { actionKind } from './permission-action.ts';
import { PERMISSION_RISK_ROWS, type PermissionRiskRow } from './permission-risks.ts';
import { type CombinedRisk, combineRisks, type Risk } from './risk.ts';
import { selfEscalation } from './self-escalation.ts';
import { severityRank } from './severity.ts';

/** A permission with its risk. */
export interface PermissionRisk extends Risk {
  readonly permission: Permission;
}

/**
 * The risk of one permission. In this order: self-escalation is critical; else the first row of the table that matches
 * judges it by its verb; else reading is `low` and changing `medium`. A wildcard is as risky as the worst row that it
 * touches, so never less risky than anything it covers. What is not written `domain:entity:action` is `medium`.
 */
export function permissionRisk(permission: Permission): PermissionRisk {
  const escalation = selfEscalation(permission);
  if (escalation) return { permission, severity: 'critical', reason: escalation };
  const parts = permission.split(':');
  if (parts.length !== 3) return { permission, severity: 'medium', reason: MALFORMED_REASON };
  const touching = TABLE.filter((row) => overlaps(parts, row.parts));
  const plain = plainRow(parts);
  const rows = isWildcardPermission(permission) ? [...touching, plain] : [touching[0] ?? plain];
  return { permission, ...worstRisk(rows.flatMap((row) => rowRisks(row, parts))) };
}

/** The risk of holding all these permissions, and those that cause it, sorted; what a wildcard implies is left out. */
export function riskOfPermissions(permissions: Iterable<Permission>): CombinedRisk<PermissionRisk> {
  return combineRisks(new PermissionSet(permissions).permissions.map(permissionRisk));
}

const WILDCARD = '*';
const MALFORMED_REASON = 'Not written as domain:entity:action, so nobody can say what it opens.';

interface Row extends Omit<PermissionRiskRow, 'pattern'> {
  readonly parts: readonly string[];
}

const TABLE: readonly Row[] = PERMISSION_RISK_ROWS.map((row) => ({ ...row, parts: row.pattern.split(':') }));

/** True if some permission matches both. */
function overlaps(a: readonly string[], b: readonly string[]): boolean {
  return a.every((part, index) => part === WILDCARD || b[index] === WILDCARD || part === b[index]);
}

/** What is neither sensitive nor known: plain configuration of its domain. */
function plainRow(parts: readonly string[]): Row {
  const [domain, entity] = parts.map((part) => (part === WILDCARD ? 'anything' : part));
  const what = `${entity} in ${domain}, which the guardian does not list as sensitive`;
  return { parts, reading: 'low', changing: 'medium', what };
}

/** What the row says about the permission; where a wildcard reaches beyond the row, the reason names their overlap. */
function rowRisks(row: Row, parts: readonly string[]): Risk[] {
  const overlap = parts.map((part, index) => (part === WILDCARD ? row.parts[index] : part)).join(':');
  const permission = parts.join(':');
  const reason = (verb: 'Reads' | 'Changes') =>
    overlap === permission ? `${verb} ${row.what}.` : `Covers ${overlap}: ${verb.toLowerCase()} ${row.what}.`;
  const kind = actionKind(overlap);
  const read: Risk = { severity: row.reading, reason: reason('Reads') };
  const change: Risk = { severity: row.changing, reason: reason('Changes') };
  switch (kind) {
    case 'reading':
      return [read];
    case 'changing':
      return [change];
    case 'both':
      return [change, read];
    default:
      return kind satisfies never;
  }
}

/** The worst, and the first of equals; there is always one. */
function worstRisk(risks: readonly Risk[]): Risk {
  return risks.reduce((worst, risk) => (severityRank(risk.severity) < severityRank(worst.severity) ? risk : worst));
}

import { isWildcardPermission, type Permission, permissionImplies } from '../../domain/permission.ts';
import { actionKind } from '../../domain/permission-action.ts';
import { permissionRisk } from '../../domain/permission-risk.ts';
import { type Breadth, unknownBreadth } from './breadth.ts';
import { actionPart, breadthPart, sensitivityPart } from './parts.ts';
import { OPEN_END_POINTS } from './points.ts';
import { type RiskWeight, type Weigh, weightOf } from './weight.ts';

export interface PermissionTable {
  /** Every permission that is known to exist; members of wildcards are looked for here. */
  readonly known: readonly Permission[];
  /** Default: nothing is said of breadth. */
  readonly breadth?: Breadth;
}

/**
 * Weighs permissions. A wildcard weighs more than all its known members together, so that it is never advised in their
 * place; one without known members weighs what it would if it were plain, and the open end.
 */
export function permissionWeigher({ known, breadth = unknownBreadth }: PermissionTable): Weigh {
  const members = [...new Set(known)].filter((permission) => !isWildcardPermission(permission)).sort();
  const weigh = (permission: Permission): RiskWeight => weighPlain(permission, breadth);
  return (permission) => {
    if (!isWildcardPermission(permission)) return weigh(permission);
    const covered = members.filter((member) => permissionImplies(permission, member)).map(weigh);
    return covered.length > 0 ? weighCovered(permission, covered) : weighUnknown(permission, breadth);
  };
}

const OPEN_END = { points: OPEN_END_POINTS, what: 'covers what Genesys adds later' };

function weighPlain(permission: Permission, breadth: Breadth): RiskWeight {
  const { severity, reason } = permissionRisk(permission);
  const action = actionKind(permission) === 'reading' ? 'reads' : 'changes';
  const parts = [actionPart(action), sensitivityPart(severity), breadthPart(breadth(permission))];
  return weightOf({ name: permission, parts, reason });
}

function weighUnknown(wildcard: Permission, breadth: Breadth): RiskWeight {
  const { parts, reason } = weighPlain(wildcard, breadth);
  return weightOf({ name: wildcard, parts: [...parts, OPEN_END], reason });
}

function weighCovered(wildcard: Permission, covered: readonly RiskWeight[]): RiskWeight {
  const points = covered.reduce((sum, { weight }) => sum + weight, 0);
  const worst = covered.reduce((heaviest, each) => (each.weight > heaviest.weight ? each : heaviest));
  const noun = covered.length === 1 ? 'permission' : 'permissions';
  return weightOf({
    name: wildcard,
    parts: [{ points, what: `covers ${covered.length} known ${noun}` }, OPEN_END],
    reason: `The heaviest of them is ${worst.name} with ${worst.weight}. ${worst.reason}`,
  });
}

import type { Severity } from '../../domain/severity.ts';
import { ACTION_POINTS, POINTS_PER_OPERATION, SENSITIVITY_POINTS } from './points.ts';
import type { WeightPart } from './weight.ts';

export function actionPart(action: keyof typeof ACTION_POINTS): WeightPart {
  return { points: ACTION_POINTS[action], what: action };
}

export function sensitivityPart(severity: Severity): WeightPart {
  const what = severity === 'critical' ? 'self-escalation' : `${severity} risk`;
  return { points: SENSITIVITY_POINTS[severity], what };
}

export function breadthPart(operations: number): WeightPart {
  const noun = operations === 1 ? 'operation' : 'operations';
  return { points: operations * POINTS_PER_OPERATION, what: `opens ${operations} ${noun}` };
}

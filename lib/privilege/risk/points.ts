import type { Severity } from '../../domain/severity.ts';

/**
 * The published risk table: what adds how many points to the weight of a grant. docs/risk-table.md is made from it.
 * Points are whole numbers. Only their proportions matter: one operation is one point, and the rest says how
 * many operations of plain configuration something is as bad as.
 */
export const ACTION_POINTS = { reads: 10, changes: 50 } as const;

/**
 * By the severity that `lib/domain` gives to what is reached, which is where personal data and recordings are judged.
 * `critical` is given only to what lets its holder widen its own access.
 */
export const SENSITIVITY_POINTS: Readonly<Record<Severity, number>> = {
  info: 0,
  low: 5,
  medium: 50,
  high: 150,
  critical: 1000,
};

/** For each operation that the grant opens, or helps to open where several permissions are wanted. */
export const POINTS_PER_OPERATION = 1;

/** A wildcard weighs what its known members weigh together, and this for what Genesys adds to them later. */
export const OPEN_END_POINTS = 10;

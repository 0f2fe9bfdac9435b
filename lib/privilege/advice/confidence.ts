import { operationName } from '../../domain/operation-name.ts';
import type { Advice, ClientEvidence, Confidence, ExplainedCall } from './advice.ts';

/** What confidence depends on beside the evidence. */
export interface ConfidenceInput {
  readonly evidence: ClientEvidence;
  readonly now: Date;
  /** Age of usage data, in hours, above which it counts as old. */
  readonly staleHours: number;
  readonly basis: Pick<Advice['basis'], 'requests' | 'unmapped' | 'doubtful' | 'refused'>;
  readonly unreadRoles: readonly string[];
  /** Held names that nobody may remove yet because they are young. */
  readonly youngNames: readonly string[];
}

/**
 * - `none`: no call was observed.
 * - `low`: a large part is not known: half of the days, one request in twenty, a role, or all that happened lately.
 * - `medium`: something is not known.
 * - `high`: every day of the window was read, and every call has its operation.
 */
export function confidenceOf(input: ConfidenceInput): Confidence {
  const { basis } = input;
  if (basis.requests === 0) return { level: 'none', reasons: ['no call was observed', ...windowReasons(input)] };
  const grave = graveReasons(input);
  const reasons = [...grave, ...slightReasons(input)];
  return { level: grave.length > 0 ? 'low' : reasons.length > 0 ? 'medium' : 'high', reasons };
}

/** Why nothing of this client may be removed yet, whatever it is. */
export function reasonsToWait({ evidence, now, staleHours, basis, unreadRoles }: ConfidenceInput): string[] {
  const unknown = [...basis.unmapped, ...basis.doubtful];
  return [
    ...windowReasons({ evidence, now, staleHours }),
    ...(unreadRoles.length > 0 ? [rolesReason(unreadRoles)] : []),
    ...(unknown.length > 0 ? [`${listed(unknown)}: nobody can tell what it needs`] : []),
  ];
}

/** One request in twenty without an operation could be the one that a removal breaks. */
const GRAVE_UNMAPPED_SHARE = 0.05;

function graveReasons(input: ConfidenceInput): string[] {
  const { evidence, basis, unreadRoles } = input;
  const { daysObserved, daysWanted } = evidence.window;
  const share = requestsOf(basis.unmapped) / basis.requests;
  return [
    ...(daysObserved * 2 < daysWanted ? [daysReason(evidence)] : []),
    ...(isOld(input) ? [ageReason(input)] : []),
    ...(share > GRAVE_UNMAPPED_SHARE ? [unmappedReason(basis)] : []),
    ...(unreadRoles.length > 0 ? [rolesReason(unreadRoles)] : []),
  ];
}

function slightReasons({ evidence, basis, youngNames }: ConfidenceInput): string[] {
  const { daysObserved, daysWanted } = evidence.window;
  const unmapped = requestsOf(basis.unmapped);
  const isGrave = unmapped / basis.requests > GRAVE_UNMAPPED_SHARE;
  return [
    ...(daysObserved < daysWanted && daysObserved * 2 >= daysWanted ? [daysReason(evidence)] : []),
    ...(unmapped > 0 && !isGrave ? [unmappedReason(basis)] : []),
    ...(basis.doubtful.length > 0 ? [`${listed(basis.doubtful)} may need more than the catalogue says`] : []),
    ...(basis.refused.length > 0
      ? [`${calls(basis.refused.length)} never succeeded: what is missing there is inference`]
      : []),
    ...(youngNames.length > 0 ? [`young grants: ${some(youngNames)}`] : []),
  ];
}

function windowReasons(input: Pick<ConfidenceInput, 'evidence' | 'now' | 'staleHours'>): string[] {
  const { daysObserved, daysWanted } = input.evidence.window;
  return [
    ...(daysObserved < daysWanted ? [daysReason(input.evidence)] : []),
    ...(isOld(input) ? [ageReason(input)] : []),
  ];
}

function daysReason({ window: { daysObserved, daysWanted } }: ClientEvidence): string {
  return `${daysObserved} of ${daysWanted} days were observed`;
}

const HOUR_MS = 3_600_000;

function isOld({ evidence, now, staleHours }: Pick<ConfidenceInput, 'evidence' | 'now' | 'staleHours'>): boolean {
  return evidence.asOf === null || now.getTime() - Date.parse(evidence.asOf) > staleHours * HOUR_MS;
}

function ageReason({ evidence: { asOf } }: Pick<ConfidenceInput, 'evidence'>): string {
  return asOf === null ? 'nobody knows how old the usage data is' : `the usage data ends at ${asOf}`;
}

function unmappedReason({ unmapped, requests }: ConfidenceInput['basis']): string {
  const share = (requestsOf(unmapped) / requests) * 100;
  return `${share.toFixed(share < 1 ? 2 : 0)} % of its requests have no known operation`;
}

function rolesReason(roles: readonly string[]): string {
  return `${roles.length === 1 ? 'a role' : `${roles.length} roles`} could not be read: ${some(roles)}`;
}

function requestsOf(all: readonly ExplainedCall[]): number {
  return all.reduce((sum, { requests }) => sum + requests, 0);
}

function calls(count: number): string {
  return count === 1 ? '1 call' : `${count} calls`;
}

const MOST_LISTED = 3;

function listed(all: readonly ExplainedCall[]): string {
  return some(all.map(operationName));
}

function some(names: readonly string[]): string {
  const rest = names.length - MOST_LISTED;
  return names.slice(0, MOST_LISTED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

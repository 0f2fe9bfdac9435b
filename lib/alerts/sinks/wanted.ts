import { isAtLeast, SEVERITIES, type Severity } from '../../domain/severity.ts';
import type { AlertMessage } from '../../ports.ts';

/** What somebody wants to hear of; everything where nothing is said. */
export interface Wishes {
  readonly minSeverity?: Severity | undefined;
  readonly vendors?: readonly string[] | undefined;
  readonly owners?: readonly string[] | undefined;
  readonly rules?: readonly string[] | undefined;
}

/**
 * Whether a message is for somebody, as the filters of the topic's subscriptions judge it: by its attributes. One about
 * several vendors, owners or rules is for everybody who wants to hear of one. Pure.
 */
export function isWanted({ attributes }: AlertMessage, { minSeverity, vendors, owners, rules }: Wishes): boolean {
  const severity = SEVERITIES.find((one) => one === attributes.severity);
  return (
    (minSeverity === undefined || (severity !== undefined && isAtLeast(severity, minSeverity))) &&
    isNamed(attributes.vendor, vendors) &&
    isNamed(attributes.owner, owners) &&
    isNamed(attributes.rule, rules)
  );
}

function isNamed(value: string, names: readonly string[] | undefined): boolean {
  return names === undefined || value === 'several' || names.includes(value);
}

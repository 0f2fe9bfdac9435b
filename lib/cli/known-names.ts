import { closest, distance } from 'fastest-levenshtein';
import { UsageError } from '../errors.ts';
import type { ReadingBench } from './workbench.ts';

/**
 * Refuses a vendor or a rule that does not exist: an empty list of findings would look like a clean one.
 *
 * @throws UsageError that names what is known
 */
export function assertKnown(
  { config, rules }: Pick<ReadingBench, 'config' | 'rules'>,
  { vendor, rule }: { readonly vendor?: string | undefined; readonly rule?: string | undefined },
): void {
  const vendors = config.vendors.map(({ name }) => name);
  const ids = rules.map(({ id }) => id);
  if (vendor !== undefined && !vendors.some((name) => name.toLowerCase() === vendor.toLowerCase())) {
    throw new UsageError(`guardian.yaml has no vendor '${vendor}'${nearest(vendor, vendors)}`);
  }
  if (rule !== undefined && !ids.includes(rule))
    throw new UsageError(`there is no rule '${rule}'${nearest(rule, ids)}`);
}

/** The nearest name where it is near enough to be meant, else all of them. */
function nearest(given: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const name = closest(given.toLowerCase().slice(0, LONGEST), known);
  const isMeant = distance(given.toLowerCase(), name.toLowerCase()) <= Math.max(2, Math.floor(given.length / 3));
  return isMeant ? `: did you mean '${name}'?` : `. Known: ${known.join(', ')}`;
}

const LONGEST = 80;

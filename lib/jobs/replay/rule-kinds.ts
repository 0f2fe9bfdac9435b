import type { Rule } from '../../rules/rule.ts';

/** Rules that hold grants or the manifest against calls by operation. The other rules never look at them. */
const BY_CALLS: ReadonlySet<string> = new Set([
  'scope-unused',
  'permission-unused',
  'permission-missing',
  'endpoint-unapproved',
]);

/** True for rules that cannot be asked without the calls of clients by operation. */
export function isByCalls({ id }: Pick<Rule, 'id'>): boolean {
  return BY_CALLS.has(id);
}

/** True for rules that are judged by whole days of usage. */
export function isOfUsage({ needs }: Pick<Rule, 'needs'>): boolean {
  return needs.includes('usage');
}

/** True for rules that look at the org as a whole, and not at one client after the other. */
export function isOfOrg({ scope }: Pick<Rule, 'scope'>): boolean {
  return scope === 'org';
}

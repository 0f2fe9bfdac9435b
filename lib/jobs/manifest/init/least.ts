import type { ProposedLine, ProposedVendor } from '../../../domain/manifest-proposal.ts';
import { minimalScopes } from '../../../domain/scope.ts';
import { permissionForm, scopeForm } from '../../../domain/written-forms.ts';
import type { Advice, CallCount } from '../../../privilege/advice/index.ts';

/** What of an entry the advised least takes the place of. */
export type LeastAspects = Pick<ProposedVendor, 'scopes' | 'permissions'> & { readonly notes: readonly string[] };

/**
 * The least that an advice proves, as aspects of an entry, where the advice is sure of itself: scopes in place of those that
 * are held; for client credentials a ceiling upon the roles that are there, for a role that nobody made yet cannot be
 * approved. Undefined where the present has to stand. Pure.
 */
export function leastAspects(advice: Advice | undefined): LeastAspects | undefined {
  if (advice?.confidence.level !== 'high' || !advice.optimal) return undefined;
  const form = advice.kind === 'scopes' ? scopeForm : permissionForm;
  const names = new Set([...advice.minimal, ...advice.keep.map(({ name }) => name)]);
  const least = advice.kind === 'scopes' ? minimalScopes(names) : [...names].sort();
  if (!least.every((name) => form.safeParse(name).success)) return undefined;
  const lines = least.map((value): ProposedLine => ({ value, notes: reasonsFor(value, advice) }));
  const gone = [
    ...advice.remove.map(({ name }) => name),
    ...advice.narrow.map(({ from, to }) => `${from} (${to.join(', ')} will do)`),
  ];
  const days = advice.basis.daysObserved;
  const notes = [
    gone.length > 0
      ? `the least for the calls of ${days} days; held, and not approved here: ${some(gone)}`
      : `what is held is the least for the calls of ${days} days`,
  ];
  return advice.kind === 'scopes' ? { scopes: lines, notes } : { permissions: lines, notes };
}

function reasonsFor(name: string, { keep, narrow, add }: Advice): string[] {
  const calls = [
    ...keep.filter((proof) => proof.name === name).flatMap(({ because }) => because),
    ...narrow.filter(({ to }) => to.includes(name)).flatMap(({ because }) => because),
    ...add.filter((proof) => proof.name === name).flatMap(({ because }) => because),
  ];
  const notes = keep.flatMap((proof) => (proof.name === name && proof.note ? [proof.note] : []));
  return calls.length > 0 ? [`for ${some(calls.map(callText))}`, ...notes] : notes;
}

function callText({ method, template, requests }: CallCount): string {
  return `${method} ${template}${requests > 0 ? ` (${requests} requests)` : ''}`;
}

const MOST_LISTED = 3;

function some(names: readonly string[]): string {
  const rest = names.length - MOST_LISTED;
  return `${names.slice(0, MOST_LISTED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
